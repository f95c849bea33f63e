#!/usr/bin/env python3
"""A room includes only itself and rooms above it, in the order of src/CMakeLists.txt. Prints what breaks this; exit 1 if any does."""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
ROOM = re.compile(r"^musnad_room\((\w+)", re.MULTILINE)
INCLUDE = re.compile(r'^\s*#include "(\w+)/', re.MULTILINE)


def main():
    order = ROOM.findall((TOP / "src/CMakeLists.txt").read_text())
    rank = {room: place for place, room in enumerate([*order, "cli"])}
    wrong = 0
    for path in sorted((TOP / "src").rglob("*")):
        if path.suffix not in (".h", ".cpp"):
            continue
        room = path.relative_to(TOP / "src").parts[0]
        if room not in rank:
            print(f"{path.relative_to(TOP)}: the room {room} is not in src/CMakeLists.txt")
            wrong += 1
            continue
        for included in INCLUDE.findall(path.read_text()):
            if rank.get(included, -1) > rank[room]:
                print(f"{path.relative_to(TOP)}: {room} includes {included}, which stands below it")
                wrong += 1
    for header in sorted((TOP / "include").rglob("*.h")):
        for included in INCLUDE.findall(header.read_text()):
            print(f"{header.relative_to(TOP)}: a public header includes the room {included}")
            wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
