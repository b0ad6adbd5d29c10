"""What is open, in front and selected, read for the actions and the status bar."""

from __future__ import annotations

from iwtlink.gui.actions import Situation
from iwtlink.gui.pages.page import Page
from iwtlink.gui.selection import Selection
from iwtlink.gui.session import Session
from iwtlink.i18n import ntr, tr
from iwtlink.settings import load_settings
from iwtlink.store import DATABASE, Changes


class StepsMade:
    """With which page in front each step of this sitting was made."""

    def __init__(self) -> None:
        self._keys: dict[int, str] = {}

    def forget(self) -> None:
        """Begin anew with another database."""
        self._keys.clear()

    def remember(self, changes: Changes, front: Page | None) -> None:
        """Remember that this step was made with this page in front."""
        if front is not None:
            self._keys[changes.step_id] = front.key

    def is_out_of_view(self, session: Session, front: Page | None) -> bool:
        """Say whether undo would leave the chart in front and take back a step made elsewhere."""
        if front is None or scope_of(front) == DATABASE or undo_scope(session, front) != DATABASE:
            return False
        step_id = session.store.undo_step()
        return bool(step_id) and self._keys.get(step_id) != front.key


def read_situation(
    session: Session, front: Page | None, selection: Selection, made: StepsMade
) -> Situation:
    """Give the situation the actions are enabled by."""
    theme = load_settings().theme
    if not session.is_open or session.is_locked:
        return Situation(theme=theme, is_locked=session.is_locked)
    store = session.store
    entities, links = len(selection.ids("entity")), len(selection.ids("link"))
    writable = session.is_writable
    now = Situation(
        has_database=True,
        theme=theme,
        is_fanned=front is not None and front.is_fanned,
        is_writable=writable,
        is_encrypted=store.is_encrypted,
        page=front.kind if front is not None else "",
        entities=entities,
        links=links,
        others=len(selection) - entities - links,
        undo=_undo_text(session, front, made) if writable else "",
        redo=store.redo_label(redo_scope(session, front)) if writable else "",
    )
    return now if front is None else front.situated(now)


def _undo_text(session: Session, front: Page | None, made: StepsMade) -> str:
    label = session.store.undo_label(undo_scope(session, front))
    if made.is_out_of_view(session, front):
        return tr("{label} (in the database)", label=label)
    return label


def undo_scope(session: Session, front: Page | None) -> str:
    """Give the scope undo acts on: the chart in front while it has steps, else the database."""
    scope = scope_of(front)
    return scope if session.store.undo_label(scope) else DATABASE


def redo_scope(session: Session, front: Page | None) -> str:
    """Give the scope redo acts on: the chart in front while it has steps, else the database."""
    scope = scope_of(front)
    return scope if session.store.redo_label(scope) else DATABASE


def scope_of(front: Page | None) -> str:
    """Give the scope of the page in front."""
    return DATABASE if front is None else front.scope


def selection_text(selection: Selection, shapes: int = 0) -> str:
    """Say how much of what is selected; ``shapes`` are free items of a chart."""
    entities, links = len(selection.ids("entity")), len(selection.ids("link"))
    rest = len(selection) - entities - links
    parts = []
    if entities:
        parts.append(ntr("{n} entity", "{n} entities", entities))
    if links:
        parts.append(ntr("{n} link", "{n} links", links))
    if rest:
        parts.append(ntr("{n} item", "{n} items", rest))
    if shapes:
        parts.append(ntr("{n} free item", "{n} free items", shapes))
    return tr("Selected: {what}", what=", ".join(parts)) if parts else tr("Nothing selected")
