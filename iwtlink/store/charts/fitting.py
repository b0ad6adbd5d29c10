"""Values that were read as JSON, as far as they fit the fields that they are for.

Looks and options come from files of other laptops too: what does not fit is passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

_FARTHEST = 1e300
"""No number on a chart comes near it; what is none (NaN) is not below it."""
BROKEN = re.compile("[\x00\ud800-\udfff]")
"""Halves of letters and the end of a text, which neither a database nor a font takes."""


def object_in(words: str | None) -> dict[str, Any]:
    """Give the values of a JSON object by name; none where the text is not one."""
    try:
        data = json.loads(words or "{}")
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def fitting(kind: type, data: object) -> dict[str, Any]:
    """Give those of the values that fit fields of a dataclass, lists as tuples."""
    if not isinstance(data, dict):
        return {}
    hints = _hints(kind)
    return {
        f.name: _frozen(data[f.name])
        for f in fields(kind)
        if f.name in data and _fits(data[f.name], hints[f.name])
    }


@lru_cache(16)
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _fits(value: object, hint: Any) -> bool:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return isinstance(value, str) and value in parts
    if origin in (Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if origin is tuple:
        return isinstance(value, list) and _are_fitting(value, parts)
    if origin is not None:  # a mapping by name
        return isinstance(value, dict) and all(_fits(v, parts[1]) for v in value.values())
    if hint in (float, int):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return False
        return abs(value) < _FARTHEST and (hint is float or isinstance(value, int))
    if isinstance(value, str) and BROKEN.search(value):
        return False
    return hint is Any or isinstance(value, hint)


def _are_fitting(values: list[object], parts: tuple[Any, ...]) -> bool:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return all(_fits(value, parts[0]) for value in values)
    return len(values) == len(parts) and all(map(_fits, values, parts))


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(part) for part in value)
    if isinstance(value, dict):
        return {str(key): _frozen(part) for key, part in value.items()}
    return value
