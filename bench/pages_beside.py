#!/usr/bin/env python3
"""Pages a second and extraction score beside trafilatura, on one thread, in one run, in processor time.

    python3 -m venv build/venv && build/venv/bin/pip install trafilatura
    build/venv/bin/python bench/pages_beside.py --blocks build/bench/page_blocks ../shared/data/article_extraction

`page_blocks` (bench/page_blocks.cpp) reads request lines and writes the body text of each page with the processor seconds it took.
"""
import argparse
import gzip
import json
import pathlib
import subprocess
import sys
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--blocks", required=True, help="the program page_blocks")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("folder", type=pathlib.Path, help="truth.jsonl and html/ID.html.gz")
    options = parser.parse_args()
    sys.path.insert(0, str(options.folder.parent.parent / "eval"))
    import extraction
    import trafilatura

    items = extraction.load(options.folder)
    pages = {}
    for item in items:
        with gzip.open(item["page"], "rt", encoding="utf-8", newline="") as file:
            pages[item["id"]] = file.read()
    lines = "".join(json.dumps({"id": key, "html": html}) + "\n" for key, html in pages.items())
    done = subprocess.run([options.blocks, str(options.repeats)], input=lines, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    ours = {answer["id"]: answer["body"] for answer in answers}
    report("musnad", items, ours, len(pages) * options.repeats / sum(answer["seconds"] for answer in answers), extraction)

    begin, theirs = time.process_time(), {}
    for _ in range(options.repeats):
        for key, html in pages.items():
            theirs[key] = trafilatura.extract(html, include_comments=False, include_tables=True) or ""
    report(f"trafilatura {trafilatura.__version__}", items, theirs, len(pages) * options.repeats / (time.process_time() - begin), extraction)


def report(name, items, answers, rate, extraction):
    p, r, f1, exact, _ = extraction.compare([(item["articleBody"], answers[item["id"]]) for item in items])
    print(f"{name:20} F1 {f1:.3f}  P {p:.3f}  R {r:.3f}  equal {exact:.3f}  {rate:.0f} pages/s")


if __name__ == "__main__":
    main()
