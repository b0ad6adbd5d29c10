"""The rules as they stand in ``resources/quality/rules.yaml``, and which are switched off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.yaml_lines import Spot
from iwtlink.paths import resource
from iwtlink.store import Edit
from iwtlink.store.about import read_setting, write_setting

_KEYS = ("label", "severity", "sentence", "parameters")
_OFF = "quality_rules_off"
"""Name of the setting that lists the rules switched off in a database."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of quality control; ``severity`` is 1 to 100, 100 the worst."""

    name: str
    label: str
    sentence: str
    severity: int
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def number(self, name: str) -> float:
        """Give a parameter that is one number."""
        return float(self.parameters[name][0])


@lru_cache(maxsize=1)
def load_rules() -> Mapping[str, Rule]:
    """Give the shipped rules by name, the gravest first; read once."""
    return read_rules(resource("quality", "rules.yaml"))


def read_rules(path: Path) -> Mapping[str, Rule]:
    """Read rules from a file; raise ``BadInput`` naming file and line where one is wrong."""
    page = lines.read_yaml(path)
    if page is None:
        raise BadInput(tr("{file} is empty.", file=path.name))
    given = lines.fields(page, ("rules",), required=("rules",))
    rules = [_rule(name, spot) for name, _, spot in lines.entries(given["rules"])]
    rules.sort(key=lambda rule: -rule.severity)
    return {rule.name: rule for rule in rules}


def _rule(name: str, spot: Spot) -> Rule:
    given = lines.fields(spot, _KEYS, required=_KEYS[:3])
    severity = lines.whole_number(given["severity"])
    if not 1 <= severity <= 100:
        raise given["severity"].wrong(tr("A severity is 1 to 100."))
    parameters = lines.entries(given["parameters"]) if "parameters" in given else ()
    return Rule(
        name=name,
        label=lines.text(given["label"]),
        sentence=" ".join(lines.text(given["sentence"]).split()),
        severity=severity,
        parameters={key: lines.texts(value) for key, _, value in parameters},
    )


def switched_off(db: Connection) -> frozenset[str]:
    """Read which rules are not in force in this database."""
    kept = read_setting(db, _OFF)
    return frozenset(json.loads(kept)) if kept else frozenset()


def switch(edit: Edit, name: str, *, is_on: bool) -> None:
    """Put a rule in force, or out of it, in this database. Raise ``BadInput`` for no rule."""
    if name not in load_rules():
        raise BadInput(tr("There is no rule “{name}”.", name=name))
    off = set(switched_off(edit.connection)) - {name}
    if not is_on:
        off.add(name)
    write_setting(edit, _OFF, json.dumps(sorted(off)) if off else "")
