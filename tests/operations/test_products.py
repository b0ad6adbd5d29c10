"""Products as they are issued: what stands on every one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from iwtlink.operations.products import make_dossier
from tests.store.stores import add_pair, new_store


@pytest.mark.parametrize("enter", [False, True])
def test_the_head_of_the_journal_stands_on_every_product(tmp_path: Path, enter: bool) -> None:
    with new_store(tmp_path) as store:
        person, _, _ = add_pair(store)
        head = store.head()
        issued = make_dossier(store, person, tmp_path / "dossier.xlsx", enter=enter)
    assert dict(issued.product.front.facts)["State of records"] == f"step 2, {head[:16]}"
