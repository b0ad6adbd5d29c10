"""Names of Chinese people and firms, in characters and in all their spellings.

Knows pinyin, Wade-Giles, the Cantonese of Hong Kong and Macau, Hokkien and Teochew of
South-East Asia, Sino-Vietnamese, and Lao and Thai writing. ``readings`` takes a Latin name
apart in each system, ``hanzi`` a name in characters; ``against_latin`` and ``latin`` compare
them, ``parted`` nicknames, ``firms`` firms; ``keys`` gives what blocking needs. Imports
``matching.forms``, ``matching.romanise`` and the rooms below. Start in ``compare``.
"""

from iwtlink.matching import tables as all_tables
from iwtlink.matching.chinese import compare as comparing
from iwtlink.matching.chinese import (
    explain,
    firm_keys,
    firms,
    hanzi,
    parted,
    readings,
    scoring,
    sounds,
    syllables,
    tables,
    words,
)
from iwtlink.matching.chinese import keys as blocking
from iwtlink.matching.chinese.compare import compare
from iwtlink.matching.chinese.keys import keys

__all__ = ["compare", "forget", "keys", "tables"]

_MODULES = (
    explain, blocking, comparing, firm_keys, firms, hanzi, parted, readings, scoring, sounds,
    syllables, tables, words,
)  # fmt: skip


def forget() -> None:
    """Empty what was made of the tables: they are read again."""
    for module in _MODULES:
        for made in vars(module).values():
            if hasattr(made, "cache_clear"):
                made.cache_clear()


all_tables.forget_when_read_again(forget)
