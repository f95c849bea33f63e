#!/usr/bin/env python3
"""Puts a real report into README.md, between the marks: the first part of `musnad read --format text PAGE` as it prints.

    tools/readme_report.py [--page examples/...] [--lines N] [--check]

With --check: exit 1 if the README's report is not what the engine prints today.
"""
import argparse
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"<!-- report.*?-->\n(?:\n```\n.*?```\n)?", re.DOTALL)
SETTINGS = re.compile(r"<!-- report (\S+) (\d+) -->")


def made(page, lines):
    command = [TOP / "build/release/musnad", "read", "--format", "text", "--color", "never", page]
    printed = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True).stdout
    return f"<!-- report {page} {lines} -->\n\n```\n" + "\n".join(printed.rstrip("\n").split("\n")[:lines]) + "\n```\n"


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--page")
    ask.add_argument("--lines", type=int)
    ask.add_argument("--check", action="store_true")
    given = ask.parse_args()
    readme = TOP / "README.md"
    text = readme.read_text("utf-8")
    kept = SETTINGS.search(text)
    page = given.page or (kept and kept[1])
    lines = given.lines or (kept and int(kept[2])) or 40
    if not page:
        ask.error("the README names no page yet: give --page")
    new = BLOCK.sub(lambda _: made(page, lines), text, count=1)
    if given.check:
        if new != text:
            print("the report in README.md is not what is printed today: run tools/readme_report.py")
        return int(new != text)
    readme.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
