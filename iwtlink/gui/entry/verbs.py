"""Which verbs may stand between two ends, and what an unknown end may be."""

from __future__ import annotations

from dataclasses import dataclass

from iwtlink.i18n import tr
from iwtlink.ontology import LinkType, Ontology
from iwtlink.operations.entry.reading import types_at
from iwtlink.store.folding import fold


@dataclass(frozen=True, slots=True)
class Verb:
    """A link type read in one direction; ``is_forward`` where *from* is its beginning."""

    link_type: str
    is_forward: bool
    text: str

    def allows(self, ontology: Ontology, from_type: str, to_type: str) -> bool:
        """Say whether it may lead from one type to the other."""
        if self.is_forward:
            return ontology.allows(self.link_type, from_type, to_type)
        return ontology.allows(self.link_type, to_type, from_type)

    def types_after(self, ontology: Ontology, from_type: str) -> list[str]:
        """Give the concrete types that may stand behind it, after an end of this type.

        Those that the link type names come before those that only extend them.
        """
        link = ontology.link_types[self.link_type]
        sides = [(start, end) if self.is_forward else (end, start) for start, end in link.ends]
        if not link.is_directed:
            sides += [(end, start) for start, end in sides]
        ends = [end for start, end in sides if not from_type or ontology.is_a(from_type, start)]
        return types_at(ontology, ends)


def verbs_from(ontology: Ontology, from_type: str, to_type: str = "") -> list[Verb]:
    """Give the verbs that may follow an end of this type, and lead to the other if known."""
    found = []
    for link in ontology.link_types.values():
        if not link.joins_entities:
            continue
        for verb in _readings(link):
            fits = verb.types_after(ontology, from_type)
            if fits and (not to_type or verb.allows(ontology, from_type, to_type)):
                found.append(verb)
    return found


def matching(verbs: list[Verb], typed: str, ontology: Ontology) -> list[Verb]:
    """Give the verbs that the typed text may mean, beginnings of words first."""
    words = fold(typed).split()
    held = [
        (verb, fold(f"{verb.text} {tr(ontology.link_types[verb.link_type].label)}"))
        for verb in verbs
    ]
    fitting = [(verb, text) for verb, text in held if all(word in text for word in words)]
    fitting.sort(key=lambda pair: not all(f" {word}" in f" {pair[1]}" for word in words))
    return [verb for verb, _ in fitting]


def _readings(link: LinkType) -> list[Verb]:
    forward = Verb(link.name, True, tr(link.verb))
    if not link.is_directed:
        return [forward]
    return [forward, Verb(link.name, False, tr(link.reverse_verb))]
