"""A file of FollowTheMoney in the database: tried first, then in one step that is one undo."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from iwtlink.intake import ImportReport
from iwtlink.intake.networks.ftm import read
from iwtlink.intake.networks.model import Network
from iwtlink.ontology import Ontology
from iwtlink.store import Store
from tests.intake.networks.ftm.conftest import INVENTED, entity

Bring = Callable[..., list[ImportReport]]
Read = Callable[..., Network]


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    """Give what a query finds."""
    with store.read() as db:
        return [tuple(row) for row in db.exec_driver_sql(sql)]


def links(store: Store) -> set[tuple[object, ...]]:
    """Give the links of a database by type and the names of their ends."""
    return set(
        rows(
            store,
            "SELECT a.label, link.type, b.label FROM link JOIN entity a ON a.id = from_id "
            "JOIN entity b ON b.id = to_id",
        )
    )


def totals(reports: list[ImportReport]) -> dict[str, tuple[int, int]]:
    """Give what is new and what is left out by kind."""
    kinds = ("document", "entity", "link", "observation")
    return {
        kind: (
            sum(r.items[kind].new for r in reports if kind in r.items),
            sum(r.items[kind].skipped for r in reports if kind in r.items),
        )
        for kind in kinds
    }


def test_the_invented_case_is_tried_then_loaded_in_one_step(
    store: Store, ontology: Ontology, bring: Bring
) -> None:
    found = read(INVENTED, INVENTED.read_bytes(), ontology)
    tried = bring(found, path=INVENTED, dry_run=True)
    assert not rows(store, "SELECT * FROM entity")
    loaded = bring(found, path=INVENTED)
    assert totals(tried) == totals(loaded)
    assert totals(loaded) == {
        "document": (3, 0),
        "entity": (21, 0),
        "link": (28, 0),
        "observation": (2, 0),
    }
    assert not [problem for report in loaded for problem in report.problems]
    again = bring(found, path=INVENTED)
    assert all(report.changes_nothing for report in again)


def test_edges_become_links_with_their_ends_the_right_way_round(
    store: Store, ontology: Ontology, bring: Bring
) -> None:
    bring(read(INVENTED, INVENTED.read_bytes(), ontology), path=INVENTED)
    found = links(store)
    person, courier = "Nguyễn Văn Demo", "Amara Example"
    firm = "Demo Timber & Logistics Sdn Bhd"
    seizure = "Seizure: 1.2 t pangolin scales, Haiphong"
    assert {
        (person, "owner_of", firm),
        (firm, "owns", "MV Demo Pangolin"),
        (person, "director_of", firm),
        (courier, "member_of", "Demo Syndicate (cell A)"),
        (courier, "agent_of", firm),
        (courier, "drives", "Toyota Hilux"),
        (person, "transferred_to", courier),
        (person, "defendant_in", "People v. Demo"),
        (person, "involved_in", seizure),
        (seizure, "occurred_at", "Port of Haiphong, Viet Nam"),
        (person, "holds_document", "C1234567"),
    } <= found


def test_statements_give_the_same_entities_as_lines(ontology: Ontology) -> None:
    entities = [json.loads(line) for line in INVENTED.read_text("utf-8").splitlines()]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("canonical_id", "entity_id", "prop", "schema", "value", "dataset", "lang"))
    for one in entities:
        for name, values in one["properties"].items():
            for value in values:
                writer.writerow((one["id"], one["id"], name, one["schema"], value, "iwt-demo", ""))
    found = read(INVENTED, text.getvalue().encode(), ontology)
    lines = read(INVENTED, INVENTED.read_bytes(), ontology)
    assert [table.mapping for table in found.tables] == [table.mapping for table in lines.tables]
    assert [[row.cells for row in table.sheet.rows] for table in found.tables] == [
        [row.cells for row in table.sheet.rows] for table in lines.tables
    ]


def test_a_payment_is_a_transfer_and_one_link_for_all_between_two(
    store: Store, network: Read, bring: Bring
) -> None:
    paid = {"payer": "a", "beneficiary": "b", "currency": "USD"}
    bring(
        network(
            entity("a", "Person", name="Ana Invented"),
            entity("b", "Company", name="Invented Ltd"),
            entity("p1", "Payment", **paid, amount="100", date="2020-01-02"),
            entity("p2", "Payment", **paid, amount="250", date="2020-02", programme="Grant 7"),
        )
    )
    assert links(store) == {("Ana Invented", "transferred_to", "Invented Ltd")}
    assert len(rows(store, "SELECT * FROM link")) == 1
    said = rows(store, "SELECT value FROM statement WHERE property = 'note'")
    assert ("Programme: Grant 7",) in said
    amounts = rows(store, "SELECT number FROM statement WHERE property = 'amount'")
    assert sorted(amounts) == [(100.0,), (250.0,)]


def test_what_names_its_proof_is_taken_from_that_document(
    store: Store, network: Read, bring: Bring
) -> None:
    bring(
        network(
            entity("a", "Person", name="Ana Invented", proof="d"),
            entity("b", "Person", name="Ben Invented"),
            entity("d", "Document", fileName="report.pdf", title="Report", publishedAt="2020-03"),
            entity("x", "Documentation", document="d", entity="b"),
        )
    )
    found = rows(
        store,
        "SELECT DISTINCT s.value, document.title FROM statement s "
        "JOIN record ON record.id = record_id JOIN document ON document.id = document_id "
        "WHERE property = 'name'",
    )
    assert sorted(found) == [("Ana Invented", "Report"), ("Ben Invented", "Report")]


def test_values_are_kept_that_have_no_place_of_their_own(
    store: Store, network: Read, bring: Bring
) -> None:
    bring(
        network(
            entity(
                "a",
                "Person",
                name=["Ana Invented", "Ana I."],
                weakAlias="Nana",
                birthDate="1971-03",
                topics=["crime.env", "wanted"],
                gender="female",
                country=["la", "vn"],
                height="180",
            )
        )
    )
    said = set(rows(store, "SELECT property, value, kind FROM statement"))
    assert {
        ("name", "Ana Invented", "primary"),
        ("name", "Ana I.", "alias"),
        ("name", "Nana", "nickname"),
        ("birth_date", "1971-03", ""),
        ("tag", "crime.env", ""),
        ("tag", "wanted", ""),
        ("sex", "F", ""),
        ("country", "LA", ""),
        ("country", "VN", ""),
        ("note", "Height: 180", ""),
    } <= said
