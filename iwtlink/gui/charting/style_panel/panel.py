"""The panel beside a chart in which the look of what is selected is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from iwtlink.gui.charting.following import ChartPanel
from iwtlink.gui.charting.style_panel.fields import TicksField
from iwtlink.gui.charting.style_panel.forms import LookForm, entity_rows, link_rows, shape_rows
from iwtlink.gui.charting.style_panel.scrolled import scrolled
from iwtlink.i18n import ntr, tr
from iwtlink.ontology import Ontology
from iwtlink.operations.charting.looking import change_shape_looks, chosen_looks, with_pairs
from iwtlink.store import Edit, charts
from iwtlink.store.charts import LinkLook, Look

if TYPE_CHECKING:
    from iwtlink.chart.hand.dropping import Holds
    from iwtlink.gui.pages.chart import ChartPage

_MOST_PROPERTIES = 40
_OF_PAIRS = ("multiplicity", "spacing")
"""What is chosen of a link for all that join the same two."""


class StylePanel(ChartPanel):
    """Follows the selection on the chart in front; each choice is one step of the chart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("style_panel", parent)
        self.nothing = QLabel(tr("Select items or lines on a chart to choose how they are drawn."))
        self.nothing.setObjectName("style_nothing")
        self.nothing.setProperty("part", "muted")
        self.nothing.setWordWrap(True)
        self.entities = LookForm("entity", entity_rows())
        self.links = LookForm("link", link_rows())
        self.shapes = LookForm("shape", shape_rows())
        self.plain = QPushButton(tr("All as usual again"))
        self.plain.setObjectName("style_plain")
        self.plain.clicked.connect(self._make_plain)
        self._lay_out()
        self.entities.changed.connect(self._change_entities)
        self.links.changed.connect(self._change_links)
        self.shapes.changed.connect(self._change_shapes)

    def sizeHint(self) -> QSize:
        return QSize(320, 480)

    def begin(self) -> None:
        """Put the keyboard into the first input."""
        for form in (self.entities, self.links, self.shapes):
            if form.isVisibleTo(self):
                next(iter(form.fields.values())).setFocus()
                return
        self.setFocus()

    def refresh(self) -> None:
        """Show the look of what is selected now."""
        page = self.page
        content = None if page is None else page.content
        if page is None or content is None:
            self._show_nothing()
            return
        view = page.view
        chosen = chosen_looks(
            content, view.selected_entities(), view.selected_links(), view.selected_shapes()
        )
        if chosen.types:
            self._offer_properties(page.ontology, chosen.types)
        is_writable = page.session.is_writable
        n = chosen.entities.count
        words = ntr("{n} entity", "{n} entities", n)
        self.entities.show_look(words, chosen.entities, is_writable=is_writable)
        n = chosen.links.count
        words = ntr("{n} link", "{n} links", n)
        self.links.show_look(words, chosen.links, is_writable=is_writable)
        n = chosen.shapes.count
        words = ntr("{n} free item", "{n} free items", n)
        self.shapes.show_look(words, chosen.shapes, is_writable=is_writable)
        is_any = bool(chosen.entities.count or chosen.links.count or chosen.shapes.count)
        self.nothing.setVisible(not is_any)
        self.plain.setVisible(is_any)
        self.plain.setEnabled(is_writable)

    # Inside

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(12)
        for part in (self.nothing, self.entities, self.links, self.shapes):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.plain)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside, "style_scroll"))
        self._show_nothing()

    def _show_nothing(self) -> None:
        for form in (self.entities, self.links, self.shapes):
            form.hide()
        self.plain.hide()
        self.nothing.show()

    def _offer_properties(self, ontology: Ontology, types: tuple[str, ...]) -> None:
        """Offer the properties that all the selected types have, those that matter first."""
        known = [ontology.entity_types[name] for name in types if name in ontology.entity_types]
        names = list(known[0].properties) if known else []
        shared = [name for name in names if all(name in one.properties for one in known)]
        if known:
            featured = known[0].featured
            shared.sort(key=lambda name: (name not in featured, names.index(name)))
        field = self.entities.fields["shows"]
        assert isinstance(field, TicksField)
        labels = known[0].properties if known else {}
        field.offer([(n, tr(labels[n].label)) for n in shared[:_MOST_PROPERTIES] if n != "name"])

    def _change_entities(self, name: str, value: object) -> None:
        if (page := self.page) is None:
            return
        ids, chart_id = page.view.selected_entities(), page.chart_id
        holds = self._held(page, "entity", ids, name, value)

        def work(edit: Edit) -> None:
            charts.change_looks(edit, chart_id, ids, **_value(name, value))
            page.writing.hold(edit, holds)

        self._write(page, "entity", name, ids, work)

    def _change_links(self, name: str, value: object) -> None:
        if (page := self.page) is None or page.content is None:
            return
        ids, chart_id = page.view.selected_links(), page.chart_id
        if name in _OF_PAIRS:
            ids = with_pairs(page.content, ids)

        def work(edit: Edit) -> None:
            charts.change_link_looks(edit, chart_id, ids, **_value(name, value))

        self._write(page, "link", name, ids, work)

    def _change_shapes(self, name: str, value: object) -> None:
        if (page := self.page) is None or page.content is None:
            return
        ids, shapes = page.view.selected_shapes(), page.content.shapes
        holds = self._held(page, "shape", ids, name, value)

        def work(edit: Edit) -> None:
            change_shape_looks(edit, shapes, ids, **_value(name, value))
            page.writing.hold(edit, holds)

        self._write(page, "shape", name, ids, work)

    def _held(
        self, page: ChartPage, kind: str, ids: Sequence[int], name: str, value: object
    ) -> Holds:
        """Give what is held where items become containers or are none any more."""
        display = page.view.display
        if name != "is_container" or display is None:
            return {}
        from iwtlink.chart.hand.dropping import held_by_container  # the chart's room loads slowly

        return held_by_container(display, [(kind, number) for number in ids], is_on=bool(value))

    def _write(self, page: ChartPage, kind: str, name: str, ids: list[int], work: Any) -> None:
        form = {"entity": self.entities, "link": self.links, "shape": self.shapes}[kind]
        label = ntr(
            "{what} of {n} item",
            "{what} of {n} items",
            len(ids),
            what=form.fields[name].accessibleName(),
        )
        named = ",".join(map(str, sorted(ids)[:50]))
        page.writing.write(label, work, fold=f"look {kind} {name} {named}")

    def _make_plain(self) -> None:
        if (page := self.page) is None or page.content is None:
            return
        view, chart_id, shapes = page.view, page.chart_id, page.content.shapes
        entities, links, free = (
            view.selected_entities(),
            view.selected_links(),
            set(view.selected_shapes()),
        )

        def work(edit: Edit) -> None:
            charts.set_looks(edit, chart_id, dict.fromkeys(entities, Look()))
            charts.set_link_looks(edit, chart_id, dict.fromkeys(links, LinkLook()))
            for shape in shapes:
                if shape.id in free:
                    plain = Look(visibility=shape.look.visibility)
                    charts.change_shape(edit, shape.id, look=plain)

        count = len(entities) + len(links) + len(free)
        page.writing.write(ntr("{n} item as usual", "{n} items as usual", count), work)


def _value(name: str, value: Any) -> dict[str, Any]:
    return {name: float(value) if name == "enlargement" else value}
