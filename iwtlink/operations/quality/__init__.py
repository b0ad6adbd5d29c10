"""Quality control: every entity and link is rated by rules that one can read and switch.

The rules are data (``resources/quality/rules.yaml``, read by ``rules``); each has a small
checker (``sources``, ``values``, ``dates``, ``twins``), which asks the whole database at once
or one item. Start at ``rating``: ``check_all`` and ``of_item``. No rule in force finds fault
with an item rated 100; that does not make it true.
"""

from iwtlink.operations.quality.finding import Finding, Scope
from iwtlink.operations.quality.rating import (
    LEVELS,
    Level,
    QualityReport,
    Rating,
    check_all,
    of_item,
)
from iwtlink.operations.quality.rules import Rule, load_rules, switch, switched_off

__all__ = [
    "LEVELS",
    "Finding",
    "Level",
    "QualityReport",
    "Rating",
    "Rule",
    "Scope",
    "check_all",
    "load_rules",
    "of_item",
    "switch",
    "switched_off",
]
