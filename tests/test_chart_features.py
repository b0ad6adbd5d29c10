"""Every feature a chart user expects has a test that names it, or a reason why it is left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import yaml

HERE = Path(__file__).parent
FEATURES = yaml.safe_load((HERE / "chart_features.yaml").read_text(encoding="utf-8"))


def _marked() -> Iterator[tuple[str, str]]:
    """Give each id that a test is marked with, and where."""
    for path in sorted(HERE.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.feature":
                for argument in node.args:
                    assert isinstance(argument, ast.Constant)
                    yield str(argument.value), f"{path.relative_to(HERE)}:{node.lineno}"


def test_every_feature_has_a_test_or_a_reason() -> None:
    marked = {name for name, _ in _marked()}
    assert [
        name
        for name, feature in FEATURES.items()
        if name not in marked and not feature.get("left_out")
    ] == []


def test_what_is_left_out_has_no_test() -> None:
    left_out = {name for name, feature in FEATURES.items() if feature.get("left_out")}
    assert [place for name, place in _marked() if name in left_out] == []


def test_every_mark_names_a_feature() -> None:
    assert [(name, place) for name, place in _marked() if name not in FEATURES] == []
