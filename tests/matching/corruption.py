"""Names as the region writes them, made by chance, and what happens to them on the way to us.

Parts are common given and family names of each language, never a real person. Each name is
made once and corrupted once; the two are one and the same by construction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random


def _words(text: str) -> list[str]:
    return text.split()


_LAO_GIVEN = _words(
    "kham boun som sy tha vi pheng sing thong keo seng kong bou oud sou phet van on noy xay "
    "dao chan la mo pha vong sin ket lam det"
)
_LAO_SECOND = _words(
    "my phone sing thong la keo vanh say chanh noy ma kham pheng sy xay seng vong one khoun "
    "lath phan deng souk mali pao thip dy kone"
)
_LAO_FAMILY = _words(
    "vong phom souli keo xaya phim thamma inthi sengda chan manivo sisa pathou rattana bouth "
    "douang luang say khamma phou oudom sivi nanth thepha phan syha"
)
_LAO_ENDING = _words(
    "phady machan ya lath vong sone dala many thavong sack phone savath lattana panya khamphoui "
    "outhay deth sombath xay keo thong sy"
)
_VIETNAMESE = (
    _words("Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Tô"),
    _words("Văn Thị Đình Quang Hữu Đức Minh Ngọc Xuân Thanh Trọng Bá Công Hồng Kim Thu"),
    _words(
        "An Bình Châu Dũng Giang Hạnh Hùng Khuê Lâm Long Mạnh Nam Phúc Quân Sơn Tâm Thắng Tuấn "
        "Việt Yến Bảo Điệp Hưng Lan Linh Oanh Phương Thảo Trang Uyên Vinh Khoa"
    ),
)
_THAI = (
    _words("Som Wi Pra Chai Nara Suwa Thana Kitti Pongsa Adi Anu Bun Kri Rat Si Wanna Apha"),
    _words("chai kiat sak phong wat thep dej rong nit porn mai phon rit chit da wadi nat"),
    _words("Kaeo Ratta Sri Thong Wong Chan Bun Phra Suk Si Prasoet Intha Amorn Kham Nop"),
    _words("singha naphong suwan phithak charoen rat thong mongkhon wilai sawat chokchai phanit"),
)
_CHINESE = (
    _words("Chen Huang Li Lin Wang Wei Zhang Zhao Liu Zhou Wu Xu Sun Ma Zhu Guo He Gao Luo Zheng"),
    _words("guo li bao ming zhen xiu jian wen zhi yong hai xiao yu shu rong qing feng hong mei da"),
    _words(
        "zhao xiang cheng hui hai lan guo wei qiang jun hua ping long feng lin fang ying bo tao"
    ),
)
_PORTUGUESE = (
    _words("João Alberto Maria Carlos Pedro António Luís Rosa Jorge Manuel Paulo Teresa"),
    _words(
        "Macuácua Mondlane Chissano Sitoe Machava Nhantumbo Cossa Mabunda Langa Tembe Zandamela"
    ),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A name, what became of it, and what happened."""

    one: str
    other: str
    what: str


def name_made(chance: Random) -> str:
    """Make one name of the region: three in five are Lao."""
    makers = (_lao, _lao, _lao, _vietnamese, _thai, _chinese, _portuguese)
    return chance.choice(makers)(chance)


def names_made(count: int, seed: int = 1) -> list[str]:
    """Make different names."""
    chance = Random(seed)
    made: dict[str, None] = {}
    while len(made) < count:
        made[name_made(chance)] = None
    return list(made)


def corrupted(names: Sequence[str], seed: int = 2) -> list[Pair]:
    """Corrupt each name once, in turn by every way that fits it."""
    chance = Random(seed)
    pairs = []
    for turn, name in enumerate(names):
        ways = [(what, way) for what, way in WAYS.items() if way(Random(turn), name) != name]
        what, way = ways[turn % len(ways)]
        pairs.append(Pair(name, way(Random(chance.random()), name), what))
    return pairs


def _lao(chance: Random) -> str:
    given = chance.choice(_LAO_GIVEN) + chance.choice(_LAO_SECOND)
    family = chance.choice(_LAO_FAMILY) + chance.choice(_LAO_ENDING)
    return f"{given.capitalize()} {family.upper()}"


def _vietnamese(chance: Random) -> str:
    return " ".join(chance.choice(part) for part in _VIETNAMESE)


def _thai(chance: Random) -> str:
    one, two, three, four = (chance.choice(part) for part in _THAI)
    return f"{one}{two} {three}{four}"


def _chinese(chance: Random) -> str:
    family, one, two = (chance.choice(part) for part in _CHINESE)
    return f"{family.upper()} {one.capitalize()}{two}"


def _portuguese(chance: Random) -> str:
    given = chance.sample(_PORTUGUESE[0], 2)
    return " ".join([*given, chance.choice(_PORTUGUESE[1])])


def _typo(chance: Random, name: str) -> str:
    """Change, drop, double or swap one letter, not the first of a word."""
    places = [at for at in range(1, len(name) - 1) if name[at - 1 : at + 1].isalpha()]
    at = chance.choice(places)
    letter = chance.choice("aeinoklmst")
    way = chance.randrange(4)
    if way == 0:
        return name[:at] + letter + name[at + 1 :]
    if way == 1:
        return name[:at] + name[at + 1 :]
    if way == 2:
        return name[:at] + name[at] + name[at:]
    return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]


def _vowel_dropped(chance: Random, name: str) -> str:
    places = [at for at in range(1, len(name)) if name[at] in "aeiou" and name[at - 1].isalpha()]
    at = chance.choice(places) if places else 0
    return name[:at] + name[at + 1 :] if places else name


_SPELLINGS = (
    ("ph", "p"), ("kh", "k"), ("th", "t"), ("ou", "u"), ("x", "s"), ("v", "w"), ("y", "i"),
    ("ch", "j"), ("ay", "ai"), ("one", "on"), ("eo", "eow"), ("ny", "gn"), ("sy", "si"),
)  # fmt: skip


def _spelt_otherwise(chance: Random, name: str) -> str:
    lower = name.lower()
    fitting = [pair for pair in _SPELLINGS if pair[0] in lower]
    for one, other in chance.sample(fitting, min(2, len(fitting))):
        lower = lower.replace(one, other)
    return lower.title() if fitting else name


def _marks_dropped(chance: Random, name: str) -> str:
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _turned(chance: Random, name: str) -> str:
    words = _words(name)
    return " ".join([*words[1:], words[0]])


def _initial(chance: Random, name: str) -> str:
    words = _words(name)
    return " ".join([f"{words[0][0]}.", *words[1:]])


def _joined(chance: Random, name: str) -> str:
    words = _words(name)
    at = chance.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]])


def _split(chance: Random, name: str) -> str:
    words = _words(name)
    long = max(words, key=len)
    found = re.search(r"(?<=[aeiou])[bcdfghklmnpstvx]", long[2:-2].lower())
    if found is None:
        return name
    at = found.start() + 2
    return name.replace(long, f"{long[:at]} {long[at:].capitalize()}")


def _titled(chance: Random, name: str) -> str:
    return f"{chance.choice(('Mr', 'Thao', 'Khun', 'Dr.', 'Than'))} {name}"


_LAO_LETTERS = (
    ("kham", "ຄຳ"), ("boun", "ບຸນ"), ("som", "ສົມ"), ("pheng", "ແພງ"), ("sing", "ສິງ"),
    ("thong", "ທອງ"), ("keo", "ແກ້ວ"), ("seng", "ແສງ"), ("kong", "ກອງ"), ("phet", "ເພັດ"),
    ("van", "ວັນ"), ("dao", "ດາວ"), ("chan", "ຈັນ"), ("vong", "ວົງ"), ("souk", "ສຸກ"),
    ("phom", "ພົມ"), ("souli", "ສຸລິ"), ("thamma", "ທຳມະ"), ("inthi", "ອິນທິ"), ("phou", "ພູ"),
    ("phady", "ພະດີ"), ("machan", "ມະຈັນ"), ("lath", "ລາດ"), ("dala", "ດາລາ"), ("many", "ມະນີ"),
    ("say", "ໄຊ"), ("xay", "ໄຊ"), ("phone", "ພອນ"), ("noy", "ນ້ອຍ"), ("one", "ອອນ"),
    ("luang", "ຫຼວງ"), ("douang", "ດວງ"), ("deng", "ແດງ"), ("thip", "ທິບ"), ("my", "ມີ"),
    ("ma", "ມາ"), ("la", "ລາ"), ("sy", "ສີ"), ("ya", "ຍາ"), ("dy", "ດີ"), ("sone", "ສອນ"),
)  # fmt: skip


def _in_lao(chance: Random, name: str) -> str:
    """Write a Lao name in Lao letters where all its syllables are known; else leave it."""
    return " ".join(found) if all(found := [_lao_word(word) for word in name.split()]) else name


def _lao_word(word: str) -> str:
    rest, written = word.lower(), ""
    while rest:
        for latin, lao in sorted(_LAO_LETTERS, key=lambda pair: -len(pair[0])):
            if rest.startswith(latin):
                rest, written = rest[len(latin) :], written + lao
                break
        else:
            return ""
    return written


WAYS: dict[str, Callable[[Random, str], str]] = {
    "typo": _typo,
    "vowel dropped": _vowel_dropped,
    "spelt otherwise": _spelt_otherwise,
    "marks dropped": _marks_dropped,
    "order turned": _turned,
    "initial": _initial,
    "joined": _joined,
    "split": _split,
    "title": _titled,
    "Lao letters": _in_lao,
}
"""Each way by its name."""
