"""Commodities by the word an analyst uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot
from iwtlink.paths import resource


@dataclass(frozen=True, slots=True)
class Commodity:
    """What a word of the trade means in taxa and CITES terms; no terms means every part."""

    name: str
    label: str
    taxa: tuple[str, ...]
    terms: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def includes(self, taxon: str, term: str) -> bool:
        """Say whether a seizure item of this taxon and term belongs to the commodity."""
        plain = taxon.casefold().strip()
        by_word = plain in (word.casefold() for word in self.words)
        by_name = any(
            plain == name.casefold() or plain.startswith(name.casefold() + " ")
            for name in self.taxa
        )
        return (by_word or by_name) and (not self.terms or not term or term in self.terms)


@cache
def load_commodities() -> Mapping[str, Commodity]:
    """Read the shipped list; raise ``BadOntology`` naming file and line where it is wrong."""
    path = resource("templates", "commodities.yaml")
    spot = lines.read_yaml(path)
    if spot is None:
        raise lines.bad_line(path, 1, tr("The file is empty."))
    given = lines.fields(spot, ("commodities",), required=("commodities",))
    return {name: _commodity(name, item) for name, _, item in lines.entries(given["commodities"])}


def commodity_named(word: str) -> Commodity:
    """Give the commodity meant by a name, a label or one of its words; ``BadInput`` if none.

    The first of the list wins, so that *ivory* is ivory and not every part of an elephant.
    """
    known = load_commodities()
    wanted = word.casefold().strip()
    for commodity in known.values():
        names = (commodity.name, commodity.name.replace("_", " "), commodity.label)
        if wanted in (name.casefold() for name in (*names, *commodity.words)):
            return commodity
    raise BadInput(
        tr(
            "There is no commodity “{word}”. Known are: {known}.",
            word=word,
            known=", ".join(known),
        )
    )


def _commodity(name: str, spot: Spot) -> Commodity:
    given = lines.fields(spot, ("label", "taxa", "terms", "words"), required=("label", "taxa"))
    return Commodity(
        name,
        lines.text(given["label"]),
        lines.texts(given["taxa"]),
        lines.texts(given["terms"]) if "terms" in given else (),
        lines.texts(given["words"]) if "words" in given else (),
    )
