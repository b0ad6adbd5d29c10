"""Which words of i2 charts are which of ours, as declared in ``anx_types.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from iwtlink.ontology import Ontology
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.code_words import folded
from iwtlink.ontology.yaml_lines import Spot
from iwtlink.paths import resource

_PARTS = (
    "entities",
    "otherwise",
    "links",
    "otherwise_links",
    "strengths",
    "no_strength",
    "lines",
    "no_grade",
    "aliases",
    "attributes",
    "time_zones",
    "unread",
    "passed_over",
)


@dataclass(frozen=True, slots=True)
class Words:
    """What the file declares; the words of charts are folded (see ``code_words.folded``)."""

    entities: Mapping[str, str]
    otherwise: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]
    otherwise_links: tuple[str, ...]
    strengths: Mapping[str, str]
    """Of a name of a strength; empty where the name says that none is set."""
    lines: Mapping[str, str]
    no_grade: frozenset[str]
    aliases: frozenset[str]
    attributes: Mapping[str, tuple[str, ...]]
    """The properties that an attribute class may be, by its folded name."""
    time_zones: Mapping[str, int]
    unread: Mapping[str, str]
    passed_over: frozenset[str]


@cache
def chart_words(path: Path | None = None) -> Words:
    """Give the declared words, those shipped where no file is named. Raises ``BadOntology``."""
    found = path or resource("interchange", "anx_types.yaml")
    spot = lines.read_yaml(found)
    if spot is None:
        raise lines.bad_line(found, 1, "empty")
    parts = lines.fields(spot, _PARTS, _PARTS)
    strengths = _turned(parts["strengths"])
    strengths |= {folded(word): "" for word in lines.texts(parts["no_strength"])}
    attributes: dict[str, tuple[str, ...]] = {}
    for name, _, given in lines.entries(parts["attributes"]):
        for word in lines.texts(given):
            attributes[folded(word)] = (*attributes.get(folded(word), ()), name)
    return Words(
        entities=_turned(parts["entities"]),
        otherwise=_texts(parts["otherwise"]),
        links={folded(w): lines.texts(given) for w, _, given in lines.entries(parts["links"])},
        otherwise_links=lines.texts(parts["otherwise_links"]),
        strengths=strengths,
        lines=_texts(parts["lines"]),
        no_grade=_folded(parts["no_grade"]),
        aliases=_folded(parts["aliases"]),
        attributes=attributes,
        time_zones={
            number: lines.whole_number(given)
            for number, _, given in lines.entries(parts["time_zones"])
        },
        unread=_texts(parts["unread"]),
        passed_over=frozenset(lines.texts(parts["passed_over"])),
    )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What every folded word means with us, worked out once for a chart."""

    words: Words
    ontology: Ontology
    entities: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]
    reversed_links: Mapping[str, str]
    """By the verb that is read from the end to the start."""

    def entity_type(self, word: str) -> str:
        """Give the type that a word of a chart means; empty where nothing says."""
        return self.entities.get(folded(word), "")

    def link_word(self, word: str, start: str, end: str) -> tuple[str, bool]:
        """Give the link that may join two types of entity, named by type or by the verb that
        turns it, and whether the word is known; ("", False) where none may."""
        allows, types = self.ontology.allows, self.ontology.link_types
        turned = self.reversed_links.get(folded(word), "")
        if turned and allows(turned, end, start):
            return types[turned].reverse_verb, True
        meant = self.links.get(folded(word), ())
        for names, is_known in ((meant, True), (self.words.otherwise_links, False)):
            for name in names:
                if allows(name, start, end):
                    return name, is_known
                if allows(name, end, start):
                    turning = types[name].reverse_verb if types[name].is_directed else ""
                    return turning or name, is_known
        return "", False


def vocabulary(words: Words, ontology: Ontology) -> Vocabulary:
    """Give what words mean: our own names first, then what is declared, then our labels."""
    kinds = [kind for kind in ontology.entity_types.values() if not kind.is_abstract]
    entities = {kind.name: kind.name for kind in kinds}
    for word, name in words.entities.items():
        if name in ontology.entity_types:
            entities.setdefault(word, name)
    for kind in kinds:
        for label in (kind.name.replace("_", " "), kind.label, kind.plural):
            entities.setdefault(folded(label), kind.name)
    links: dict[str, tuple[str, ...]] = {}
    reversed_links: dict[str, str] = {}
    for tie in ontology.link_types.values():
        if not tie.joins_entities:
            continue
        for word in {tie.name, tie.name.replace("_", " "), folded(tie.verb)}:
            links[word] = (*links.get(word, ()), tie.name)
        if tie.is_directed and tie.reverse_verb:
            reversed_links.setdefault(folded(tie.reverse_verb), tie.name)
    for word, names in words.links.items():
        links[word] = (*links.get(word, ()), *(n for n in names if n in ontology.link_types))
    return Vocabulary(words, ontology, entities, links, reversed_links)


def _turned(spot: Spot) -> dict[str, str]:
    return {
        folded(word): name for name, _, given in lines.entries(spot) for word in lines.texts(given)
    }


def _texts(spot: Spot) -> dict[str, str]:
    return {name: lines.text(given) for name, _, given in lines.entries(spot)}


def _folded(spot: Spot) -> frozenset[str]:
    return frozenset(folded(word) for word in lines.texts(spot))
