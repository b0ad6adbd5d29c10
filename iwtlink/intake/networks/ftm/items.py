"""The entities of a file: fragments of one id joined, values cleaned, what is wrong told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.intake.networks.ftm.schemata import Schema, schemata
from iwtlink.intake.networks.ftm.terms import terms
from iwtlink.intake.networks.model import Loss
from iwtlink.intake.proposals import fold_ref

MOST_ITEMS = 1_000_000
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]|^\\s|\\s$")
_BREAKS = re.compile(r"\s*[\n\x85\u2028\u2029]\s*")


class Losses:
    """What could not be taken over, each sentence once with its first place and its count."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, int]] = {}

    def tell(self, what: str, where: str) -> None:
        """Note one loss."""
        first, count = self._found.get(what, (where, 0))
        self._found[what] = (first, count + 1)

    def all(self) -> tuple[Loss, ...]:
        """Give all losses in the order in which they first stood."""
        return tuple(Loss(what, where, n) for what, (where, n) in self._found.items())


@dataclass(frozen=True, slots=True)
class Fragment:
    """What one line of a file says of an entity: any JSON value, not yet looked at."""

    line: int
    said: object


@dataclass(slots=True)
class Item:
    """One entity: ``properties`` by name, each value once, in the order of the file."""

    id: str
    schema: Schema
    line: int
    ref: str = ""
    """Its id, or one made of it where another differs from it in case alone."""
    properties: dict[str, dict[str, None]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    caption: str = ""
    datasets: list[str] = field(default_factory=list)
    referents: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it first stood, in words."""
        return tr("line {line}, {id}", line=self.line, id=self.id)

    def values(self, name: str) -> list[str]:
        """Give the values of a property."""
        return list(self.properties.get(name, ()))

    def first(self, name: str) -> str:
        """Give the first value of a property, or an empty text."""
        return next(iter(self.values(name)), "")

    @property
    def label(self) -> str:
        """What it is called by: its first name, else what its schema names, else its id."""
        if self.caption and self.caption in self.values("name"):
            return self.caption
        named = ("name", *self.schema.caption)
        return next((found for name in named if (found := self.first(name))), "") or self.id


class Joining:
    """Joins the fragments of a file as they come."""

    def __init__(self, file: str, losses: Losses) -> None:
        self.file, self.losses = file, losses
        self.items: dict[str, Item] = {}

    def add(self, fragments: Iterable[Fragment]) -> None:
        """Take fragments, those that stand in others too."""
        for fragment in fragments:
            if not isinstance(fragment.said, Mapping):
                self._tell(tr("Entry that is no entity"), fragment.line)
                continue
            waiting = [fragment.said]
            while waiting:
                waiting += self._take(waiting.pop(), fragment.line)

    def _tell(self, what: str, line: int) -> None:
        self.losses.tell(what, tr("line {line}", line=line))

    def _take(self, said: Mapping[str, object], line: int) -> list[Mapping[str, object]]:
        """Take one entity; give those that stood in it."""
        item_id, name = self._text(said.get("id"), line), said.get("schema")
        schema = schemata().get(name) if isinstance(name, str) else None
        if not item_id:
            self._tell(tr("Entity without an id"), line)
        elif schema is None:
            self._tell(tr("Unknown schema “{name}”", name=self._text(name, line)[:60]), line)
        elif schema.is_abstract:
            self._tell(tr("Abstract schema “{name}”, which no entity has", name=schema.name), line)
        else:
            return self._join(self._item(item_id, schema, line), said, line)
        return []

    def _item(self, item_id: str, schema: Schema, line: int) -> Item:
        item = self.items.get(item_id)
        if item is None:
            if len(self.items) >= MOST_ITEMS:
                raise BadInput(
                    tr("{file} has more than {n} entities.", file=self.file, n=f"{MOST_ITEMS:,}")
                )
            item = self.items[item_id] = Item(item_id, schema, line)
        elif schema.is_a(item.schema.name):
            item.schema = schema
        elif not item.schema.is_a(schema.name):
            names = {"first": item.schema.name, "second": schema.name}
            self._tell(tr("One id as {first} and {second}: the first holds", **names), line)
        return item

    def _join(
        self, item: Item, said: Mapping[str, object], line: int
    ) -> list[Mapping[str, object]]:
        inner: list[Mapping[str, object]] = []
        properties = said.get("properties", {})
        if not isinstance(properties, Mapping):
            self._tell(tr("Properties that are no properties"), line)
            properties = {}
        for key, values in properties.items():
            name = self._text(key, line)
            is_left_out = name in terms().left_out
            told = dict.fromkeys(self._values(values, line, inner, is_left_out=is_left_out))
            if told and name:
                item.properties.setdefault(name, {}).update(told)
        item.caption = item.caption or self._text(said.get("caption"), line)
        for told_of, kept in (("datasets", item.datasets), ("referents", item.referents)):
            found = self._values(said.get(told_of, []), line, inner)
            kept += [value for value in found if value not in kept and value != item.id]
        return inner

    def _values(
        self,
        values: object,
        line: int,
        inner: list[Mapping[str, object]],
        *,
        is_left_out: bool = False,
    ) -> Iterator[str]:
        """Give the values of a list, or of what stands for one; entities in it by their ids."""
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, Mapping):
                text = self._text(value.get("id"), line)
                if text and isinstance(value.get("schema"), str):
                    inner.append(value)
                elif not text:
                    self._tell(tr("Value that is no text"), line)
            elif value is None:
                continue
            else:
                text = self._text(value, line, is_left_out=is_left_out)
            if text:
                yield text

    def _text(self, value: object, line: int, *, is_left_out: bool = False) -> str:
        """Give a text without what no cell holds; a number as it is written."""
        if type(value) is str and not _ODD.search(value):  # nearly all are sound
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._tell(tr("Value that is no text"), line)
            return ""
        clean = _CONTROLS.sub("", value.replace("\r", "\n"))
        if len(clean) != len(value):
            self._tell(tr("Control character in a value"), line)
        clean = clean.strip()
        if "\n" in clean or _BREAKS.search(clean):
            if not is_left_out:  # it is told as a whole
                self._tell(tr("Line break in a value: now a space"), line)
            clean = _BREAKS.sub(" ", clean)
        return clean

    def finish(self) -> list[Item]:
        """Give the items; properties that their schemata do not have are set aside and told."""
        self._name_apart()
        for item in self.items.values():
            for name in [*item.properties]:
                known = item.schema.properties.get(name)
                if known is not None and not known.is_stub:
                    continue
                values = item.properties.pop(name)
                item.unknown += [f"{name}: {value}" for value in values]
                what = tr(
                    "Unknown property “{name}” of {schema}", name=name[:60], schema=item.schema.name
                )
                if known is not None:
                    what = tr(
                        "“{name}” of {schema}, which only the other end states",
                        name=name,
                        schema=item.schema.name,
                    )
                self.losses.tell(what, item.place)
        return list(self.items.values())

    def _name_apart(self) -> None:
        """Give each item a reference of its own: with us they do not differ by case."""
        taken: set[str] = set()
        for item in self.items.values():
            item.ref, count = item.id, 1
            while fold_ref(item.ref) in taken:
                count += 1
                item.ref = f"{item.id} ({count})"
            taken.add(fold_ref(item.ref))
            if count > 1:
                self.losses.tell(tr("Id that differs from another by case: numbered"), item.place)
