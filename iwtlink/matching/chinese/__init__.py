"""Names of Chinese people and firms, in characters and in all their spellings.

Knows pinyin, Wade-Giles, the Cantonese of Hong Kong and Macau, Hokkien and Teochew of
South-East Asia, and Sino-Vietnamese. ``readings`` takes a Latin name apart in each system,
``hanzi`` a name in characters; ``against_latin`` and ``latin`` compare them, ``keys`` gives
what blocking needs. Imports ``matching.forms``, and the rooms below. Start in ``compare``.
"""

from iwtlink.matching.chinese.compare import compare
from iwtlink.matching.chinese.keys import keys

__all__ = ["compare", "keys"]
