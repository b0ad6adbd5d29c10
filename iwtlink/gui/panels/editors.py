"""Inputs for one value, by its type; all take free text, lists help to choose."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from iwtlink.gui.panels.choice_line import ChoiceLine
from iwtlink.gui.reading.sheet import FOLLOWS
from iwtlink.i18n import tr
from iwtlink.ontology import CodeList, Ontology, PropertyType

_LISTS = {"country": "countries", "province": "provinces", "taxon": "taxa", "yes_no": "yes_no"}
"""Value types that come from one list, with its name."""


def make_editor(
    parent: QWidget, ontology: Ontology, known: PropertyType, text: str, country: str = ""
) -> QWidget:
    """Give an input for a value, holding ``text``. ``editor_text`` reads it back."""
    choices = choices_of(ontology, known, country)
    editor: QWidget
    if choices:
        editor = ChoiceLine(choices, parent.window(), parent)
        editor.set_code(text)
    elif known.value_type == "long_text":
        editor = QPlainTextEdit(text, parent)
        editor.setTabChangesFocus(True)
    else:
        editor = QLineEdit(text, parent)
        editor.setPlaceholderText(hint_of(known))
        editor.selectAll()
    editor.setObjectName(f"edit_{known.name}")
    editor.setAccessibleName(tr(known.label))
    if known.help:
        editor.setToolTip(tr(known.help))
    return editor


def editor_text(editor: QWidget) -> str:
    """Read what was typed or chosen: the code of a chosen entry, else the text."""
    if isinstance(editor, ChoiceLine):
        return editor.code()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText().strip()
    assert isinstance(editor, QLineEdit)
    return editor.text().strip()


def choices_of(ontology: Ontology, known: PropertyType, country: str) -> list[tuple[str, str]]:
    """Give the codes a value may have, with labels; empty where it is free."""
    name = known.codes or _LISTS.get(known.value_type, "")
    found = ontology.code_lists.get(name)
    if found is None:
        return []
    if name == "strengths":
        return [(FOLLOWS, tr("Follows from the grades")), *_labelled(found)]
    return [(code, label) for code, label in _labelled(found) if _fits(known, code, country)]


def _labelled(found: CodeList) -> list[tuple[str, str]]:
    pairs = []
    for code in found.codes.values():
        label = tr(code.label)
        is_short = len(code.code) <= 8 and code.code.casefold() != label.casefold()
        pairs.append((code.code, f"{label} ({code.code})" if is_short else label))
    return pairs


def _fits(known: PropertyType, code: str, country: str) -> bool:
    return known.value_type != "province" or not country or code.startswith(f"{country}-")


def hint_of(known: PropertyType) -> str:
    """Give an example of what to type."""
    hints = {
        "date": tr("2015, 2015-03 or 14 Mar 2015"),
        "coordinates": tr("17.964, 102.61"),
        "money": tr("42,000 USD"),
        "quantity": tr("12 kg"),
        "mass": tr("12 kg"),
        "percent": tr("49"),
        "phone": tr("+856 20 5555 1234"),
    }
    return hints.get(known.value_type, "")
