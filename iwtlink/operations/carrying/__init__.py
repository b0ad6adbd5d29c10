"""Items of a chart carried into another database, by what lies on the clipboard.

``taken`` gives a small extract of what is chosen: the same rows that an exchange file would hold
of it, with the grades, titles and passages of its sources, and how it stands on the chart.
``weigh`` says what of an extract would come in elsewhere, ``bring_in`` writes it, as a part of
one step. What is known there already stays as it is. Start reading in ``extract``.
"""

from iwtlink.operations.carrying.arriving import Arrived, Weighed, bring_in, weigh
from iwtlink.operations.carrying.extract import Extract, packed, unpacked
from iwtlink.operations.carrying.taking import MOST_ENTITIES, places_of, taken, taken_with_places

__all__ = [
    "MOST_ENTITIES",
    "Arrived",
    "Extract",
    "Weighed",
    "bring_in",
    "packed",
    "places_of",
    "taken",
    "taken_with_places",
    "unpacked",
    "weigh",
]
