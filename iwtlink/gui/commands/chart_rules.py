"""Chart > Looks: conditional formatting, saved styles and templates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.gui.jobs import while_there
from iwtlink.i18n import tr
from iwtlink.operations.charting.named_palettes import refuse_locked
from iwtlink.store import Edit, charts
from iwtlink.store.charts import SavedStyle

if TYPE_CHECKING:
    from iwtlink.chart.rules.rule import Rule


class ChartRulesCommands(ChartFront):
    """The rules of the chart in front, and what of its looks is kept for other charts."""

    def rules(self) -> None:
        """Show the rules beside the chart; each change is drawn at once."""
        from iwtlink.gui.charting.formatting.rules_dialog import RulesDialog

        page, content = self._page(), self._content()
        if content is None:
            return
        dialog = RulesDialog(
            content,
            page.ontology,
            lambda: page.options,
            self.styles_with("rules"),
            is_writable=self._session.is_writable,
            parent=page,
        )
        page.retold.connect(dialog.follow)
        dialog.changed.connect(
            lambda rules: page.writing.write(
                tr("Conditional formatting"),
                lambda edit: _set_rules(edit, page.chart_id, rules),
                fold="rules",
            )
        )

        sharing = dialog.sharing
        offer = while_there(dialog, lambda _: sharing.show_styles(self.styles_with("rules")))

        def save(name: str, rules: Sequence[Rule]) -> None:
            self._session.edit(
                tr("Keep the style “{name}”", name=name),
                lambda edit: charts.save_style(edit, name, {"rules": _data(rules)}),
                on_done=offer,
            )

        def forget(style_id: int) -> None:
            self._session.edit(
                tr("Delete a saved style"),
                lambda edit: charts.remove_style(edit, style_id, "rules"),
                on_done=offer,
            )

        sharing.saved.connect(save)
        sharing.forgotten.connect(forget)
        sharing.said.connect(page.say)
        dialog.show()

    def saved(self) -> None:
        """List the templates and saved styles, to name them otherwise or take them out."""
        from iwtlink.gui.charting.appearance.saved_dialog import SavedDialog

        known = self._styles()
        if not known:
            self._window.status.say(tr("No template and no style is saved in this database yet."))
            return
        dialog = SavedDialog(known, is_writable=self._session.is_writable, parent=self._window)

        show = while_there(dialog, lambda _: dialog.show_styles(self._styles()))

        def write(label: str, number: int, work: Callable[[Edit], None]) -> None:
            def unless_locked(edit: Edit) -> None:
                refuse_locked(edit.connection, number)
                work(edit)

            self._session.edit(label, unless_locked, on_done=show).failed.connect(show)

        dialog.renamed.connect(
            lambda number, name: write(
                tr("Rename a saved style"),
                number,
                lambda edit: charts.rename_style(edit, number, name),
            )
        )
        dialog.deleted.connect(
            lambda number: write(
                tr("Delete a saved style"),
                number,
                lambda edit: charts.remove_style(edit, number),
            )
        )
        dialog.open()

    def styles_with(self, part: str) -> list[SavedStyle]:
        """Give the saved styles of the database that hold rules, or a template."""
        return [style for style in self._styles() if part in style.data]

    def _styles(self) -> list[SavedStyle]:
        with self._session.store.read() as db:
            return charts.list_styles(db)


def _data(rules: Sequence[Rule]) -> tuple[dict[str, Any], ...]:
    from iwtlink.chart.rules.rule import rule_data  # what draws a chart loads slowly

    return tuple(rule_data(rule) for rule in rules)


def _set_rules(edit: Edit, chart_id: int, rules: Sequence[Rule]) -> None:
    """Give a chart these rules; those that cannot be read stay as they are."""
    from iwtlink.chart.rules.untouched import with_unreadable

    before = charts.get_options(edit.connection, chart_id).rules
    charts.change_options(edit, chart_id, rules=with_unreadable(rules, before))
