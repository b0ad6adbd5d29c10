"""What is selected, as a frozen value that any panel may hand to any other."""

from __future__ import annotations

from dataclasses import dataclass

from iwtlink.store.ids import Item, Kind


@dataclass(frozen=True, slots=True)
class Selection:
    """Items in the order in which they were chosen; the last one is in the inspector."""

    items: tuple[Item, ...] = ()

    @classmethod
    def of(cls, kind: Kind, ids: list[int]) -> Selection:
        """Make a selection of items of one kind."""
        return cls(tuple(Item(kind, int(number)) for number in ids))

    def ids(self, kind: Kind) -> list[int]:
        """Give the ids of the selected items of one kind."""
        return [item.id for item in self.items if item.kind == kind]

    @property
    def current(self) -> Item | None:
        """Give the item to show, or None when nothing is selected."""
        return self.items[-1] if self.items else None

    def __len__(self) -> int:
        return len(self.items)
