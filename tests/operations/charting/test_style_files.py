"""Rules of a chart as files: what is written is read, what is no rule is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from iwtlink.chart.rules.rule import read_rules
from iwtlink.errors import BadInput
from iwtlink.operations.charting.style_files import read_rules_file, write_rules


@pytest.mark.parametrize(
    "text",
    ["", "rules: 3", "- 5", "rules: [{about: nothing}]", "{: [", "rules: [{about: 2020-13-45}]"],
)
def test_a_file_that_holds_no_rules_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput):
        read_rules_file(path)


def test_a_file_of_rules_with_parts_that_stand_for_others_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "grows.yaml"
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    rows += ["rules:", "- about: *a11", "  changes: []"]
    path.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(BadInput, match=r"grows\.yaml, line 2: “\*a0” stands for another part"):
        read_rules_file(path)


def test_the_same_rule_twice_is_written_out_twice(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    data = {"about": "links", "types": ["pays"], "changes": [{"effect": "width", "way": "value"}]}
    data["changes"][0]["value"] = 2.0
    (rule,) = read_rules([data])
    write_rules(path, [rule, rule])
    assert read_rules_file(path) == (rule, rule)
