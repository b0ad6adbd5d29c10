"""Edit > Change the selected: on a chart, and for items chosen in a table."""

from __future__ import annotations

from iwtlink.errors import Progress
from iwtlink.gui.charting.change_dialogs import GradeDialog, StrengthDialog, TypeDialog
from iwtlink.gui.charting.chips import type_label
from iwtlink.gui.commands.chart_front import ChartFront
from iwtlink.i18n import ntr, tr
from iwtlink.operations.charting.changing import (
    Stating,
    change_entity_types,
    change_link_types,
    records_stating,
    regrade,
    set_strengths,
    turn_links,
    types_for_links,
)
from iwtlink.store import DATABASE, Edit


class ChartChangeCommands(ChartFront):
    """One change to everything that is selected, in one step."""

    def type(self) -> None:
        """Ask for another type of the selected entities, or links."""
        entities, links = self._chosen()
        ontology = self._session.store.ontology
        if entities:
            types = [one.name for one in ontology.entity_types.values() if not one.is_abstract]
        else:
            with self._session.store.read() as db:
                types = types_for_links(db, ontology, links)
        choices = sorted(
            ((name, type_label(ontology, name)) for name in types), key=lambda one: one[1]
        )
        dialog = TypeDialog(choices, len(entities) or len(links), bool(entities), self._window)
        dialog.wanted.connect(lambda name: self.change_type(entities, links, name))
        dialog.open()

    def change_type(self, entities: list[int], links: list[int], name: str) -> None:
        """Make entities, or links, of another type."""

        def work(edit: Edit) -> int:
            if entities:
                return change_entity_types(edit, entities, name)
            return change_link_types(edit, links, name)

        label = type_label(self._session.store.ontology, name)
        count = len(entities) or len(links)
        self._write(
            ntr("Change {n} item to “{type}”", "Change {n} items to “{type}”", count, type=label),
            work,
        )

    def strength(self) -> None:
        """Ask how sure the selected links are, and why."""
        _, links = self._chosen()
        dialog = StrengthDialog(len(links), self._window)
        dialog.wanted.connect(
            lambda strength, reason: self._write(
                ntr(
                    "Set the strength of {n} link",
                    "Set the strength of {n} links",
                    len(links),
                ),
                lambda edit: set_strengths(edit, links, strength, reason),
            )
        )
        dialog.open()

    def grade(self) -> None:
        """Ask for the grade of the records that say the selected exist."""
        entities, links = self._chosen()
        store = self._session.store

        def read(progress: Progress) -> Stating:
            with store.read() as db:
                return records_stating(db, entities, links)

        self._session.jobs.compute(
            tr("Looking for the sources"), read, lambda found: self._ask_grade(found)
        )

    def reverse(self) -> None:
        """Let each selected link begin where it ended."""
        _, links = self._chosen()
        self._write(
            ntr("Reverse {n} link", "Reverse {n} links", len(links)),
            lambda edit: turn_links(edit, links),
        )

    def _ask_grade(self, found: Stating) -> None:
        if not found.record_ids:
            self._window.status.say(tr("No source states the selected: there is nothing to grade."))
            return
        dialog = GradeDialog(found, self._session.store.ontology, self._window)
        dialog.wanted.connect(
            lambda grade: self._write(
                ntr(
                    "Grade {n} record {grade}",
                    "Grade {n} records {grade}",
                    len(found.record_ids),
                    grade=grade,
                ),
                lambda edit: regrade(edit, found.record_ids, grade),
            )
        )
        dialog.open()

    def _write(self, label: str, work: object) -> None:
        """Make the change in the scope of what is in front, and say that it is done."""
        front = self._window.pages.front
        scope = DATABASE if front is None else front.scope
        assert callable(work)
        self._session.edit(
            label, work, scope=scope, on_done=lambda _: self._window.status.say(f"{label}.")
        )

    def _chosen(self) -> tuple[list[int], list[int]]:
        selection = self._window.selection
        return selection.ids("entity"), selection.ids("link")
