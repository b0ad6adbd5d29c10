"""All that the readers of packages let out on a file that is damaged."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

BROKEN_PACKAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    KeyError,
)
"""Of a ZIP; ``NotImplementedError`` is raised for ways of packing that it does not know."""

BROKEN_COMPOUND = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    struct.error,
    OverflowError,
    MemoryError,
    RecursionError,
)
"""Of a compound file, such as an old workbook or a message, by olefile."""
