"""What kind of source a document is, is picked from a list while it is entered."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from iwtlink.gui.entry.document_row import DocumentRow
from iwtlink.ontology import load_ontology


@pytest.mark.feature("C17")
def test_the_kind_of_source_is_picked_from_the_list_of_the_unit(qtbot: QtBot) -> None:
    row, ontology = DocumentRow(), load_ontology()
    qtbot.addWidget(row)
    row.use(ontology)
    row.begin("Debrief of a driver")
    kinds = ontology.code_lists["document_kinds"].codes
    listed = {row.kind.itemText(n) for n in range(row.kind.count())}
    assert {kind.label for kind in kinds.values()} <= listed
    row.kind.choose("debrief_note")
    with qtbot.waitSignal(row.wanted) as made:
        row.title.returnPressed.emit()
    assert made.args[0].kind == "debrief_note"
    assert made.args[0].title == "Debrief of a driver"
