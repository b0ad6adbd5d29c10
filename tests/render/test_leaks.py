"""What leaves the program holds nothing that is not seen, and a reader's picture no sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from iwtlink.chart.html import chart_html
from iwtlink.chart.svg import chart_svg
from iwtlink.operations.charting.briefing import read_slide
from iwtlink.operations.drawing import draw_chart, kinds_of, pictures_of
from iwtlink.render.clipboard import chart_mime
from iwtlink.render.pdf import draw_pdf
from iwtlink.store import Edit, Store, charts, documents, entities, links, retractions, statements
from iwtlink.store.charts import LinkLook, Look, Reader
from iwtlink.store.ids import ChartId, EntityId, Item, RecordId, Subject
from tests.store.stores import new_store

SECRET, SOURCE = "Zephyrine", "Quasimodo debrief"
"""Words that stand nowhere else."""


@dataclass(slots=True)
class Leaky:
    """A chart with three open people, and one who must not be seen, linked with all."""

    store: Store
    chart: ChartId
    open: list[EntityId]
    secret: EntityId


@pytest.fixture
def leaky(tmp_path: Path) -> Iterator[Leaky]:
    with new_store(tmp_path) as store:
        with store.edit("Add") as edit:
            record = _record(edit, "GREEN")
            names = ("Ann", "Bo", "Cy")
            people = [entities.add_entity(edit, "person", n, record_id=record) for n in names]
            secret = entities.add_entity(edit, "company", SECRET, record_id=record)
            statements.state(edit, Subject("entity", secret), "name", f"{SECRET} original")
            for person in people:
                links.add_link(edit, "director_of", person, secret, record_ids=[record])
            links.add_link(edit, "associate_of", people[0], people[1], record_ids=[record])
        with store.edit("Draw") as edit:
            chart = charts.add_chart(edit, "Chart")
            places = np.array([[0, 0], [400, 0], [400, 300], [0, 300]], float)
            charts.place(edit, chart, [*people, secret], places)
            charts.set_looks(edit, chart, {secret: Look(label=f"{SECRET} by hand")})
            charts.change_options(
                edit, chart, badges=("grade", "sources", "warning"), legend={"rows": ()}
            )
        yield Leaky(store, chart, people, secret)


def _record(edit: Edit, tlp: str) -> RecordId:
    document = documents.add_document(edit, documents.Document(SOURCE))
    record = documents.Record(tlp=tlp, reliability="B", credibility="2", note=SOURCE)
    return documents.add_record(edit, document, record)


def _hide(case: Leaky) -> None:
    with case.store.edit("Hide") as edit:
        charts.set_visibility(edit, case.chart, [case.secret], [], "hidden")


def _filter(case: Leaky) -> None:
    with case.store.edit("Filter") as edit:
        charts.change_options(edit, case.chart, hidden_types=("company",))


def _focus(case: Leaky) -> None:
    with case.store.edit("Focus") as edit:
        with case.store.read() as db:
            content = charts.read_chart(db, case.chart)
        charts.change_options(edit, case.chart, focus=tuple(content.uids[:3]))


def _take_off(case: Leaky) -> None:
    with case.store.edit("Take off") as edit:
        charts.take_off(edit, case.chart, [case.secret], [])


def _let_go(case: Leaky) -> None:
    with case.store.edit("Retract") as edit:
        retractions.retract(edit, Item("entity", case.secret), "mistaken")
    with case.store.edit("Take off") as edit:
        charts.take_off(edit, case.chart, [case.secret], [])


def _outputs(case: Leaky) -> Iterator[tuple[str, str]]:
    """Give every kind of output as the text that is in it."""
    display, picture = draw_chart(case.store, case.chart), pictures_of(case.store)
    kinds = kinds_of(case.store, display.entity_ids.tolist())
    yield "html", chart_html(display, kinds=kinds, picture=picture, marking="TLP:GREEN")
    yield "svg", chart_svg(display, picture=picture)
    pdf = draw_pdf(display, picture=picture)
    yield "pdf", f"{pdf.decode('latin-1')} {_pdf_words(pdf)}"
    data = chart_mime(display, picture=picture)
    yield (
        "clipboard",
        " ".join(
            bytes(data.data(kind).data()).decode("utf-8", "replace") for kind in data.formats()
        ),
    )


def _pdf_words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    said = [page.get_textpage().get_text_range() for page in document]
    return " ".join((*said, *document.get_metadata_dict().values()))


def test_what_is_seen_is_found_in_every_output(leaky: Leaky) -> None:
    for kind, words in _outputs(leaky):
        assert SECRET in words and "Ann" in words, kind


@pytest.mark.parametrize("leave_out", [_hide, _filter, _focus, _take_off, _let_go])
def test_what_is_not_seen_is_in_no_output(leaky: Leaky, leave_out: Callable[[Leaky], None]) -> None:
    leave_out(leaky)
    for kind, words in _outputs(leaky):
        assert "Ann" in words, kind
        assert SECRET not in words, kind
        assert f"entity-{leaky.secret}" not in words, kind


def test_no_output_names_a_source(leaky: Leaky) -> None:
    for kind, words in _outputs(leaky):
        assert SOURCE not in words, kind


def test_a_meeting_holds_nothing_of_sources_or_grades(leaky: Leaky) -> None:
    rule = {
        "about": "entities",
        "measure": "grade",
        "test": {"question": "present"},
        "changes": [{"effect": "fill", "way": "value", "value": "#ff00ff"}],
    }
    with leaky.store.edit("Rule") as edit:
        charts.change_options(edit, leaky.chart, rules=(rule,))
    display = read_slide(leaky.store, leaky.chart, 0, Reader("GREEN"))
    assert not any(display.badges.texts)
    assert {(one.grade, one.source_count, one.warning) for one in display.content.facts} == {
        ("", 0, "")
    }
    assert {(one.grade, one.source_count) for one in display.content.link_facts} == {("", 0)}
    assert len(set(display.fills[:3].tolist())) == 1
    assert "B2" not in chart_svg(display)


def test_a_reader_is_not_told_by_a_label_given_by_hand_what_he_may_not_see(leaky: Leaky) -> None:
    with leaky.store.edit("Know") as edit:
        red = _record(edit, "RED")
        subject = Subject("entity", leaky.open[0])
        name = statements.state(edit, subject, "name", SECRET, record_id=red, kind="primary")
        statements.prefer(edit, name)
        link = int(edit.connection.exec_driver_sql("SELECT max(id) FROM link").scalar() or 0)
        statements.state(edit, Subject("link", link), "role", SECRET, record_id=red)
        charts.set_looks(edit, leaky.chart, {leaky.open[0]: Look(label=f"Ann alias {SECRET}")})
        charts.set_link_looks(edit, leaky.chart, {link: LinkLook(label=SECRET, width=4.0)})
    _hide(leaky)
    seen = read_slide(leaky.store, leaky.chart, 0, Reader())
    assert f"Ann alias {SECRET}" in " ".join(seen.node_text.texts)
    shown = read_slide(leaky.store, leaky.chart, 0, Reader("GREEN"))
    assert SECRET not in chart_svg(shown)
    assert SECRET not in chart_html(replace(shown, title="Chart"))
    assert SECRET not in repr(shown.content)
    assert shown.content.link_looks[0].width == 4.0


def test_what_is_retracted_is_not_there_for_a_reader(leaky: Leaky) -> None:
    with leaky.store.edit("Retract") as edit:
        retractions.retract(edit, Item("entity", leaky.secret), "mistaken")
    shown = read_slide(leaky.store, leaky.chart, 0, Reader("GREEN"))
    assert SECRET not in repr(shown.content) + chart_svg(shown) + chart_html(shown)
