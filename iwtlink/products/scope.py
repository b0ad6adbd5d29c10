"""What a situational analysis is about: places, commodities, a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology, ValueProblem
from iwtlink.ontology.code_words import find_code
from iwtlink.ontology.dates import PartialDate
from iwtlink.products.commodities import Commodity, commodity_named
from iwtlink.products.incidents import Item, Seizure


@dataclass(frozen=True, slots=True)
class Scope:
    """The scope as asked for; what is empty does not narrow it.

    ``places`` are country or province codes or names, or names of places in the database;
    ``commodities`` words such as *ivory*; ``first`` and ``last`` dates, partial ones too.
    """

    places: tuple[str, ...] = ()
    commodities: tuple[str, ...] = ()
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """The scope as understood: codes, ids of places, commodities, first and last day."""

    countries: tuple[str, ...]
    provinces: tuple[str, ...]
    place_ids: tuple[int, ...]
    place_labels: tuple[str, ...]
    commodities: tuple[Commodity, ...]
    first: str
    last: str

    @property
    def is_everywhere(self) -> bool:
        """Say whether no place narrows it."""
        return not (self.countries or self.provinces or self.place_ids)

    def title(self) -> str:
        """Give what and where, as a title."""
        what = ", ".join(tr(one.label) for one in self.commodities) or tr("Wildlife trafficking")
        if self.is_everywhere:
            return what
        return tr("{what}: {where}", what=what, where=", ".join(self.place_labels))

    def period(self) -> str:
        """Give the period in words."""
        if self.first and self.last:
            return tr("{first} to {last}", first=self.first, last=self.last)
        if self.first:
            return tr("from {first}", first=self.first)
        return tr("until {last}", last=self.last) if self.last else tr("all dates")

    def narrowed(self, seizure: Seizure) -> Seizure | None:
        """Give the seizure with the items that belong to the scope; None where none does.

        A seizure without items belongs only where no commodity is asked for.
        """
        if not self.includes_date(seizure.first, seizure.last):
            return None
        items = [item for item in seizure.items if self._includes(item)]
        if not items and (self.commodities or seizure.items):
            return None
        chosen = seizure.with_items(items)
        return chosen if self._is_here(chosen) else None

    def includes_date(self, first: str, last: str) -> bool:
        """Say whether a date may lie in the period; one not stated does only without period."""
        if not (self.first or self.last):
            return True
        if not first:
            return False
        return (not self.last or first <= self.last) and (not self.first or last >= self.first)

    def _includes(self, item: Item) -> bool:
        if not self.commodities:
            return True
        return any(one.includes(item.taxon, item.term) for one in self.commodities)

    def _is_here(self, seizure: Seizure) -> bool:
        if self.is_everywhere:
            return True
        named = {
            *seizure.countries,
            *(
                code
                for item in seizure.items
                for code in (*item.origin, *item.transit, *item.destination, *item.on_route)
            ),
        }
        on_the_way = {*seizure.place_ids, *(leg.entity_id for leg in seizure.legs)}
        return bool(
            named.intersection(self.countries)
            or set(seizure.provinces).intersection(self.provinces)
            or on_the_way.intersection(self.place_ids)
        )


def understand(db: Connection, ontology: Ontology, scope: Scope) -> Area:
    """Find what the words of a scope mean; ``BadInput`` names a word that means nothing."""
    countries, provinces, ids, labels = list[str](), list[str](), list[int](), list[str]()
    for word in scope.places:
        country = find_code(ontology.code_lists["countries"], word)
        province = None if country else find_code(ontology.code_lists["provinces"], word)
        if country:
            countries.append(country)
            labels.append(tr(ontology.code_lists["countries"].label_of(country)))
        elif province:
            provinces.append(province)
            labels.append(tr(ontology.code_lists["provinces"].label_of(province)))
        else:
            found = _places_named(db, ontology, word)
            ids += found
            labels.append(word)
    first = _day(scope.first).first if scope.first else ""
    last = _day(scope.last).last if scope.last else ""
    if first and last and first > last:
        raise BadInput(
            tr("The period begins after it ends: {first}, {last}.", first=first, last=last)
        )
    return Area(
        tuple(dict.fromkeys(countries)),
        tuple(dict.fromkeys(provinces)),
        tuple(dict.fromkeys(ids)),
        tuple(dict.fromkeys(labels)),
        tuple(dict.fromkeys(commodity_named(word) for word in scope.commodities)),
        first,
        last,
    )


def _places_named(db: Connection, ontology: Ontology, word: str) -> Sequence[int]:
    types = [
        name
        for name in ontology.entity_types
        if ontology.is_a(name, "place") or ontology.is_a(name, "premises")
    ]
    marks = ", ".join(f"'{name}'" for name in types)
    found = db.scalars(
        text(
            f"SELECT DISTINCT e.id FROM entity e JOIN statement s ON s.subject_id = e.id "
            f"AND s.subject_kind = 'entity' AND s.property = 'name' "
            f"WHERE e.type IN ({marks}) AND s.value = :word COLLATE NOCASE ORDER BY e.id"
        ),
        {"word": word.strip()},
    ).all()
    if not found:
        raise BadInput(
            tr(
                "There is no country, province or place “{word}”. Give a code such as LA or LA-VT, "
                "or a name.",
                word=word,
            )
        )
    return found


def _day(words: str) -> PartialDate:
    try:
        return PartialDate.parse(words)
    except ValueProblem as problem:
        raise BadInput(str(problem)) from problem
