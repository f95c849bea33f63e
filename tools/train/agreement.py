#!/usr/bin/env python3
"""Parses text with several folders of models and writes, as CoNLL-U, the trees on which most of them agree.

    agreement.py --musnad build/release/musnad --language ar --models A B C -- names.ar.txt anercorp.train.tsv > agreed.conllu

A word keeps the head and relation that more of the parsers give than any other pair; where no pair has two votes or two pairs
have as many, its relation is `_`, which the trainer passes over. Texts are sentences a line (names marked as [KIND ...] are
bared, lines that begin with # left out) or, in .tsv, tokens a line with an empty line between sentences. Longer than 80 words
or shorter than 4 in .tsv: left out. Words and tags are the first folder's.
"""
import argparse
import collections
import json
import re
import subprocess
import sys


def joined(tokens):
    """Tokens as running text: no blank before closing marks and behind opening ones."""
    text = re.sub(r" ([.,\u060c\u061b:!\u061f?)\]\u00bb])", r"\1", " ".join(tokens))
    return re.sub(r"([(\[\u00ab]) ", r"\1", text)


def sentences(path):
    with open(path, encoding="utf-8") as file:
        if not path.endswith(".tsv"):
            for line in file:
                line = re.sub(r"\[[A-Z]+ |\]", "", line.strip())
                if line and not line.startswith("#"):
                    yield line
            return
        tokens = []
        for line in [*file, ""]:
            if line.strip():
                tokens.append(line.split("\t")[0])
                continue
            if 4 <= len(tokens) <= 80:
                yield joined(tokens)
            tokens = []


def parsed(musnad, models, requests):
    """Sentences, each its comments and its rows."""
    output = subprocess.run([musnad, "words", "--models", models, "--in", "jsonl", "-"], input=requests, check=True,
                            capture_output=True, text=True).stdout
    blocks = [block.split("\n") for block in output.strip("\n").split("\n\n")]
    return [([line for line in block if line.startswith("#")], [line.split("\t") for line in block if not line.startswith("#")])
            for block in blocks]


def agreed(rows):
    """One word's rows, a parser each: the first with the head and relation that win."""
    row = list(rows[0])
    if not row[0].isdigit():
        return row
    (best, votes), *others = collections.Counter((r[6], r[7]) for r in rows).most_common()
    if 2 * votes > len(rows) or (votes > 1 and (not others or others[0][1] < votes)):
        row[6], row[7] = best
    else:
        row[7] = "_"
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--musnad", required=True)
    parser.add_argument("--language", required=True, choices=["ar", "en"])
    parser.add_argument("--models", required=True, nargs="+", help="folders; at least two")
    parser.add_argument("texts", nargs="+")
    options = parser.parse_args()
    lines = list(dict.fromkeys(line for path in options.texts for line in sentences(path)))
    requests = "".join(json.dumps({"id": str(i), "text": line, "lang": options.language}, ensure_ascii=False) + "\n"
                       for i, line in enumerate(lines))
    parses = [parsed(options.musnad, models, requests) for models in options.models]
    if any(len(parse) != len(parses[0]) for parse in parses):
        sys.exit("agreement.py: the folders of models cut sentences differently; give them the same model of words")
    words = opened = 0
    for sentence in zip(*parses):
        print("\n".join(sentence[0][0]))
        for rows in zip(*(rows for _, rows in sentence), strict=True):
            row = agreed(rows)
            words += row[0].isdigit()
            opened += row[7] == "_" and row[0].isdigit()
            print("\t".join(row))
        print()
    print(f"{len(parses[0])} sentences, {words} words, {opened} arcs left open", file=sys.stderr)


if __name__ == "__main__":
    main()
