"""Which of our types each word of a chart becomes; what was taken for want of better is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from iwtlink.i18n import tr
from iwtlink.intake.mapping.cleaning import fold_cell
from iwtlink.intake.networks.anx.chart import Chart, Item
from iwtlink.intake.networks.anx.losses import Losses
from iwtlink.intake.networks.anx.parts import where
from iwtlink.intake.networks.anx.words import Vocabulary, Words, vocabulary
from iwtlink.ontology import Ontology
from iwtlink.ontology.code_words import folded


@dataclass(frozen=True, slots=True)
class Chosen:
    """Our types by the words of the chart, folded as the tables of a mapping are."""

    types: Mapping[str, tuple[str, str]]
    """The word as it stands, and our type."""
    ties: Mapping[str, tuple[str, str]]
    """The key of a link ("Owner | Person | Car") as it stands, and our type or reverse verb."""
    known_links: frozenset[str]
    """Folded words of links that are ours in so many words."""


def choose(chart: Chart, words: Words, ontology: Ontology, losses: Losses) -> Chosen:
    """Give our type of every word that the chart uses."""
    meant = vocabulary(words, ontology)
    counts = Counter(fold_cell(item.type) for item in chart.items)
    types: dict[str, tuple[str, str]] = {}
    for item in chart.items:
        asked = fold_cell(item.type)
        if asked not in types:
            chosen, is_sure = _type_of(item, chart, meant)
            types[asked] = (item.type, chosen)
            if not is_sure:
                kind = tr(ontology.entity_types[chosen].label)
                losses.add(
                    tr("type “{word}” unknown here, taken as {kind}", word=item.type, kind=kind),
                    where(item.number),
                    counts[asked],
                )
    ties: dict[str, tuple[str, str]] = {}
    known: set[str] = set()
    for tie in chart.ties:
        key = tie_key(tie.type, tie.start.type, tie.end.type)
        asked = fold_cell(key)
        if asked not in ties:
            start, end = (types[fold_cell(at.type)][1] for at in (tie.start, tie.end))
            chosen, is_known = meant.link_word(tie.type, start, end)
            ties[asked] = (key, chosen)
            if is_known:
                known.add(fold_cell(tie.type))
        if not ties[asked][1]:
            losses.add(tr("link “{word}” that no type of link may be", word=key), where(tie.number))
    return Chosen(types, ties, frozenset(known))


def tie_key(word: str, start: str, end: str) -> str:
    """Give the text by which a mapping looks up the type of a link."""
    return f"{word} | {start} | {end}".strip()


def _type_of(item: Item, chart: Chart, meant: Vocabulary) -> tuple[str, bool]:
    """Our type for an item's word, and whether the word or its icon says so."""
    for word in (item.type, chart.icons.get(item.type, "")):
        found = meant.entity_type(word)
        if found:
            return found, True
    for part in reversed(folded(item.type).split()):
        found = meant.entity_type(part)
        if found:
            return found, False
    return meant.words.otherwise[item.representation], item.type == item.representation
