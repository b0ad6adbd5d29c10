"""A column of names from elsewhere: who of them is known, who is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iwtlink.errors import Progress, no_progress
from iwtlink.i18n import tr
from iwtlink.matching import LIKELY, NameIndex, Twin
from iwtlink.operations.entry.items import enter_entity
from iwtlink.operations.entry.reading import read_entity
from iwtlink.operations.entry.source import WorkingSource
from iwtlink.store import Edit
from iwtlink.store.folding import fold, is_latin

MOST_NAMES = 2_000
"""More names than this are a table, and imported."""
_MOST_OTHERS = 2
_HEADINGS = {"name", "names", "full name", "person", "company", "entity", "label"}


@dataclass(frozen=True, slots=True)
class PastedName:
    """One name of the column and whom it may be, likeliest first."""

    name: str
    twins: tuple[Twin, ...] = ()
    others: tuple[Twin, ...] = ()
    """Who bears such a name but is of quite another type."""

    @property
    def known_id(self) -> int:
        """The entity it most likely is; 0 where nobody is likely.

        A name of one word is weak evidence, but the very same one that a single entity bears is
        meant where it is pasted, of whatever type that is.
        """
        if self.twins and self.twins[0].score >= LIKELY:
            return self.twins[0].entity_id
        for known in (self.twins, self.others):
            same = [twin.entity_id for twin in known if fold(twin.name) == fold(self.name)]
            if same:
                return same[0] if len(same) == 1 else 0
        return 0


def names_in(pasted: str) -> list[str]:
    """Give the names of a pasted column, each once: the first cell of each line.

    A heading such as "Name" is passed over, as are empty lines.
    """
    cells = (line.split("\t")[0].strip().strip('"').strip() for line in pasted.splitlines())
    found: dict[str, str] = {}
    for name in filter(None, cells):
        found.setdefault(fold(name), " ".join(name.split()))
    names = list(found.values())
    if len(names) > 1 and names[0].casefold() in _HEADINGS:
        names = names[1:]
    return names[:MOST_NAMES]


def look_up(
    index: NameIndex, names: Sequence[str], type_name: str, progress: Progress = no_progress
) -> list[PastedName]:
    """Tell whom each name may be, compared with every name of the database of whatever type."""
    found = []
    for place, name in enumerate(names):
        progress(place / len(names), tr("Looking who is known already"))
        twins = tuple(index.twins(name, type_name, limit=4))
        near = {twin.entity_id for twin in twins}
        likely = index.twins(name, limit=_MOST_OTHERS + len(near), least=LIKELY)
        same = [twin for twin in likely if twin.entity_id not in near]
        found.append(PastedName(name, twins, tuple(same[:_MOST_OTHERS])))
    return found


def add_new(edit: Edit, names: Iterable[str], type_name: str, source: WorkingSource) -> list[int]:
    """Add an entity for each name, stated by the working source; return their ids."""
    made = []
    for name in names:
        latin, script = (name, "") if is_latin(name) else ("", name)
        new = read_entity(edit.ontology, type_name, latin, script)
        made.append(int(enter_entity(edit, source, new)))
    return made
