"""The items that the settings of a layout name: by uid as they are kept, by id as they are used.

A chart goes to other laptops and into templates with the settings of its last layout, and an id
means somebody else there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from iwtlink.store.charts import ChartContent

_UID_LETTERS = 36
"""How long a uid is; the words of settings are shorter."""


def kept_settings(settings: Mapping[str, Any], content: ChartContent) -> dict[str, Any]:
    """Give settings as they are kept: items of the chart by uid, others left out."""
    uids = dict(zip(content.entity_ids.tolist(), content.uids, strict=False))
    return _named(settings, uids)


def used_layout(kept: Mapping[str, Any], content: ChartContent | None) -> dict[str, Any]:
    """Give a kept layout, ``{"name": ..., "settings": {...}}``, with items by id.

    Those that are not on the chart are left out.
    """
    settings = kept.get("settings")
    if not isinstance(settings, Mapping):
        return dict(kept)
    ids: dict[Any, Any] = {}
    if content is not None:
        ids = dict(zip(content.uids, content.entity_ids.tolist(), strict=False))
    words = {
        name: value for name, value in settings.items() if isinstance(value, str) and value in ids
    }
    others = {name: value for name, value in settings.items() if name not in words}
    return {**kept, "settings": {**_named(others, ids), **{n: ids[v] for n, v in words.items()}}}


def without_items(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Give a kept layout as it may stand in a template: no item is named in its settings."""
    settings = kept.get("settings")
    if not isinstance(settings, Mapping):
        return dict(kept)
    return {**kept, "settings": {n: v for n, v in settings.items() if not _is_item(v)}}


def _is_item(value: object) -> bool:
    if isinstance(value, str):
        return len(value) == _UID_LETTERS
    return isinstance(value, (list, tuple)) or type(value) is int


def _named(settings: Mapping[str, Any], names: Mapping[Any, Any]) -> dict[str, Any]:
    """Give settings with the names of their items: a whole number, or several items in a row."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        if isinstance(value, (list, tuple)):
            found[name] = tuple(names[one] for one in value if one in names)
        elif isinstance(value, int) and not isinstance(value, bool):
            if value in names:
                found[name] = names[value]
        else:
            found[name] = value
    return {name: value for name, value in found.items() if value != ()}
