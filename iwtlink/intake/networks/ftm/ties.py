"""Which links the references of a file are, by the types of what they join."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from iwtlink.i18n import tr
from iwtlink.intake.networks.ftm.items import Item, Losses
from iwtlink.intake.networks.ftm.schemata import schemata
from iwtlink.intake.networks.ftm.terms import Edge, Terms
from iwtlink.ontology import Ontology
from iwtlink.ontology.code_words import folded

ARROW = " → "
_SAID_ELSEWHERE = ("proof", "ancestors")


@dataclass(frozen=True, slots=True)
class Tie:
    """One link, by the ids of its ends and the name of its type."""

    start: str
    link: str
    end: str
    role: str = ""

    def text(self) -> str:
        """Give it as a cell has it."""
        parts = (self.start, self.link, self.end, *((self.role,) if self.role else ()))
        return ARROW.join(parts)


class Ties:
    """Knows the entities of a file by their ids and by those merged into them."""

    def __init__(
        self, items: Sequence[Item], terms: Terms, ontology: Ontology, losses: Losses
    ) -> None:
        self.terms, self.ontology, self.losses = terms, ontology, losses
        self.items = {item.id: item for item in items}
        self._merged = {other: item for item in items for other in item.referents}
        self._verbs = _verbs(ontology)
        self.sources: dict[str, list[str]] = {}
        for item in items:
            self._note_sources(item)

    def item(self, ref: str) -> Item | None:
        """Give what a reference points to."""
        return self.items.get(ref) or self._merged.get(ref)

    def type_of(self, item: Item) -> str:
        """Give our type of an entity; empty where it is none with us."""
        return self.terms.entity_type(item.schema)

    def of_edge(self, item: Item, edge: Edge) -> list[Tie]:
        """Give the links that an entity of an edge schema is: each start with each end."""
        words = [*item.values("role"), *item.values("relationship")]
        pairs = product(
            self._ends(item, edge.start, takes_all=True), self._ends(item, edge.end, takes_all=True)
        )
        wanted = [*self._by_words(edge, words), *edge.links]
        return [tie for start, end in pairs if (tie := self._tie(item, start, end, wanted, ""))]

    def of_references(self, item: Item) -> list[Tie]:
        """Give the links that the references of any other entity are."""
        ties: list[Tie] = []
        for name in item.properties:
            if item.schema.properties[name].type != "entity" or name in _SAID_ELSEWHERE:
                continue
            links = self.terms.reference(item.schema, name)
            if links is None:
                self.losses.tell(
                    tr("Reference “{name}” of {schema}", name=name, schema=item.schema.name),
                    item.place,
                )
                continue
            role = self.terms.reference_roles.get(name, "")
            found = (self._tie(item, item, end, links, role) for end in self._ends(item, name))
            ties += [tie for tie in found if tie]
        return ties

    def found(self, item: Item, name: str) -> Iterator[Item]:
        """Give what the values of a property point to; what is not in the file is told."""
        for ref in item.values(name):
            found = self.item(ref)
            if found is None:
                self.losses.tell(
                    tr(
                        "“{name}” of {schema} that points to nothing in the file",
                        name=name,
                        schema=item.schema.name,
                    ),
                    item.place,
                )
            else:
                yield found

    def _ends(self, item: Item, name: str, *, takes_all: bool = False) -> list[Item]:
        ends = list(self.found(item, name))
        wanted = item.schema.properties[name].range
        for end in ends:
            if wanted in schemata() and not end.schema.is_a(wanted):
                what = tr(
                    "“{name}” of {schema} that is a {other}",
                    name=name,
                    schema=item.schema.name,
                    other=end.schema.name,
                )
                self.losses.tell(what, item.place)
        if takes_all and not item.values(name):
            what = tr("{schema} without “{name}”", schema=item.schema.name, name=name)
            self.losses.tell(what, item.place)
        return ends

    def _tie(
        self, item: Item, start: Item, end: Item, links: Iterable[str], role: str
    ) -> Tie | None:
        types = self.type_of(start), self.type_of(end)
        for link in links if all(types) else ():
            name = link.removeprefix("<")
            if link != name and self.ontology.allows(name, types[1], types[0]):
                return Tie(end.ref, name, start.ref, role)
            if link == name and self.ontology.allows(name, *types):
                return Tie(start.ref, name, end.ref, role)
        self.losses.tell(
            tr(
                "{schema} between {first} and {second}, for which there is no link",
                schema=item.schema.name,
                first=start.schema.name,
                second=end.schema.name,
            ),
            item.place,
        )
        return None

    def _by_words(self, edge: Edge, words: Sequence[str]) -> Iterator[str]:
        for link, told in edge.by_word.items():
            if any(word in said.casefold() for word in told for said in words):
                yield link
        if edge.by_verb:
            yield from (self._verbs[folded(word)] for word in words if folded(word) in self._verbs)

    def _note_sources(self, item: Item) -> None:
        """Note the documents that an entity rests on: its proofs, and what says it documents it."""
        addition = self.terms.addition(item.schema)
        joined = self.terms.joins.get(item.schema.name)
        proofs = "proof" if addition is None or not addition.source else addition.source
        pairs = [(item, document) for document in self.found(item, proofs)]
        if joined:
            pairs = list(product(self.found(item, joined[1]), self.found(item, joined[0])))
            for name in ("role", "date", "summary"):
                if item.values(name):
                    what = tr("“{name}” of {schema}", name=name, schema=item.schema.name)
                    self.losses.tell(what, item.place)
        for one, document in pairs:
            if self.terms.document_kind(document.schema):
                sources = self.sources.setdefault(one.id, [])
                if document.ref not in sources:
                    sources.append(document.ref)


def _verbs(ontology: Ontology) -> dict[str, str]:
    """Give the words that mean a link type, and its turned ones."""
    verbs: dict[str, str] = {}
    drawn = [link for link in ontology.link_types.values() if link.joins_entities]
    for link in drawn:
        for word in (link.name, link.verb, link.label):
            verbs.setdefault(folded(word), link.name)
    for link in drawn:
        if link.is_directed and link.reverse_verb:
            verbs.setdefault(folded(link.reverse_verb), f"<{link.name}")
    return verbs
