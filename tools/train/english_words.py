#!/usr/bin/env python3
"""English words of a large text with their classes, as spacy-lookups-data 1.0.5 (MIT) has them; of the package only files are read.

    english_words.py OUT    writes a line for each word that has a class: word, class
"""
import gzip
import importlib.util
import json
import sys
from pathlib import Path

LEAST_SHARE = -16.5  # log; some 63,000 words


def package_file(package, path):
    return Path(importlib.util.find_spec(package).submodule_search_locations[0]) / path


def english_words(least=LEAST_SHARE):
    """Word as written, log of its share of a large text, its class: the path in a tree of 1000, first branch in the lowest bit; 0: none."""
    tables = []
    for name in ("en_lexeme_prob", "en_lexeme_cluster"):
        with gzip.open(package_file("spacy_lookups_data", f"data/{name}.json.gz"), "rt", encoding="utf-8") as stream:
            tables.append(json.load(stream))
    for word, share in tables[0].items():
        if share > least and word.isascii() and any(map(str.isalpha, word)) and "\t" not in word and " " not in word:
            yield word, share, tables[1].get(word, 0)


if __name__ == "__main__":
    with open(sys.argv[1], "w", encoding="utf-8") as stream:
        stream.writelines(f"{word}\t{word_class}\n" for word, _, word_class in english_words() if word_class)
