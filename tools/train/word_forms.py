#!/usr/bin/env python3
"""Forms for the model of Arabic words: names that begin or end like clitics, alone and with clitics before them.

    word_forms.py COUNTRIES [CAMEL_MORPH] > FORMS

COUNTRIES: codebook/shared/countries.tsv; CAMEL_MORPH: the folder of the CAMeL Morph MSA lexicon (CC BY 4.0), whose proper
nouns are taken. One form a line, its words parted by +.
"""
import csv
import re
import sys
from pathlib import Path

BUCKWALTER = dict(zip("'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{",
                      "\u0621\u0622\u0623\u0624\u0625\u0626\u0627\u0628\u0629\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631"
                      "\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648"
                      "\u0649\u064a\u0627"))
WA, LI, BI, ARTICLE = "\u0648", "\u0644", "\u0628", "\u0627\u0644"


def country_forms(path):
    with open(path, encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            for column in ("name_ar", "adjective_ar", "people_ar", "capital_ar", "aliases_ar"):
                for name in (row[column] or "").split("|"):
                    yield from name.split()


def camel_forms(folder):
    with open(Path(folder) / "MSA-Noun-Prop-LEX.csv", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            bare = re.sub("[^" + re.escape("".join(BUCKWALTER)) + "]", "", row["FORM"])
            yield "".join(BUCKWALTER[letter] for letter in bare)


def main():
    forms = list(country_forms(sys.argv[1])) + (list(camel_forms(sys.argv[2])) if len(sys.argv) > 2 else [])
    for form in dict.fromkeys(form for form in forms if len(form) > 3):
        print(form)
        print(f"{WA}+{form}")
        if not form.startswith(ARTICLE):
            print(f"{LI}+{form}\n{BI}+{form}")


if __name__ == "__main__":
    main()
