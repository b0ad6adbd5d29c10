"""Texts to values by the ontology's types, each distinct text parsed once."""

from __future__ import annotations

from collections.abc import Mapping

from iwtlink.ontology import Ontology, PropertyType, Value, ValueProblem
from iwtlink.ontology.dates import PartialDate
from iwtlink.ontology.model import Kind
from iwtlink.ontology.values import parse_value


class ValueReader:
    """Reads values for one import; ``day_first`` settles dates such as 3/4/2016."""

    def __init__(self, ontology: Ontology, *, day_first: bool) -> None:
        self._ontology = ontology
        self._day_first = day_first
        self._read: dict[tuple[str, str, str], Value | str] = {}
        self._dates: dict[str, PartialDate | str] = {}
        self._properties: dict[tuple[Kind, str], Mapping[str, PropertyType]] = {}
        self._types: dict[tuple[Kind, str, str], tuple[str, PropertyType]] = {}

    def properties(self, kind: Kind, type_name: str) -> Mapping[str, PropertyType]:
        """Gives the properties of a type."""
        key = (kind, type_name)
        if key not in self._properties:
            self._properties[key] = self._ontology.properties_of(kind, type_name)
        return self._properties[key]

    def read(self, kind: Kind, type_name: str, name: str, text: str, unit: str = "") -> Value | str:
        """Gives the value, or the sentence that says why the text is none."""
        property_type = self.properties(kind, type_name)[name]
        key = (f"{kind}.{type_name}.{name}", text, unit)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._parse(property_type, text, unit)
        return found

    def _parse(self, property_type: PropertyType, text: str, unit: str) -> Value | str:
        full = f"{text} {unit}" if unit else text
        try:
            return parse_value(
                property_type, full, day_first=self._day_first, ontology=self._ontology
            )
        except ValueProblem as problem:
            return str(problem)

    def date(self, text: str) -> PartialDate | str:
        """Gives the partial date a text states, or the sentence that says why it is none."""
        if text not in self._dates:
            self._dates[text] = self._parse_date(text)
        return self._dates[text]

    def _parse_date(self, text: str) -> PartialDate | str:
        value = self._parse(PropertyType("date", "Date", "date"), text, "")
        return value if isinstance(value, str) else PartialDate.parse(value.text)
