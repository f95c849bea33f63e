#!/usr/bin/env python3
"""A room includes only itself and rooms above it, in the order of src/CMakeLists.txt; a folder of a room only folders of its room that
stand before it there. Rooms and folders hold at most 15 modules (a header and its source are one). Prints what breaks this; exit 1 if
any does."""
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent
ROOM = re.compile(r"^musnad_room\((\w+)(?: FOLDERS ([\w. ]+?))?(?= ROOMS| LIBS|\))", re.MULTILINE)
INCLUDE = re.compile(r'^\s*#include "(\w+)/(?:(\w+)/)?', re.MULTILINE)
MOST_MODULES = 15


def faults(path, rank, folders):
    place = path.relative_to(TOP / "src").parts
    room, folder = place[0], place[1] if len(place) > 2 else "."
    if room not in rank:
        yield f"the room {room} is not in src/CMakeLists.txt"
        return
    if folder not in folders[room]:
        yield f"the folder {folder} is not among the FOLDERS of {room} in src/CMakeLists.txt"
        return
    for included, below in INCLUDE.findall(path.read_text()):
        if rank.get(included, -1) > rank[room]:
            yield f"{room} includes {included}, which stands below it"
        elif included == room and folders[room].index(below or ".") > folders[room].index(folder):
            yield f"the folder {folder} of {room} includes {below or 'the room itself'}, which stands below it"


def main():
    rooms = [(room, folders.split() or ["."]) for room, folders in ROOM.findall((TOP / "src/CMakeLists.txt").read_text())]
    rooms.append(("cli", ["."]))
    rank = {room: place for place, (room, _) in enumerate(rooms)}
    folders = dict(rooms)
    wrong, modules = [], {}
    for path in sorted((TOP / "src").rglob("*")):
        if path.suffix not in (".h", ".cpp", ".def"):
            continue
        modules.setdefault(path.parent, set()).add(path.stem)
        wrong += [f"{path.relative_to(TOP)}: {fault}" for fault in faults(path, rank, folders)]
    wrong += [f"{folder.relative_to(TOP)}: {len(stems)} modules, more than {MOST_MODULES}"
              for folder, stems in sorted(modules.items()) if len(stems) > MOST_MODULES]
    for header in sorted((TOP / "include").rglob("*.h")):
        wrong += [f"{header.relative_to(TOP)}: a public header includes the room {included}" for included, _ in INCLUDE.findall(header.read_text())
                  if included != "musnad"]
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
