"""What speaks for and against, as rows above the records: reasons, then the names by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iwtlink.gui.twins.rows import Head, Row, Shown, spread
from iwtlink.i18n import tr
from iwtlink.matching.candidates import Candidate, Reason
from iwtlink.store.judgements import Judgement

_SIGNS = {"veto": 0, "+": 1, "-": 2}


def reason_rows(ids: Sequence[int], found: Sequence[Candidate]) -> list[Row]:
    """Give the rows that explain how these records compare; ``ids`` are those of the columns.

    Of more than two records each pair has a heading of its own.
    """
    rows: list[Row] = []
    for one in found:
        if {one.one_id, one.other_id} <= {*ids}:
            rows += _of_pair(ids, one)
    return rows


def band_words(band: str) -> str:
    """Give a band in words."""
    return {
        "certain": tr("Certain by identifier"),
        "likely": tr("Likely"),
        "possible": tr("Possible"),
        "none": tr("Nothing says that they are one"),
    }[band]


def sign_words(sign: str) -> str:
    """Say what the sign of a reason means."""
    return {"+": tr("for it"), "-": tr("against it"), "veto": tr("rules it out")}[sign]


def _of_pair(ids: Sequence[int], one: Candidate) -> list[Row]:
    title = band_words(one.band)
    if len(ids) > 2:
        columns = sorted((ids.index(one.one_id) + 1, ids.index(one.other_id) + 1))
        title = tr("{one} and {other}: {band}", one=columns[0], other=columns[1], band=title)
    note = tr("asked again: something came in since") if one.is_asked_again else ""
    key = f"{one.one_id}:{one.other_id}"
    rows = [Row(f"section:{key}", "section", title, note=note)]
    known = {reason.words for reason in one.reasons}
    for place, sentence in enumerate(one.what_is_new):
        if sentence not in known:
            cells = spread(sentence, len(ids))
            rows.append(Row(f"new:{key}:{place}", "sentence", tr("new"), cells, sign="!"))
    new = frozenset(one.what_is_new)
    ordered = sorted(one.reasons, key=lambda reason: (reason.words not in new, *_order(reason)))
    rows += [_reason(key, reason, len(ids), is_new=reason.words in new) for reason in ordered]
    return rows + _tokens(ids, one, key)


def _order(reason: Reason) -> tuple[int, float]:
    return _SIGNS[reason.sign], -abs(reason.weight)


def judged_rows(heads: Sequence[Head], judged: Sequence[Judgement]) -> list[Row]:
    """Give the rows of what was judged of these records before."""
    places = {head.item.id: at + 1 for at, head in enumerate(heads)}
    return [
        Row(
            f"judged:{one.id}",
            "sentence",
            tr("judged before"),
            spread(judged_words(one), len(heads)),
            sign="!",
            note=_columns(places, one) if len(heads) > 2 else "",
        )
        for one in judged
    ]


def judged_words(one: Judgement) -> str:
    """Say who judged what of two records, when and why."""
    who, day = one.judged_by or tr("somebody"), one.judged_at[:10]
    said = tr("{who} judged on {day} that they are different", who=who, day=day)
    if one.verdict == "unsure":
        said = tr("{who} judged on {day} that it is not clear", who=who, day=day)
    return tr("{said}: {reason}", said=said, reason=one.reason) if one.reason else f"{said}."


def _columns(places: Mapping[int, int], one: Judgement) -> str:
    columns = sorted(places.get(i, 0) for i in (one.one_id, one.other_id))
    return tr("{one} and {other}", one=columns[0], other=columns[1])


def _reason(key: str, reason: Reason, count: int, *, is_new: bool) -> Row:
    label = sign_words(reason.sign)
    if is_new:
        label = tr("new, {words}", words=label)
    cells = spread(reason.words, count)
    return Row(f"reason:{key}:{reason.key}", "reason", label, cells, sign=reason.sign)


def _tokens(ids: Sequence[int], one: Candidate, key: str) -> list[Row]:
    """Give the two most alike names word by word, each word under its record."""
    here, there = ids.index(one.one_id), ids.index(one.other_id)
    rows = []
    for place, token in enumerate(one.name_tokens):
        cells: list[tuple[Shown, ...]] = [() for _ in ids]
        why = "" if token.verdict == "same" else token.why
        if token.one:
            cells[here] = (Shown(token.one, why if here < there or not token.other else ""),)
        if token.other:
            cells[there] = (Shown(token.other, why if there < here or not token.one else ""),)
        label = _verdict(token.verdict)
        rows.append(Row(f"token:{key}:{place}", "token", label, tuple(cells), sign=token.verdict))
    return rows


def _verdict(verdict: str) -> str:
    words = {
        "same": tr("same word"),
        "sounds": tr("sounds the same"),
        "close": tr("close"),
        "initial": tr("initial"),
        "missing": tr("only in one"),
        "differs": tr("differs"),
    }
    return words.get(verdict, verdict)
