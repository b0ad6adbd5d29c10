"""The pairs that are left to judge, and what was judged of them; knows no Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence

from iwtlink.gui.twins.lines import Pair, in_order, pair_of
from iwtlink.gui.twins.queue_search import Found
from iwtlink.i18n import ntr, tr
from iwtlink.matching.candidates import Candidate
from iwtlink.store.entities import EntityRow

_REMEMBERED = 50
"""Judgements made here whose undoing is noticed."""


class Remaining:
    """What a search found, without what was judged since."""

    def __init__(self) -> None:
        self.pairs: list[Candidate] = []
        self.known: dict[int, EntityRow] = {}
        """The records in the pairs."""
        self.is_found = False
        """A search has brought something, if only nothing."""
        self._sent: deque[Pair] = deque()
        """Judged, and on their way to the file."""
        self._done: list[Pair] = []
        """Judged and written."""

    def begin(self) -> None:
        """Forget what is written: everything is looked for anew."""
        self._done.clear()

    def take_all(self, found: Found) -> None:
        """Take what a search of everything brought."""
        self.pairs = self._not_sent(found.pairs)
        self.known = found.known
        self.is_found = True

    def take_again(self, new: Found, only: Collection[int] | None) -> list[Candidate]:
        """Take the pairs of records that changed in place of those before; give the new ones."""
        found = self._not_sent(new.pairs)
        found = [one for one in found if only is None or {*only} & {*pair_of(one)}]
        kept = [one for one in self.pairs if not new.touched & {*pair_of(one)}]
        known = {i: row for i, row in self.known.items() if i not in new.touched}
        self.pairs, self.known = in_order([*kept, *found]), known | new.known
        return found

    def _not_sent(self, pairs: Sequence[Candidate]) -> list[Candidate]:
        return [one for one in pairs if pair_of(one) not in self._sent]

    # Judging

    def judge(self, pair: Pair, merged: Collection[int]) -> None:
        """Take out a pair that is being judged, and all others of the records it merges."""
        self._sent.append(pair)
        gone = {*merged}
        left = [one for one in self.pairs if pair_of(one) != pair]
        self.pairs = [one for one in left if not gone & {*pair_of(one)}]

    def written(self) -> Pair | None:
        """Note that what was judged first is in the file, and give it."""
        pair = self.not_written()
        if pair is not None:
            self._done = [*self._done, pair][-_REMEMBERED:]
        return pair

    def not_written(self) -> Pair | None:
        """Forget what was judged first, and give it."""
        return self._sent.popleft() if self._sent else None

    def taken_back(self, found: Sequence[Candidate]) -> Pair | None:
        """Give the pair judged last that is among these again: its judgement was taken back."""
        here = {pair_of(one) for one in found}
        back = next((pair for pair in reversed(self._done) if pair in here), None)
        self._done = [pair for pair in self._done if pair not in here]
        return back

    @property
    def judged_ids(self) -> set[int]:
        """The records that were judged here, as far as they are remembered."""
        return {i for pair in self._done for i in pair}

    # Words

    def told(self) -> str:
        """Say how many pairs are left, how many are asked again, how many were judged."""
        judged = len(self._done) + len(self._sent)
        again = sum(one.is_asked_again for one in self.pairs)
        parts = [ntr("{n} pair left to judge", "{n} pairs left to judge", len(self.pairs))]
        if again:
            parts.append(ntr("{n} asked again", "{n} asked again", again))
        if judged:
            parts.append(ntr("{n} judged here", "{n} judged here", judged))
        return ", ".join(parts)

    def why_none(self) -> str:
        """Say why no pair is shown."""
        if self.pairs:
            return tr("No pair fits the filters above.")
        if self._done or self._sent:
            return tr(
                "Every pair is judged. Undo (Ctrl+Z) takes back the last judgement. What was "
                "judged different or not clear is asked again when something new comes in."
            )
        return tr(
            "Nothing here looks like the same thing twice: no two records share an identifier, "
            "and no two names are alike enough.\n\nIf you know better, choose two records or "
            "more in a table or on a chart and take “Compare and merge…” in the menu Edit."
        )
