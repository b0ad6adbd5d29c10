"""Sorting many small whole numbers, such as the indexes of items, in time linear in their count."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Indexes = NDArray[np.int64]
_DIGIT = 1 << 16


def order_of(*keys: Indexes) -> Indexes:
    """Give the order of rows by the first key, then by the next; equal rows stay as they are.

    The keys (n,) are not negative. As ``numpy.lexsort`` of the keys turned round, but digit by
    digit: NumPy sorts numbers of 16 bits by counting.
    """
    order = np.arange(len(keys[0]))
    for key in reversed(keys):
        rest = key
        while True:
            digit = (rest & (_DIGIT - 1)).astype(np.uint16)
            order = order[np.argsort(digit[order], kind="stable")]
            rest = rest >> 16
            if not rest.any():
                break
    return order
