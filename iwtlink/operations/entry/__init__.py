"""Entry at speed: what is typed goes in under one working source, each item in one step.

``source`` is the working source, ``reading`` understands what is typed before anything is
written, ``items`` writes entities and links, ``passages`` what is entered from words on a
page or part of a picture. Start reading in ``items``.
"""

from iwtlink.operations.entry.items import (
    End,
    EnteredLink,
    NewLink,
    add_to_known,
    enter_entity,
    enter_link,
    link_values,
    new_document,
)
from iwtlink.operations.entry.passages import (
    enter_observation,
    enter_record,
    enter_value,
    mention,
)
from iwtlink.operations.entry.source import WorkingSource, record_for, refuse_wrong_source

__all__ = [
    "End",
    "EnteredLink",
    "NewLink",
    "WorkingSource",
    "add_to_known",
    "enter_entity",
    "enter_link",
    "enter_observation",
    "enter_record",
    "enter_value",
    "link_values",
    "mention",
    "new_document",
    "record_for",
    "refuse_wrong_source",
]
