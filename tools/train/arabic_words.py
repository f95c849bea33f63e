#!/usr/bin/env python3
"""What a lexicon knows of Arabic forms, as classes of words: arabic_words.py CAMEL_MORPH OUT

CAMEL_MORPH: the folder of the CAMeL Morph MSA lexicon (CC BY 4.0): verbs with what they govern, adjectives, names. A line a form
as text is folded (src/text/folding.h): form, class. Bits of a class: 0 a verb's perfect, 1 its imperfect, 2 an adjective, 3 a name;
4 a verb without object, 5 with one; 6 with two.
"""
import collections
import csv
import re
import sys
from pathlib import Path

from harmonise import folded
from word_forms import BUCKWALTER

PERFECT, IMPERFECT, ADJECTIVE, NAME = 1, 2, 4, 8
VALENCES = {"intrans": 16, "trans": 32, "ditrans": 32 | 64}
WITH_CONSONANT, WITH_VOWEL = "c-suff", "v-suff"  # the stem before such endings alone
CONSONANT_ENDINGS = "ت نا تم ن".split()
VOWEL_ENDINGS = ["", "ت", "وا", "و", "ا", "تا"]
IMPERFECT_VOWEL_ENDINGS = ["", "ون", "وا", "و", "ان", "ا", "ين", "ي"]
PREFIXES = "يتنا"
# Weak endings: what the stem ends in before no ending, before a vowel, before a consonant.
WEAK = {"#-ay": ("ي", "ا", "ي"), "#-aw": ("ا", "", "و"), "#-iy": ("ي", "ي", "ي"), "#-a>": ("ا", "ا", "ا"), "#-A'": ("اء", "اء", "ء"),
        "#->ay": ("اي", "ا", "اي"), "#-aA": ("ا", "", ""), "#-aY": ("ي", "", "ي"), "#-uw": ("و", "", "و"), "#-u&": ("ء", "ء", "ء"),
        "#-iy'": ("يء", "يء", "ء")}


def arabic(text):
    """From Buckwalter's letters, folded, without vowels."""
    return folded("".join(BUCKWALTER.get(letter, "") for letter in re.sub("[aiuo~FKN`]", "", text)))


def rows(folder, name):
    with open(Path(folder) / name, encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


def endings(conditions, vowel, consonant):
    """Endings of a stem: all of them, or those that begin with a vowel or with a consonant."""
    parts = set(conditions.split())
    weak = next((WEAK[part] for part in parts if part in WEAK), None)
    if weak:
        yield from [weak[0], weak[1], ""]
        yield from ({weak[1] + ending for ending in vowel if ending} | {ending for ending in vowel if ending} | {weak[2] + ending for ending in consonant})
        return
    if WITH_CONSONANT not in parts:
        yield from vowel
    if WITH_VOWEL not in parts:
        yield from consonant


def verbs(folder):
    for tense, name in ((PERFECT, "MSA-Verb-LEX-PV.csv"), (IMPERFECT, "MSA-Verb-LEX-IV.csv")):
        for row in rows(folder, name):
            conditions = row["COND-T"] + " " + row["COND-S"]
            word_class = tense
            for part in conditions.split():
                word_class |= VALENCES.get(part, 0)
            stem = ("ا" if ">-#" in conditions.split() else "") + arabic(row["FORM"])
            if tense == PERFECT:
                for ending in endings(conditions, VOWEL_ENDINGS, CONSONANT_ENDINGS):
                    yield stem + ending, word_class
            else:
                for ending in endings(conditions, IMPERFECT_VOWEL_ENDINGS, ["ن"]):
                    for prefix in PREFIXES if ending in ("", "ي", "و", "ا", "اء", "يء") else PREFIXES[:2]:
                        yield prefix + stem + ending, word_class


def adjectives(folder):
    for row in rows(folder, "MSA-Adj-LEX.csv"):
        stem, kinds = arabic(row["FORM"]), row["COND-T"]
        for mark, found in (("MS", [""]), ("FS", ["ه"]), ("MP", ["ون", "ين"]), ("FP", ["ات"]), ("MD", ["ان"])):
            if mark in kinds:
                for ending in found:
                    yield from ((stem + ending, ADJECTIVE), ("ال" + stem + ending, ADJECTIVE))


def names(folder):
    for row in rows(folder, "MSA-Noun-Prop-LEX.csv"):
        yield arabic(row["FORM"]) + ("ه" if row["COND-T"] == "FS" else ""), NAME


def main():
    folder, out = sys.argv[1:]
    classes = collections.Counter()
    for source in (verbs, adjectives, names):
        for form, word_class in source(folder):
            if len(form) > 1:
                classes[form] |= word_class
    with open(out, "w", encoding="utf-8") as stream:
        stream.writelines(f"{form}\t{word_class}\n" for form, word_class in sorted(classes.items()))


if __name__ == "__main__":
    main()
