"""What is dragged or pasted: entities on their way to a chart, pictures and texts to attach."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QDateTime, QIODevice, QMimeData
from PySide6.QtGui import QImage

from iwtlink.i18n import tr

if TYPE_CHECKING:
    from iwtlink.operations.attaching import NewFile

ENTITIES = "application/x-iwtlink-entities"
"""Ids of entities of the open database as JSON, with the number of the process that has it."""


def entities_to_mime(ids: Sequence[int], words: str = "") -> QMimeData:
    """Pack entities, with their names as plain text for other programs."""
    data = QMimeData()
    packed = {"from": os.getpid(), "ids": list(ids)}
    data.setData(ENTITIES, QByteArray(json.dumps(packed).encode()))
    if words:
        data.setText(words)
    return data


def entities_from_mime(data: QMimeData) -> list[int]:
    """Unpack entities; an empty list where the data holds none, or those of a database that is
    open in another window of the program."""
    if not data.hasFormat(ENTITIES):
        return []
    packed = json.loads(bytes(data.data(ENTITIES).data()))
    return [int(number) for number in packed["ids"]] if packed["from"] == os.getpid() else []


TYPE = "application/x-iwtlink-type"
"""Name of an entity type, or of a free item, dragged from the palette."""


def type_to_mime(name: str) -> QMimeData:
    """Pack a type of the palette."""
    data = QMimeData()
    data.setData(TYPE, QByteArray(name.encode()))
    return data


def type_from_mime(data: QMimeData) -> str:
    """Unpack a type of the palette; empty where the data holds none."""
    return bytes(data.data(TYPE).data()).decode() if data.hasFormat(TYPE) else ""


def new_files(data: QMimeData) -> list[NewFile]:
    """Give the picture or the text of a drop or of the clipboard as a file to attach.

    A picture becomes a PNG, a text UTF-8; the name says when it came.
    """
    from iwtlink.operations.attaching import NewFile  # its readers are slow to load

    now = QDateTime.currentDateTime().toString("yyyy-MM-dd HHmmss")
    if data.hasImage():
        image = data.imageData()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if isinstance(image, QImage) and image.save(buffer, "PNG"):  # type: ignore[call-overload]
            name = tr("Pasted picture {when}.png", when=now)
            return [NewFile(name, bytes(buffer.data().data()))]
        return []
    text = data.text()
    if not text.strip():
        return []
    return [NewFile(tr("Pasted text {when}.txt", when=now), text.encode())]
