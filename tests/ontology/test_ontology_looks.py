"""What an unknown name looks like."""

from __future__ import annotations

import pytest

from iwtlink.ontology.looks import type_by_look


@pytest.mark.parametrize(
    ("name", "type_name"),
    [
        ("sing@example.org", "email"),
        ("@naga_trade", ""),
        ("+856 20 5555 0171", "phone"),
        ("020 5555-0171", "phone"),
        ("1234", ""),
        ("17.964,102.61", ""),
        ("Naga Trading Co., Ltd", "company"),
        ("Naga Trading Sole Co.,Ltd.", "company"),
        ("ບໍລິສັດ ນາກາ", "company"),
        ("昆明贸易有限公司", "company"),
        ("Limited", ""),
        ("Somsak Co", ""),
        ("Khamsing VONGPHADY", ""),
    ],
)
def test_a_name_is_known_by_its_look_only_where_it_is_plain(name: str, type_name: str) -> None:
    assert type_by_look(name) == type_name
