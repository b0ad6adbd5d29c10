"""Real records from end to end, against an independent reading of the same files."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from iwtlink.operations.imports import import_sources
from iwtlink.operations.products import make_situation
from iwtlink.operations.ranking import rank_entities
from iwtlink.products.scope import Scope
from iwtlink.store import Store, entities, links
from iwtlink.store.check import check

REGION = ("LA", "VN", "TH", "CN", "KH", "MM")
REGION_WORDS = ("laos", "vietnam", "thailand", "china", "cambodia", "myanmar")


@pytest.fixture(scope="module")
def routes(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a database with the C4ADS ROUTES table."""
    store = Store.create(tmp_path_factory.mktemp("routes") / "routes.iwt")
    (report,) = import_sources(store, [shared_data / "iwt" / "c4ads_routes_tot.csv"])
    assert report.rows_read == 773
    assert report.rows_accepted + report.rows_with_problems + report.rows_skipped == 773
    assert report.rows_skipped == 0
    yield store
    store.close()


def _table(shared_data: Path) -> list[dict[str, str]]:
    path = shared_data / "iwt" / "c4ads_routes_tot.csv"
    with path.open(encoding="cp1252", newline="") as stream:
        return [{k.strip(): v for k, v in row.items()} for row in csv.DictReader(stream)]


def _touches(row: dict[str, str], words: tuple[str, ...]) -> bool:
    """Whether a row names one of the countries; Hong Kong and Macau are their own."""
    named = "|".join(row[c] for c in ("City, Country", "Origin", "Transit", "Destination"))
    named = re.sub(r"(hong kong|macau|taiwan)[^|;,]*, ?china", "", named.lower())
    return any(word in named for word in words)


@pytest.mark.parametrize(
    ("places", "words"), [(("LA",), ("laos",)), (REGION, REGION_WORDS)], ids=["Laos", "region"]
)
def test_the_situational_analysis_counts_what_the_table_holds(
    routes: Store,
    shared_data: Path,
    tmp_path: Path,
    places: tuple[str, ...],
    words: tuple[str, ...],
) -> None:
    scope = Scope(places, ("ivory", "rhino horn"))
    product = make_situation(routes, scope, tmp_path / "s.xlsx").product
    table = next(table for table in product.tables() if table.name == "seizures")
    found = {
        str(int(match[1]))
        for row in table.rows
        if (match := re.search(r"C4ADS (\d+)\)", str(row.cells[0].value)))
    }
    expected = {
        row["ID"]
        for row in _table(shared_data)
        if row["Database"] in ("Ivory", "Rhino Horn") and _touches(row, words)
    }
    assert found == expected


def test_the_totals_of_ivory_through_laos_add_up_by_hand(
    routes: Store, shared_data: Path, tmp_path: Path
) -> None:
    product = make_situation(routes, Scope(("LA",), ("ivory",)), tmp_path / "s.xlsx").product
    totals = next(table for table in product.tables() if table.name == "totals")
    rows = [
        row
        for row in _table(shared_data)
        if row["Database"] == "Ivory" and _touches(row, ("laos",))
    ]
    by_hand = sum(float(row["Weight (kg)"].replace(",", "")) for row in rows if row["Weight (kg)"])
    weights = [row.cells[-1].value for row in totals.rows if not row.is_total]
    assert sum(weight for weight in weights if isinstance(weight, (int, float))) == by_hand


def test_one_undo_removes_the_whole_import(shared_data: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.iwt") as store:
        import_sources(store, [shared_data / "iwt" / "c4ads_routes_tot.csv"])
        store.undo()
        with store.read() as db:
            assert entities.list_entities(db) == []
            assert links.list_links(db) == []
        assert check(store).faults == ()


def test_caviar_has_the_betweenness_that_networkx_gives(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "networks" / "morselli_caviar.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    ties = [
        (row[0], column)
        for row in rows
        for column, count in zip(header[1:], row[1:], strict=True)
        if int(count)
    ]
    with Store.create(tmp_path / "caviar.iwt") as store:
        import_sources(store, [path])
        plain = rank_entities(store, "betweenness")
        directed = rank_entities(store, "betweenness", directed=True)
        with store.read() as db:
            assert len(links.list_links(db)) == len(ties) == 295
    assert (plain.entity_count, plain.pair_count) == (110, 205)
    for ranking, graph in ((plain, nx.Graph(ties)), (directed, nx.DiGraph(ties))):
        expected = nx.betweenness_centrality(graph)
        found = {row.source_refs[0]: row.value for row in ranking.rows}
        assert found == pytest.approx(expected, abs=1e-9)
