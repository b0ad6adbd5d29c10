"""Prove the installed program whole: the main job done once on the demo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from iwtlink.i18n import tr
from iwtlink.operations import demo, drawing, ranking
from iwtlink.store import Store, entities, links
from iwtlink.store.check import check


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing tried, and whether it came out right."""

    what: str
    is_good: bool


def prove(folder: Path) -> list[Proof]:
    """Do the main job in an empty folder; an error of ours passes through."""
    store = demo.make_demo(folder / "demo.iwt")
    try:
        return [Proof(what(), done(store, folder)) for what, done in _TRIALS]
    finally:
        store.close()


def _imported(store: Store, folder: Path) -> bool:
    del folder
    with store.read() as db:
        return (len(entities.list_entities(db)), len(links.list_links(db))) == (81, 150)


def _ranked(store: Store, folder: Path) -> bool:
    del folder
    ranking_found = ranking.rank_entities(store, "betweenness", top=1)
    return ranking_found.rows[0].source_refs == (demo.PRINCIPAL,)


def _drawn(store: Store, folder: Path) -> bool:
    with store.read() as db:
        ids = [row.id for row in entities.list_entities(db, ["person"])]
    drawing.write_svg(store, drawing.draw_entities(store, ids), folder / "people.svg")
    return (folder / "people.svg").stat().st_size > 10_000


def _taken_back(store: Store, folder: Path) -> bool:
    del folder
    store.undo()
    store.undo()
    with store.read() as db:
        is_empty = not entities.list_entities(db)
    store.redo()
    store.redo()
    return is_empty and _imported(store, Path())


def _checked(store: Store, folder: Path) -> bool:
    del folder
    return not check(store).faults


_TRIALS: tuple[tuple[Callable[[], str], Callable[[Store, Path], bool]], ...] = (
    (lambda: tr("importing the demo"), _imported),
    (lambda: tr("analysing the network"), _ranked),
    (lambda: tr("drawing a chart"), _drawn),
    (lambda: tr("undo and redo"), _taken_back),
    (lambda: tr("the journal"), _checked),
)
