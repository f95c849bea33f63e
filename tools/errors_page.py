#!/usr/bin/env python3
"""Makes docs/errors.md from include/musnad/error_codes.def. With --check: exit 1 if the page is not what would be made."""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
ROW = re.compile(r'^MUSNAD_ERROR\((\w+),\s*\w+,\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"\)', re.MULTILINE)
ROOMS = {"E01": "Input", "E02": "Codebook", "E03": "Models and data files", "E04": "Records", "E05": "Engine",
         "D01": "Diagnostics of a page", "D02": "Diagnostics of its words", "D03": "Diagnostics of its coding"}


def page():
    lines = ["# Errors and diagnostics", "",
             "Made by `tools/errors_page.py` from `include/musnad/error_codes.def`; edit that table, not this page.",
             "", "An error (`E....`) ends the reading of one input, or the start. A diagnostic (`D....`) stands in the record of a page that was",
             "read all the same. Every message says where, what, and what to do, and ends with its code: `where: what [E0202]`.", ""]
    group = None
    for code, meaning, remedy in ROW.findall((TOP / "include/musnad/error_codes.def").read_text()):
        if code[:3] != group:
            group = code[:3]
            lines += ["", f"## {ROOMS.get(group, group)}", "", "| code | what it means | what to do |", "|---|---|---|"]
        cells = [text.replace('\\"', '"').replace("|", "\\|") for text in (code, meaning, remedy)]
        lines.append(f"| `{cells[0]}` | {cells[1]} | {cells[2]} |")
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def main():
    target = TOP / "docs/errors.md"
    made = page()
    if sys.argv[1:] == ["--check"]:
        if target.read_text() == made:
            return 0
        print("docs/errors.md is not up to date: run tools/errors_page.py")
        return 1
    target.write_text(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
