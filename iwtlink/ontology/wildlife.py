"""What is known of species: names in the region's languages, CITES listing by date, conversions."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache

from iwtlink.i18n import tr
from iwtlink.ontology.code_words import folded
from iwtlink.ontology.dates import PartialDate
from iwtlink.ontology.model import Value, ValueProblem
from iwtlink.paths import resource

WORKED_IVORY_YIELD = 0.7
"""Share of raw ivory left after carving."""

RAW_IVORY_TERMS = frozenset({"TUS", "IVP"})
WORKED_IVORY_TERMS = frozenset({"IVC", "IJW", "KEY"})

_TABLE_DATE = "2017-10-01"
"""The day for which the column ``cites_2017_10`` of the table holds."""

_CHANGES = re.compile(
    r"(?:(?P<old>I{1,3})(?: \([^)]*\))? before|(?:(?P<new>I{1,3}) |^)(?:from|since)) "
    r"(?P<day>\d{4}(?:-\d{2}-\d{2})?)\b"
)
"""How a note tells of a change: *II before 2017-01-02*, *I from 2019-11-26*, *II since 2013*."""

_BINOMIAL = re.compile(
    r"[A-Z][a-z]{2,} (?:spp?\.?|[a-z-]*(?:a|us|um|is|i|e|ns|or|er|ex|ix|ax|as|es|os|ys|on|en|ur|ar)"
    r"(?: [a-z-]+)?)"
)

_UNLISTED = "-"


@dataclass(frozen=True, slots=True)
class Taxon:
    """One row of the table of taxa. ``confidence`` is H where names and listing were checked
    against a published source, M where they come from memory and want checking.
    """

    scientific_name: str
    rank: str
    english: str
    lao: str
    thai: str
    vietnamese: str
    chinese: str
    appendix_2017: str
    appendix_later: str
    listing_note: str
    terms: str
    usual_units: str
    conversion: str
    confidence: str

    @property
    def genus(self) -> str:
        """Give the first word of the scientific name."""
        return self.scientific_name.partition(" ")[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Give all its names, the scientific one first."""
        local = (self.english, self.lao, self.thai, self.vietnamese, self.chinese)
        return tuple(name for name in (self.scientific_name, *local) if name)


@lru_cache(maxsize=1)
def taxa() -> dict[str, Taxon]:
    """Give the shipped taxa by scientific name (``resources/ref/taxa.csv``)."""
    path = resource("ref", "taxa.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {row[0]: Taxon(*row) for row in rows if row}


def find_taxa(name: str) -> tuple[str, ...]:
    """Give the scientific names that a name may mean, in any language of the table."""
    key = _name_key(name)
    return _index().get(key) or _index().get(_singular(key), ())


def taxon_names() -> tuple[str, ...]:
    """Give every name by which the tables know a taxon, folded, in all languages."""
    return tuple(_index())


def parse_taxon(text: str) -> Value:
    """Read a taxon by any of its names and give the scientific one. Raises ``ValueProblem``.

    A name that the table lacks is kept when it looks scientific: *Genus spp.*, or a capital and
    a second word with a Latin ending.
    """
    found = find_taxa(text)
    if len(found) == 1:
        return Value(found[0])
    if found:
        raise ValueProblem(
            tr(
                "“{given}” may mean {choice}; write which.",
                given=text.strip(),
                choice=tr(" or ").join(found),
            )
        )
    bare = " ".join(text.split())
    if _BINOMIAL.fullmatch(bare):
        genus, _, rest = bare.partition(" ")
        return Value(f"{genus} {re.sub(r'^spp?[.]?$', 'spp.', rest)}")
    raise ValueProblem(
        tr("“{given}” is not a known species; write its scientific name.", given=text.strip())
    )


def cites_appendix(taxon: str, day: str = "") -> tuple[str, str]:
    """Give the CITES appendix of a taxon on a day (ISO, partial) and the table's confidence.

    The appendix is ``I``, ``II``, ``I/II`` (split by population), ``-`` (not listed) or empty
    where the taxon is unknown or the date straddles a change. Source: ``resources/ref/taxa.csv``,
    from the CITES Appendices; pangolins went from II to I on 2017-01-02 (CoP17).
    """
    row = _row(taxon)
    if row is None:
        return "", ""
    when = PartialDate.parse(day) if day else PartialDate.parse(_TABLE_DATE)
    return _listing(row, when), row.confidence


def _row(taxon: str) -> Taxon | None:
    known = taxa()
    if taxon in known:
        return known[taxon]
    return known.get(f"{taxon.partition(' ')[0]} spp.") or _of_genus(taxon)


def _of_genus(taxon: str) -> Taxon | None:
    """Give a row that speaks for a whole genus, where all its listed species agree."""
    genus, _, rest = taxon.partition(" ")
    if rest not in ("spp.", "sp."):
        return None
    rows = [row for row in taxa().values() if row.genus == genus]
    listings = {(row.appendix_2017, row.appendix_later, _change(row)) for row in rows}
    return rows[0] if len(listings) == 1 else None


def _listing(row: Taxon, when: PartialDate) -> str:
    """Give the listing on a date; nothing where the date may lie on both sides of a change."""
    change = _change(row)
    if change is None:
        return row.appendix_2017
    before, after, day = change
    if when.last < day:
        return before
    return after if when.first >= day else ""


def _change(row: Taxon) -> tuple[str, str, str] | None:
    """Give the change a note tells of: listing before, listing after, first day of the new one."""
    match = _CHANGES.search(row.listing_note)
    if not match:
        return None
    day = PartialDate.parse(match["day"]).last
    if match["old"]:
        return match["old"], row.appendix_2017, day
    if day > _TABLE_DATE:
        return row.appendix_2017, match["new"] or row.appendix_later, day
    # what held before a listing "since" some year is not told
    before = _UNLISTED if row.listing_note.startswith("from") else ""
    return before, match["new"] or row.appendix_2017, day


def raw_ivory_equivalent_kg(term: str, weight_kg: float) -> float | None:
    """Give the raw ivory equivalent (RIE) of a weight of ivory; nothing for other terms.

    ETIS: RIE = raw weight + worked weight / 0.7 (Underwood, Burn and Milliken 2013, PLoS ONE
    8(10): e76539; code of CoP18 Doc. 69.3). Raw: tusks and unworked pieces; worked: carvings,
    jewellery, piano keys. ``term`` is a CITES term code.
    """
    if term in RAW_IVORY_TERMS:
        return weight_kg
    if term in WORKED_IVORY_TERMS:
        return weight_kg / WORKED_IVORY_YIELD
    return None


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[str, ...]]:
    """Give each name of the table, folded, with the taxa it may mean.

    A name of several species that share a *spp.* row means that row (*pangolin*, ລິ່ນ).
    """
    found: dict[str, dict[str, None]] = {}
    for row in taxa().values():
        for name in row.names:
            for part in _parts(name):
                found.setdefault(_name_key(part), {})[row.scientific_name] = None
    index = {key: _wider(tuple(names)) for key, names in found.items()}
    return index | {_name_key(alias): (taxon,) for alias, taxon in _aliases()}


def _aliases() -> list[tuple[str, str]]:
    """Read everyday words and what they mean (``resources/ref/taxon_aliases.csv``)."""
    with resource("ref", "taxon_aliases.csv").open(encoding="utf-8", newline="") as file:
        return [(row["alias"], row["scientific_name"]) for row in csv.DictReader(file)]


def _parts(name: str) -> tuple[str, ...]:
    """Give the separate names in a cell: ``a / b``, ``a (b)``, ``Rhino horn, species unknown``."""
    pieces = [piece.strip() for piece in re.split(r"[/()]", name) if piece.strip()]
    bare = name.removesuffix(", species unknown").strip()
    return tuple(dict.fromkeys((name, bare, *pieces)))


def _wider(names: tuple[str, ...]) -> tuple[str, ...]:
    collective = tuple(name for name in names if name.endswith(" spp."))
    return collective if len(collective) == 1 else names


def _name_key(name: str) -> str:
    return folded(name).replace(" ssp.", "").rstrip(".").removesuffix(" sp").strip()


def _singular(key: str) -> str:
    if key.endswith("ies"):
        return f"{key[:-3]}y"
    return key[:-1] if key.endswith("s") and not key.endswith("ss") else key
