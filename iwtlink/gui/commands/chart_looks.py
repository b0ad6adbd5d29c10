"""Chart > Looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from iwtlink.gui.charting.chips import type_label
from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.gui.dialogs.name_dialog import name_dialog
from iwtlink.i18n import tr
from iwtlink.operations.charting.looking import usual_looks, with_usual
from iwtlink.operations.charting.templates import Template, make_from, save_template, templates
from iwtlink.store.charts import LinkLook, Look
from iwtlink.store.ids import ChartId, Item

if TYPE_CHECKING:
    from iwtlink.gui.pages.chart import ChartPage


class ChartLooksCommands(ChartFront):
    """How items, lines and the chart in front are drawn."""

    def toggle_style(self) -> None:
        """Show the style panel with the keyboard in it, or hide it."""
        panels = self._window.chart_panels
        if panels.toggle(panels.style_dock):
            panels.style.begin()

    def toggle_palette(self) -> None:
        """Show the palette with the keyboard in it, or hide it."""
        panels = self._window.chart_panels
        if panels.toggle(panels.palette_dock):
            panels.palette.begin()

    def paint(self) -> None:
        """Hand the look of what is selected to what is clicked next, until Esc."""
        from iwtlink.gui.charting.palette.painter import FormatPainter

        page = self._page()
        under_way = page.findChild(FormatPainter)
        if under_way is not None:
            under_way.end()
        else:
            FormatPainter(page).begin()
            page.take_focus()

    def make_usual(self) -> None:
        """Let items of the types of the selected look as these do."""
        page, content = self._page(), self._content()
        if content is None:
            return
        view = page.view
        looks, pens = usual_looks(content, view.selected_entities(), view.selected_links())
        self._change(tr("Usual look of a type"), with_usual(page.options, {**looks, **pens}))
        page.say(self._usual_words(looks, pens))

    def forget_usual(self) -> None:
        """Let the types of the selected have no usual look of their own any more."""
        page, content = self._page(), self._content()
        if content is None:
            return
        view = page.view
        looks, pens = usual_looks(content, view.selected_entities(), view.selected_links())
        plain: dict[str, Look | LinkLook] = {name: Look() for name in looks}
        plain.update({name: LinkLook() for name in pens})
        self._change(tr("Usual look of a type as at first"), with_usual(page.options, plain))
        page.say(tr("The types of the selected have no usual look of their own any more."))

    def _usual_words(self, looks: Mapping[str, Look], pens: Mapping[str, LinkLook]) -> str:
        named = ", ".join(type_label(self._session.store.ontology, n) for n in (*looks, *pens))
        if not pens:
            return tr("What is placed from now on is drawn so: {types}.", types=named)
        if not looks:
            return tr("Links without a look of their own are drawn so: {types}.", types=named)
        return tr("Usual looks are set for: {types}.", types=named)

    def usual_looks(self) -> None:
        """Ask for the usual looks of representations, entity types and link types."""
        from iwtlink.gui.charting.appearance.usual_dialog import UsualLooksDialog

        page = self._page()
        dialog = UsualLooksDialog(page.options, page.ontology, self._window)
        label = tr("Usual looks")
        dialog.wanted.connect(self._about(page, lambda changes: self._change(label, changes)))
        dialog.open()

    def settings(self) -> None:
        """Ask how the whole chart is drawn."""
        from iwtlink.gui.charting.appearance.settings import SettingsDialog

        page, content = self._page(), self._content()
        if content is None:
            return
        types = tuple(page.filters.entity_types) or tuple(dict.fromkeys(content.types))
        dialog = SettingsDialog(page.options, types, page.ontology, self._window)
        label = tr("Chart settings")
        dialog.wanted.connect(self._about(page, lambda changes: self._change(label, changes)))
        dialog.open()

    def legend(self) -> None:
        """Ask for the rows, form and place of the legend."""
        from iwtlink.chart.beside.signs import signs_on
        from iwtlink.chart.rules.rule import known_rules  # what draws a chart loads slowly
        from iwtlink.gui.charting.appearance.legend import LegendDialog

        page, content = self._page(), self._content()
        display = page.view.display
        if content is None or display is None:
            return
        found = signs_on(display, content, page.ontology, known_rules(page.options.rules))
        dialog = LegendDialog(page.options, found, self._window)
        label = tr("Legend")
        dialog.wanted.connect(
            self._about(page, lambda legend: self._set_beside(label, {"legend": legend}))
        )
        dialog.open()

    def hide_legend(self) -> None:
        """Take the legend off the chart."""
        self._change(tr("Hide the legend"), {"legend": {}})

    def title_block(self) -> None:
        """Ask for what stands in the title block."""
        if self._content() is not None:
            self.ask_cover(self._page())

    def ask_cover(self, page: ChartPage) -> None:
        """Ask for the cover sheet of a chart that was read."""
        from iwtlink.gui.charting.appearance.title import TitleDialog

        content = page.content
        assert content is not None  # since it was read
        codes = self._session.store.ontology.code_lists["tlp"].codes
        dialog = TitleDialog(content, [f"TLP:{code}" for code in codes], self._window)
        label = tr("Title block")
        dialog.wanted.connect(self._about(page, lambda changes: self._set_beside(label, changes)))
        dialog.open()

    def hide_title_block(self) -> None:
        """Take the title block off the chart."""
        options = self._page().options
        said = {name: part for name, part in options.title_block.items() if name != "place"}
        cover = {**options.cover, **({"hidden_block": said} if said else {})}
        self._change(tr("Hide the title block"), {"title_block": {}, "cover": cover})

    # Templates

    def save_template(self) -> None:
        """Ask for a name, and keep how the chart is drawn, without its items."""
        page = self._page()
        dialog = name_dialog(
            self._window,
            "template_dialog",
            tr("Keep as a template"),
            tr("Name of the template; one that has it is replaced"),
            tr("Keep"),
            page.title(),
        )
        dialog.textValueSelected.connect(lambda name: self.keep_template(page.chart_id, name))
        dialog.open()

    def keep_template(self, chart_id: int, name: str) -> None:
        """Keep how a chart is drawn under a name."""
        if name.strip():
            self._session.edit(
                tr("Keep the template “{name}”", name=name.strip()),
                lambda edit: save_template(edit, chart_id, name.strip()),
                on_done=lambda _: self._window.status.say(
                    tr("The template “{name}” is kept.", name=name.strip())
                ),
            )

    def new_from_template(self) -> None:
        """Ask for a template and a title, and make an empty chart drawn so."""
        from iwtlink.gui.charting.appearance.template_dialog import TemplateDialog

        with self._session.store.read() as db:
            known = templates(db)
        if not known:
            self._window.status.say(
                tr("There is no template yet: Looks, Keep as a template makes one of a chart.")
            )
            return
        dialog = TemplateDialog(known, self._window)
        dialog.wanted.connect(self.make_from)
        dialog.open()

    def make_from(self, template: Template, title: str) -> None:
        """Make an empty chart by a template, and bring it to the front."""
        name = title.strip() or tr("Untitled chart")

        def show(chart_id: ChartId) -> None:
            self._window.show_item(Item("chart", chart_id))

        self._session.edit(
            tr("New chart: {title}", title=name),
            lambda edit: make_from(edit, template, name),
            on_done=show,
        )

    def _set_beside(self, label: str, changes: Mapping[str, Any]) -> None:
        """Change what stands beside the chart; who looks at all of it sees that too."""
        page = self._page()
        is_other = any(getattr(page.options, name) != set_to for name, set_to in changes.items())
        if is_other and page.view.shows_all():
            page.showing.fit_when_read()
        page.writing.change_options(label, unchanged=page.showing.show_as_usual, **changes)

    def _change(self, label: str, changes: Mapping[str, Any]) -> None:
        page = self._page()
        page.writing.change_options(label, **changes)
