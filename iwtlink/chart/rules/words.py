"""Rules in words: of what they ask, for the list of rules and the legend alike."""

from __future__ import annotations

from collections.abc import Iterable

from iwtlink.chart.rules.conditions import Condition
from iwtlink.chart.rules.measures import is_weekday, measure_label, number_words
from iwtlink.chart.rules.rule import Question, Rule, Worth
from iwtlink.chart.rules.weekdays import weekday_words
from iwtlink.i18n import tr
from iwtlink.ontology import Ontology


def question_labels() -> dict[Question, str]:
    """Give the questions a rule can ask."""
    return {
        "is": tr("is"),
        "is_not": tr("is not"),
        "contains": tr("contains"),
        "over": tr("is over"),
        "under": tr("is under"),
        "at_least": tr("is at least"),
        "at_most": tr("is at most"),
        "present": tr("is known"),
        "absent": tr("is not known"),
    }


def asked_words(rule: Rule | Condition) -> str:
    """Say what a rule asks, such as "Number of sources is over 3"; empty where it asks nothing."""
    said = [measure_label(rule.measure)] if rule.measure else []
    if rule.test:
        operands = operand_words(rule.measure, rule.test.operands)
        said += [question_labels()[rule.test.question], ", ".join(operands)]
    return " ".join(filter(None, said))


def operand_words(measure: str, operands: Iterable[Worth]) -> list[str]:
    """Give what a question compares with, in words."""
    words = [number_words(one) if isinstance(one, float) else one for one in operands]
    return weekday_words(words) if is_weekday(measure) else words


def whom_words(rule: Rule, ontology: Ontology) -> str:
    """Say about whom a rule is: its types, or all."""
    labels = {name: one.label for name, one in ontology.entity_types.items()}
    labels |= {name: one.label for name, one in ontology.link_types.items()}
    if rule.types:
        return ", ".join(tr(labels.get(name, name)) for name in rule.types)
    return tr("All entities") if rule.about == "entities" else tr("All links")


def rule_title(rule: Rule, ontology: Ontology) -> str:
    """Give the name of a rule; where it has none, say of whom and what it asks."""
    whom = whom_words(rule, ontology) if rule.types or not rule.measure else ""
    return rule.name or " · ".join(filter(None, (whom, asked_words(rule))))
