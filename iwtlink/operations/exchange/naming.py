"""What rows of two joined states are called, whether they stand here yet or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from iwtlink.i18n import tr
from iwtlink.ontology import EntityType, LinkType, ObservationType, Ontology
from iwtlink.store.clocks.fields import SHAPES
from iwtlink.store.describing import property_label
from iwtlink.store.exchange import Name, State
from iwtlink.store.exchange.state import Data, target
from iwtlink.store.settle.labels import labels_of

ITEMS = (
    *("entity", "link", "observation", "document", "record", "article", "product"),
    *("recipient", "chart"),
)
"""Tables whose rows have a reference and are told of by themselves."""

_OWNERS: Mapping[str, tuple[str, str]] = {
    "passage": ("record", "record_id"),
    "file": ("document", "document_id"),
    "page": ("file", "file_id"),
    "origin": ("document", "document_id"),
    "chart_entity": ("chart", "chart_id"),
    "chart_link": ("chart", "chart_id"),
    "chart_shape": ("chart", "chart_id"),
    "chart_member": ("chart", "chart_id"),
    "chart_snapshot": ("chart", "chart_id"),
    "dissemination": ("product", "product_id"),
}


class Names:
    """Names the items of a state: labels of entities come from what is stated of them."""

    def __init__(self, state: State, ontology: Ontology) -> None:
        self._state = state
        self._ontology = ontology
        self._names: dict[str, list[tuple[str, str, str]]] = {}
        for (table, uid), row in state.items():
            data = row.data
            if table == "statement" and data is not None and data["property"] == "name":
                told = (str(data["kind"]), uid, str(data["value"]))
                self._names.setdefault(str(data["subject_id"]), []).append(told)

    def owner(self, name: Name, data: Data) -> Name | None:
        """Give the item that a row belongs to; None where it is none's."""
        table = name[0]
        if table in ITEMS:
            return name
        if table == "statement":
            return str(data["subject_kind"]), str(data["subject_id"])
        if table in ("external_ref", "review"):
            return str(data["kind"]), str(data["item_id"])
        if table not in _OWNERS or data[_OWNERS[table][1]] is None:
            return None
        parent = (_OWNERS[table][0], str(data[_OWNERS[table][1]]))
        if parent[0] != "file":
            return parent
        row = self._state.get(parent)
        return self.owner(parent, row.data) if row is not None and row.data is not None else None

    def ref(self, name: Name) -> str:
        """Give an item's reference; empty where it has none."""
        data = self._data(name)
        return str(data.get("ref", "")) if name[0] in ITEMS else ""

    def label(self, name: Name, data: Data | None = None) -> str:
        """Say in a few words what a row is."""
        known = data if data is not None else self._data(name)
        if not known:
            return ""
        return _LABELS[name[0]](self, name[1], known) if name[0] in _LABELS else name[0]

    def value(self, table: str, field: str, data: Data) -> str:
        """Say what a field of a row holds; who is behind a source is given by ``reveal`` alone."""
        if table == "origin":
            return tr("(protected)")
        if (table, field) == ("record", "grading"):
            return f"{data['reliability']}{data['credibility']}" or str(data["original_grade"])
        if (table, field) == ("link", "is_strength_set"):
            return str(data["strength"]) if data[field] else tr("follows the grades")
        value = data.get(field)
        if field == "type":
            return self._type(table, str(value))
        pointer = SHAPES[table].pointers.get(field)
        if pointer is not None:
            return self._pointed(target(pointer, data))
        if field.startswith("is_"):
            return tr("yes") if value else tr("no")
        return "" if value is None else str(value)

    def field(self, table: str, field: str, data: Data) -> str:
        """Say what a field is called."""
        if table == "statement" and field == "value":
            return property_label(self._ontology, str(data["property"]))
        return _fields().get(field, field.replace("_", " "))

    def _data(self, name: Name) -> Data:
        row = self._state.get(name)
        return row.data if row is not None and row.data is not None else {}

    def _pointed(self, name: Name | None) -> str:
        return "" if name is None else self.label(name) or name[1][-4:]

    def _type(self, table: str, name: str) -> str:
        types: Mapping[str, EntityType | LinkType | ObservationType] = self._ontology.link_types
        if table == "entity":
            types = self._ontology.entity_types
        elif table == "observation":
            types = self._ontology.observation_types
        return tr(types[name].label) if name in types else name

    # Labels by table

    def _entity(self, uid: str, data: Data) -> str:
        return labels_of(self._names.get(uid, ()))[0] or str(data["ref"])

    def _link(self, _: str, data: Data) -> str:
        known = self._ontology.link_types.get(str(data["type"]))
        ends = [self.label(("entity", str(data[end]))) for end in ("from_id", "to_id")]
        return f"{ends[0]} {tr(known.verb) if known else data['type']} {ends[1]}"

    def _observation(self, _: str, data: Data) -> str:
        about = self.label(("entity", str(data["entity_id"])))
        return f"{self._type('observation', str(data['type']))}: {about} {data['date']}".strip()

    def _record(self, _: str, data: Data) -> str:
        title = self._data(("document", str(data["document_id"]))).get("title", "")
        return str(data["passage"])[:80] or f"{title} {data['place']}{data['page']}".strip()

    def _statement(self, _: str, data: Data) -> str:
        return f"{property_label(self._ontology, str(data['property']))}: {data['value']}"

    def _on_chart(self, _: str, data: Data) -> str:
        """Name what stands on a chart, or is held there."""
        columns = ("entity_id", "link_id", "member_entity_id", "member_shape_id")
        tables = ("entity", "link", "entity", "chart_shape")
        named = [(table, data.get(c)) for c, table in zip(columns, tables, strict=True)]
        return next((self.label((table, str(uid))) for table, uid in named if uid), "")

    def _pair(self, _: str, data: Data) -> str:
        ends = ("kept_id", "absorbed_id") if "kept_id" in data else ("one_id", "other_id")
        kind = str(data["kind"])
        return " · ".join(self.label((kind, str(data[end]))) or "?" for end in ends)


_LABELS: Mapping[str, Callable[[Names, str, Data], str]] = {
    "entity": Names._entity,
    "link": Names._link,
    "observation": Names._observation,
    "record": Names._record,
    "statement": Names._statement,
    "merge": Names._pair,
    "judgement": Names._pair,
    "document": lambda _names, _uid, data: str(data["title"]),
    "article": lambda _names, _uid, data: str(data["headline"]),
    "product": lambda _names, _uid, data: str(data["title"]),
    "recipient": lambda _names, _uid, data: str(data["name"]),
    "chart": lambda _names, _uid, data: str(data["title"]),
    "chart_entity": Names._on_chart,
    "chart_link": Names._on_chart,
    "chart_member": Names._on_chart,
    "chart_shape": lambda _names, _uid, data: str(data["text"])[:80] or str(data["kind"]),
    "chart_snapshot": lambda _names, _uid, data: str(data["title"]),
    "chart_style": lambda _names, _uid, data: str(data["name"]),
    "file": lambda _names, _uid, data: str(data["name"]),
}


def _fields() -> dict[str, str]:
    return {
        "title": tr("Title"),
        "headline": tr("Headline"),
        "name": tr("Name"),
        "kind": tr("Kind"),
        "type": tr("Type"),
        "language": tr("Language"),
        "originator": tr("Originator"),
        "date": tr("Date"),
        "received_on": tr("Received"),
        "register_no": tr("Register number"),
        "is_protected": tr("Protected source"),
        "note": tr("Note"),
        "grading": tr("Grade"),
        "passage": tr("Passage"),
        "handling": tr("Handling"),
        "tlp": tr("TLP"),
        "picture_id": tr("Picture"),
        "from_id": tr("From"),
        "to_id": tr("To"),
        "is_strength_set": tr("Strength"),
        "record_id": tr("Record"),
        "property": tr("Property"),
        "held": tr("Held"),
        "is_preferred": tr("Chosen value"),
        "due_on": tr("Review"),
        "verdict": tr("Verdict"),
        "reason": tr("Reason"),
        "status": tr("Status"),
        "version": tr("Version"),
        "contact": tr("Contact"),
        "channel": tr("Channel"),
        "text": tr("Text"),
        "": tr("Retracted or kept"),
    }
