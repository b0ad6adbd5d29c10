"""The clocks that a step writes at its end."""

from __future__ import annotations

from sqlalchemy import Connection, text

from iwtlink.store.clocks import swapping
from iwtlink.store.clocks.keeping import Place, any_gone, clocks_of, keep_clocks
from iwtlink.store.clocks.stamps import following
from iwtlink.store.clocks.touched import touched_by
from iwtlink.store.journal.blocks import Blocks


def write(db: Connection, blocks: Blocks, now: str, of_step: int | None) -> None:
    """Say when each exchanged field that a step changed was written; ``now`` in UTC.

    A step that takes back the reading of an exchange file, or does it again, turns the clocks to
    what they were; the reading itself has written its own.
    """
    if swapping.has_reading(db, blocks.step_id):
        return
    if of_step is not None and swapping.has_reading(db, of_step):
        swapping.turn(db, of_step, blocks.step_id)
        return
    gone_before = any_gone(db)
    found = touched_by(db, blocks, any_gone=gone_before)
    places: dict[Place, bool] = {
        (*row, name): False for row, names in found.changed.items() for name in names
    }
    places |= {(*row, ""): True for row in found.went}
    if gone_before:
        places |= {(*row, ""): False for row in found.came}
    if not places:
        return
    known = clocks_of(db, {uid for _, uid, _ in places})
    uid = str(db.scalar(text("SELECT uid FROM step WHERE id = :s"), {"s": blocks.step_id}))
    keep_clocks(
        db,
        {
            place: following(known.get(place), now, uid, is_gone=is_gone)
            for place, is_gone in places.items()
            if place[2] or is_gone or place in known
        },
    )
