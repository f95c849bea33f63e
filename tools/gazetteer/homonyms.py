#!/usr/bin/env python3
"""Writes tools/gazetteer/homonyms.txt: Arabic names of towns that are also words or names of people, a folded form a line.

    python3 tools/gazetteer/homonyms.py SHARED_DATA [--cache build/gazetteer]

SHARED_DATA has ud/ar_silver_news.conllu.gz and camel_morph/. A name is one of them if the news have it both with the article and without,
if it is an adjective or another word in the lexicons of CAMeL Morph (CC BY 4.0) and seen in the news as such, or a name of people there or
(CC0, arabic-name-romanizer 0.2.0) in Wikidata, or if it is in BY_HAND. All other names of towns are places wherever they stand.
"""
import argparse
import csv
import gzip
import importlib.util
import sqlite3
from collections import Counter
from pathlib import Path

from build import fetch, fold, single_arabic_names

LETTERS = dict(zip("'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱ"))
LEXICONS = ("MSA-Adj", "MSA-Other", "MSA-Noun-Num", "MSA-Noun-Quant")
OTHER_FORMS = 0.15  # share of the times in the news with the article that the name lacks, or without the one it has
FEWEST_FORMS = 3
SEEN = 5            # times in the news from which on a word of the lexicons is one
BY_HAND = """الخميس الداخليه العاصمه الشماليه الشرقيه الغربيه الجنوبيه الوسطي السلط الخضراء معسكر عشاق دوما الغازيه الشروق الواحات الطبقه الرديف
    انتبه ينقل امسك يبين المذنب المطله المالح داخله البياض باجل محرق الكرمه الرميله المطريه السويديه الاندلس العلا يوميا الاناضول حاجين الخور
    سهور الحزام فورت مقلع كفري التاجي المنيا المنصوره النخيل الزهور السلام الشبلي المحرس الجرف البدع السرو العدوه القادسيه الريان
    الاطلسي الكاريبي رابات تلال حولي ميانه بدين سيلا ارمينيا كولومبيا جمهوريه المركزيه الاوسط الحدود الجزيره النعيم شارع انفا فوجا باتم داوي ازمت تركو شباب الدهماني تدمر بانه كتم القباءل صبيا تاما اذنا باكوره فينه الفينه لفينه منسك الاصنام ينبع الزيتيه المنزله صحار كسل المهره الرمادي تولوا ادري اديا سويا جافا""".split()


def other_form(word):
    return word[2:] if word.startswith("ال") else "ال" + word


def seen(path):
    """How often each folded form is in the news."""
    counts = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            row = line.split("\t")
            if len(row) == 10 and row[0].isdigit():
                counts[fold(row[1])] += 1
    return counts


def lexicon(folder):
    """Folded words, names of people, other names."""
    words, people, names = set(), set(), set()
    for path in sorted(folder.glob("MSA-*LEX*.csv")):
        kind = names if "Noun-Prop" in path.name else words if path.name.startswith(LEXICONS) else None
        if kind is None:
            continue
        with open(path, encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                word = fold("".join(LETTERS.get(c, "") for c in row["LEMMA"].split("_")[0].split(":")[-1]))
                (people if "rat:r" in row["FEAT"] and kind is names else kind).add(word)
    return words, people, names


def given_names():
    base = Path(importlib.util.find_spec("arabic_name_romanizer").submodule_search_locations[0]) / "resources/names.sqlite3"
    with sqlite3.connect(base) as names:
        return {fold(name) for (name,) in names.execute("SELECT DISTINCT arabic_key FROM units WHERE role = 'given'")}


def main():
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, default=root / "build" / "gazetteer")
    options = parser.parse_args()
    counts = seen(options.data / "ud/ar_silver_news.conllu.gz")
    words, people, names = lexicon(options.data / "camel_morph")
    people |= given_names() - names

    def is_homonym(name):
        if counts[other_form(name)] >= max(FEWEST_FORMS, OTHER_FORMS * counts[name]) or name in people or name in BY_HAND:
            return True
        return counts[name] >= SEEN and bool({name, other_form(name)} & words)

    names = sorted(filter(is_homonym, single_arabic_names(fetch(options.cache), root / "tools/gazetteer")))
    (root / "tools/gazetteer/homonyms.txt").write_text("".join(name + "\n" for name in names), encoding="utf-8")
    print(f"{len(names)} names")


if __name__ == "__main__":
    main()
