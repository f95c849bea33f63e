#!/usr/bin/env python3
"""What every source keeps: C++ outside tests is ASCII, no source is longer than 400 lines, no tracked file names a machine's paths.

Language lives in the codebook and in data files, so that it can be read and edited there. Prints what breaks this; exit 1 if any does.
"""
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
MAX_LINES = 400
CODE = (".cpp", ".h", ".def", ".py", ".sh")
MACHINE_PATH = re.compile(r"(^|[^A-Za-z0-9_.-])/(work|root|home)/")


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=TOP, capture_output=True, text=True, check=True)
    return [pathlib.Path(name) for name in listed.stdout.split("\0") if name and (TOP / name).is_file()]


def faults(path, content):
    if path.suffix in (".cpp", ".h", ".def") and path.parts[0] != "tests":
        for number, line in enumerate(content.splitlines(), 1):
            if not line.isascii():
                yield f"{path}:{number}: not ASCII"
    if path.suffix in CODE and content.count("\n") > MAX_LINES:
        yield f"{path}: {content.count(chr(10))} lines, more than {MAX_LINES}"
    for number, line in enumerate(content.splitlines(), 1):
        if MACHINE_PATH.search(line):
            yield f"{path}:{number}: names a machine's path"


def main():
    found = []
    for path in tracked():
        if path.parts[0] in ("models", "examples"):
            continue
        try:
            content = (TOP / path).read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += faults(path, content)
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
