"""What of a chart is not taken over, counted by kind, with the place where it first stood."""

from __future__ import annotations

from lxml import etree

from iwtlink.i18n import tr
from iwtlink.intake.networks.anx.words import Words
from iwtlink.intake.networks.model import Loss
from iwtlink.intake.networks.xml import local_name

READ = frozenset(
    (
        "Chart",
        "ChartItemCollection",
        "ChartItem",
        "End",
        "Entity",
        "Label",
        "LabelStyle",
        "Link",
        "LinkStyle",
        "Icon",
        "IconStyle",
        "Box",
        "BoxStyle",
        "Circle",
        "CircleStyle",
        "Event",
        "EventStyle",
        "Theme",
        "ThemeStyle",
        "TextBlock",
        "TextBlockStyle",
        "FrameStyle",
        "AttributeCollection",
        "Attribute",
        "CardCollection",
        "Card",
        "GradeOne",
        "GradeTwo",
        "GradeThree",
        "StrengthCollection",
        "AttributeClassCollection",
        "EntityTypeCollection",
        "LinkTypeCollection",
        "Summary",
        "FieldCollection",
        "Field",
        "EntityType",
        "LinkType",
        "Strength",
        "AttributeClass",
        "StringCollection",
        "String",
    )
)
"""The parts of a chart that are read; what stands in others is told."""


class Losses:
    """Gathers what is lost, in order of appearance."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, int]] = {}

    def add(self, what: str, where: str = "", count: int = 1) -> None:
        """Count one more of a kind."""
        first, before = self._found.get(what, (where, 0))
        self._found[what] = (first, before + count)

    def all(self) -> tuple[Loss, ...]:
        """Give them."""
        return tuple(Loss(what, where, count) for what, (where, count) in self._found.items())


def tell_unread(root: etree._Element, words: Words, losses: Losses) -> None:
    """Count the parts of a chart that nothing reads, the outermost of each once."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        waiting += [child for child in reversed(element) if local_name(child) in READ]
        for child in element:
            name = local_name(child)
            if name and name not in READ and name not in words.passed_over:
                told = words.unread.get(name)
                losses.add(tr(told) if told else tr("part “{name}”", name=name), _line(child))


def _line(element: etree._Element) -> str:
    return tr("line {line}", line=element.sourceline or 1)
