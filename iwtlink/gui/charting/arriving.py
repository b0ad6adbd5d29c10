"""Says what copied items of another database would bring, and asks before they come in."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from iwtlink.gui.dialogs.form import FormDialog
from iwtlink.i18n import ntr, tr
from iwtlink.operations.carrying import Extract, Weighed


class ArrivingDialog(FormDialog):
    """Tells that the items are wanted."""

    wanted = Signal()
    is_fitted = True

    def __init__(
        self,
        extract: Extract,
        weighed: Weighed,
        *,
        is_encrypted: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "arriving_dialog",
            tr("Paste from another database"),
            "",
            tr("Paste"),
            parent,
        )
        told = QLabel("\n\n".join(sentences(extract, weighed, is_encrypted=is_encrypted)))
        told.setObjectName("arriving_told")
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        self.form.addRow(told)
        self.do_it.setFocus()

    def accept(self) -> None:
        """Tell it and close."""
        super().accept()
        self.wanted.emit()


def sentences(extract: Extract, weighed: Weighed, *, is_encrypted: bool) -> Iterator[str]:
    """Say what comes in, what is known, what stays out; ``is_encrypted``: the database here."""
    yield tr(
        "From “{title}” ({code}): {entities} and {links} come in.",
        title=extract.title,
        code=extract.code,
        entities=ntr("{n} entity", "{n} entities", weighed.new.get("entity", 0)),
        links=ntr("{n} link", "{n} links", weighed.new.get("link", 0)),
    )
    yield from _known(weighed)
    sources = weighed.new.get("document", 0)
    if sources:
        yield ntr(
            "{n} source comes along with its title, grades and passages; its files, and who is "
            "behind a protected source, stay behind.",
            "{n} sources come along with their titles, grades and passages; their files, and who "
            "is behind a protected source, stay behind.",
            sources,
        )
    yield from left_out(extract)
    if weighed.gone:
        yield ntr(
            "{n} item was retracted or purged here, or rests on such a one, and stays out.",
            "{n} items were retracted or purged here, or rest on such, and stay out.",
            weighed.gone,
        )
    if extract.is_encrypted and not is_encrypted:
        yield tr("They come from an encrypted database, and this one is not encrypted.")


def _known(weighed: Weighed) -> Iterator[str]:
    known = weighed.known.get("entity", 0) + weighed.known.get("link", 0)
    if known:
        yield ntr(
            "{n} item is already here and stays as it is.",
            "{n} items are already here and stay as they are.",
            known,
        )
    if weighed.additions:
        yield ntr(
            "{n} value that is not here yet is added to those.",
            "{n} values that are not here yet are added to those.",
            weighed.additions,
        )


def left_out(extract: Extract) -> Iterator[str]:
    """Say what was not copied, and why."""
    counts = extract.left_out
    held = sum(counts.get(kind, 0) for kind in ("entity", "link", "observation", "statement"))
    if held:
        yield tr(
            "Left out when copying, since they rest on records marked TLP:RED: {entities}, "
            "{links}, {values}. An exchange file can carry them.",
            entities=ntr("{n} entity", "{n} entities", counts.get("entity", 0)),
            links=ntr("{n} link", "{n} links", counts.get("link", 0)),
            values=ntr(
                "{n} value",
                "{n} values",
                counts.get("observation", 0) + counts.get("statement", 0),
            ),
        )
    if counts.get("retraction"):
        yield ntr(
            "{n} retracted item was left out when copying.",
            "{n} retracted items were left out when copying.",
            counts["retraction"],
        )
