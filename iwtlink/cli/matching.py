"""Commands about twins: who may be one and the same, and what was judged of them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from iwtlink.cli.databases import FileArgument, opened, sign_in
from iwtlink.cli.output import JsonOption, plain, printer, progress_shown
from iwtlink.i18n import ntr, tr

if TYPE_CHECKING:
    from iwtlink.matching.candidates import Candidate
    from iwtlink.operations.candidates.listing import Listed

RefArgument = Annotated[str, typer.Argument(help="The reference of an item.")]


class BandChoice(StrEnum):
    """How sure at least."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class VerdictChoice(StrEnum):
    """What can be judged of two items."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(match)
    app.command()(judge)


def match(
    file: FileArgument,
    ref: Annotated[
        str | None, typer.Argument(help="Only whom this entity may be; else the whole database.")
    ] = None,
    band: Annotated[
        BandChoice, typer.Option(help="How sure at least: certain, likely or possible.")
    ] = BandChoice.POSSIBLE,
    json: JsonOption = False,
) -> None:
    """List the pairs that may be one and the same, surest first, and why."""
    from iwtlink.operations.candidates.listing import list_candidates

    printer.is_json = json
    with opened(file, read_only=True) as store, progress_shown() as progress:
        found = list_candidates(store, ref, least=band.value, progress=progress)
    printer.show({"pairs": [_as_json(one) for one in found]}, lambda: _lines(found))


def judge(
    file: FileArgument,
    one: RefArgument,
    other: RefArgument,
    verdict: Annotated[VerdictChoice, typer.Argument(help="same, different or unsure.")],
    reason: Annotated[str, typer.Option(help="Why; it stays with the judgement.")] = "",
    json: JsonOption = False,
) -> None:
    """Say what two entities or links are: the same (they are merged), different, or unsure."""
    from iwtlink.operations.candidates.judging import judge_pair

    printer.is_json = json
    with opened(file) as store:
        sign_in(store)
        done = judge_pair(store, one, other, verdict.value, reason)
    sentences = {
        "same": tr("{one} and {other} are merged; {kept} stands for both.", kept=done.kept,
                   one=one, other=other),
        "different": tr("{one} and {other} are different; they are not proposed again "
                        "unless something new comes in.", one=one, other=other),
        "unsure": tr("Whether {one} and {other} are one is left open; they are not proposed "
                     "again unless something new comes in.", one=one, other=other),
    }  # fmt: skip
    printer.show(done, lambda: [sentences[done.verdict]])


def _as_json(one: Listed) -> dict[str, Any]:
    found = one.candidate
    return {
        "one": {"ref": one.one.ref, "label": one.one.label, "type": one.one.type},
        "other": {"ref": one.other.ref, "label": one.other.label, "type": one.other.type},
        "band": found.band,
        "score": found.score,
        "names": list(found.names),
        "words": [plain(token) for token in found.name_tokens],
        "reasons": [plain(reason) for reason in found.reasons],
        "is_asked_again": found.is_asked_again,
        "what_is_new": list(found.what_is_new),
    }


def _lines(found: Sequence[Listed]) -> list[str]:
    lines = []
    for one in found:
        lines.append(
            tr(
                "{band} ({score}): {one} {one_label} | {other} {other_label}",
                band=_band(one.candidate),
                score=f"{int(100 * one.candidate.score)} %",
                one=one.one.ref,
                one_label=one.one.label,
                other=one.other.ref,
                other_label=one.other.label,
            )
        )
        if one.candidate.is_asked_again:
            new = "; ".join(one.candidate.what_is_new)
            lines.append("    " + tr("asked again, new: {new}", new=new))
        lines += [f"    {_signed(r.sign, r.weight)} {r.words}" for r in one.candidate.reasons]
    count = ntr("{n} pair may be one.", "{n} pairs may be one.", len(found))
    return [*lines, count] if found else [tr("Nothing here may be one and the same.")]


def _band(one: Candidate) -> str:
    return {
        "certain": tr("certain by identifier"),
        "likely": tr("likely"),
        "possible": tr("possible"),
    }.get(one.band, one.band)


def _signed(sign: str, weight: float) -> str:
    return "   !" if sign == "veto" else f"{weight:+.1f}"
