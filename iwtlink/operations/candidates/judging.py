"""Say what two items are: the same, different, or nobody can tell yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.operations.candidates.finding import explain
from iwtlink.operations.finding import find_item
from iwtlink.store import Store, judgements
from iwtlink.store.leads import MergeKind
from iwtlink.store.merging import merge

Verdict = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True)
class Judged:
    """What was judged of two items, by their references."""

    one: str
    other: str
    verdict: Verdict
    kept: str = ""
    """The reference that stands for both where they are the same."""


def judge_pair(
    store: Store, one_ref: str, other_ref: str, verdict: Verdict, reason: str = ""
) -> Judged:
    """Keep what was judged of two items, with what was known then; the same ones are merged.

    Raise ``BadInput`` where a reference is none, or the two cannot be judged together; what
    forbids a merge is refused as ``merge`` refuses it.
    """
    with store.read() as db:
        kind, one_id, other_id = _pair(db, one_ref, other_ref)
    keys = explain(store, one_id, other_id).keys if kind == "entity" else ()
    if verdict == "same":
        with store.edit(tr("Merge {one} and {other}", one=one_ref, other=other_ref)) as edit:
            merge(edit, kind, [one_id, other_id], reason=reason, because="\n".join(keys))
        return Judged(one_ref, other_ref, verdict, kept=one_ref)
    with store.edit(tr("Judge {one} and {other}", one=one_ref, other=other_ref)) as edit:
        judgements.judge(edit, kind, one_id, other_id, verdict, reason, keys)
    return Judged(one_ref, other_ref, verdict)


def _pair(db: Connection, one_ref: str, other_ref: str) -> tuple[MergeKind, int, int]:
    one, other = find_item(db, one_ref), find_item(db, other_ref)
    if one == other:
        raise BadInput(tr("{one} and {other} are one already.", one=one_ref, other=other_ref))
    for kind in ("entity", "link"):
        if one.kind == kind and other.kind == kind:
            return kind, one.id, other.id
    raise BadInput(tr("Only two entities, or two links, can be judged."))
