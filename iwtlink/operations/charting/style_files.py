"""Rules of a chart as a YAML file, to be handed from one database to another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from iwtlink.chart.rules.rule import Rule, read_rules, rule_data
from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology.yaml_lines import Loader, bad_line
from iwtlink.writing import write_whole

_HEAD = "# Conditional formatting of a chart in iwtlink: rules in their order, later ones win.\n"
_MOST_BYTES = 1_000_000


def write_rules(path: Path, rules: Sequence[Rule]) -> None:
    """Write rules as YAML. ``BadInput`` where the file cannot be written."""
    data = {"rules": [rule_data(rule) for rule in rules]}
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    write_whole(path, (_HEAD + text).encode("utf-8"))


def read_rules_file(path: Path) -> tuple[Rule, ...]:
    """Give the rules in a YAML file. ``BadInput`` says what is wrong with it."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(tr("{file} is too large to be a file of rules.", file=path.name))
        text = path.read_text(encoding="utf-8")
        refuse_aliases(text, path)
        data = yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as problem:
        raise BadInput(
            tr("Cannot read the rules in {file}: {reason}", file=path.name, reason=problem)
        ) from problem
    rows = data.get("rules") if isinstance(data, dict) else data
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadInput(tr("{file} holds no list of rules.", file=path.name))
    return read_rules(rows)


def refuse_aliases(text: str, path: Path) -> None:
    """Raise where a part stands for another: a few lines of such would be read without end."""
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            sentence = tr("“*{name}” stands for another part; write that out.", name=event.anchor)
            raise bad_line(path, line, sentence)
