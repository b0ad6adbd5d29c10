"""Commodities by the word an analyst uses, and the raw ivory equivalent."""

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


@dataclass(frozen=True, slots=True)
class RawIvory:
    """How worked ivory is reckoned back to raw ivory (ETIS: worked weight divided by 0.7)."""

    commodity: str
    raw_terms: tuple[str, ...]
    worked_terms: tuple[str, ...]
    raw_forms: tuple[str, ...]
    worked_forms: tuple[str, ...]
    divisor: float
    method: str

    def equivalent_kg(self, term: str, form: str, weight_kg: float) -> float | None:
        """Give raw ivory equivalent in kg; None where nobody says whether it is raw or worked."""
        if term in self.worked_terms or (not term and form in self.worked_forms):
            return weight_kg / self.divisor
        if term in self.raw_terms or (not term and form in self.raw_forms):
            return weight_kg
        return None


@cache
def load_commodities() -> Mapping[str, Commodity]:
    """Read the shipped list; raise ``BadOntology`` naming file and line where it is wrong."""
    listed = _file()["commodities"]
    return {name: _commodity(name, spot) for name, _, spot in lines.entries(listed)}


@cache
def load_raw_ivory() -> RawIvory:
    """Read how the raw ivory equivalent is reckoned."""
    keys = tuple(RawIvory.__slots__)
    given = lines.fields(_file()["raw_ivory_equivalent"], keys, required=keys)
    return RawIvory(
        lines.text(given["commodity"]),
        lines.texts(given["raw_terms"]),
        lines.texts(given["worked_terms"]),
        lines.texts(given["raw_forms"]),
        lines.texts(given["worked_forms"]),
        float(lines.text(given["divisor"])),
        lines.text(given["method"]),
    )


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


def _file() -> Mapping[str, Spot]:
    path = resource("templates", "commodities.yaml")
    spot = lines.read_yaml(path)
    if spot is None:
        raise lines.bad_line(path, 1, tr("The file is empty."))
    keys = ("raw_ivory_equivalent", "commodities")
    return lines.fields(spot, keys, required=keys)


def _commodity(name: str, spot: Spot) -> Commodity:
    given = lines.fields(spot, ("label", "taxa", "terms", "words"), required=("label", "taxa"))
    return Commodity(
        name,
        lines.text(given["label"]),
        lines.texts(given["taxa"]),
        lines.texts(given["terms"]) if "terms" in given else (),
        lines.texts(given["words"]) if "words" in given else (),
    )
