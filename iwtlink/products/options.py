"""What the analyst says about a product beside its subject: number, readers, marking, words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProductOptions:
    """Everything is optional; what is empty is filled from the database or left out.

    ``date`` is the day of issue (ISO; today when empty). ``first`` and ``last`` are the period
    covered, full days. ``tlp`` and ``handling`` never make a product laxer than the strictest
    of its sources. ``judgements`` are the analyst's own and come before the generated points.
    """

    number: str = ""
    version: str = "1.0"
    date: str = ""
    author: str = ""
    recipients: tuple[str, ...] = ()
    tlp: str = ""
    handling: str = ""
    first: str = ""
    last: str = ""
    purpose: str = ""
    judgements: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
