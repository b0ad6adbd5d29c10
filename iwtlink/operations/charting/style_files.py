"""Rules of a chart as a YAML file, to be handed from one database to another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from iwtlink.chart.rules.rule import Rule, read_rules, rule_data
from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.operations.charting.shared_files import read_shared, write_shared

_HEAD = "# Conditional formatting of a chart in iwtlink: rules in their order, later ones win.\n"


def write_rules(path: Path, rules: Sequence[Rule]) -> None:
    """Write rules as YAML. ``BadInput`` where the file cannot be written."""
    write_shared(path, _HEAD, {"rules": [rule_data(rule) for rule in rules]})


def read_rules_file(path: Path) -> tuple[Rule, ...]:
    """Give the rules in a YAML file. ``BadInput`` says what is wrong with it."""
    data = read_shared(
        path,
        tr("{file} is too large to be a file of rules.", file=path.name),
        lambda why: tr("Cannot read the rules in {file}: {reason}", file=path.name, reason=why),
    )
    rows = data.get("rules") if isinstance(data, dict) else data
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadInput(tr("{file} holds no list of rules.", file=path.name))
    return read_rules(rows)
