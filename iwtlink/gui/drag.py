"""Entities on their way from a list to a chart, as drag-and-drop data."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

ENTITIES = "application/x-iwtlink-entities"
"""Ids of entities of the open database, as a JSON list."""


def entities_to_mime(ids: Sequence[int], words: str = "") -> QMimeData:
    """Pack entities, with their names as plain text for other programs."""
    data = QMimeData()
    data.setData(ENTITIES, QByteArray(json.dumps(list(ids)).encode()))
    if words:
        data.setText(words)
    return data


def entities_from_mime(data: QMimeData) -> list[int]:
    """Unpack entities; an empty list where the data holds none."""
    if not data.hasFormat(ENTITIES):
        return []
    return [int(number) for number in json.loads(bytes(data.data(ENTITIES).data()))]
