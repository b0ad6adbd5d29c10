"""How a kind of item looks wherever one is listed."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from iwtlink.gui.icons import action_icon


def kind_icon(kind: str) -> QIcon:
    """Give the icon of a kind of item that is no entity."""
    names = {
        "link": "link",
        "observation": "list",
        "document": "file-text",
        "record": "file-text",
        "article": "news",
        "product": "report",
        "recipient": "send",
        "chart": "chart-dots-3",
        "entity": "users",
    }
    return action_icon(names[kind])
