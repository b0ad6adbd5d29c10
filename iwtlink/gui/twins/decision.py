"""What an analyst decided about records, what is risky about it, and how it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from iwtlink.gui.twins.reading import Reading
from iwtlink.gui.twins.reasons import judged_words
from iwtlink.gui.twins.rows import Comparison
from iwtlink.i18n import ntr, tr
from iwtlink.matching.candidates import Candidate
from iwtlink.store import Edit, statements
from iwtlink.store.entities import change_type
from iwtlink.store.ids import EntityId, StatementId
from iwtlink.store.judgements import Judgement, judge
from iwtlink.store.merging import MergeKind, merge

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Records that are one: ``ids[0]`` is kept; ``preferred`` statements are those to be shown.

    ``type`` is the type that they are to have, empty where it is that of the record kept.
    """

    kind: MergeKind
    ids: tuple[int, ...]
    reason: str = ""
    because: tuple[str, ...] = ()
    preferred: tuple[int, ...] = ()
    type: str = ""
    across_types: bool = False
    despite_judgement: bool = False


def decided(
    shown: Reading, kept: int, chosen: Mapping[str, int], reason: str, *, is_warned: bool
) -> Decision:
    """Give what was decided about the records shown.

    ``kept`` is the column of the record that is kept, ``chosen`` gives by key of a row the column
    whose value is to be shown.
    """
    heads = shown.comparison.heads
    others = [head.item.id for at, head in enumerate(heads) if at != kept]
    rows = [row for row in shown.comparison.rows if row.kind == "choice" and row.key in chosen]
    type_name = heads[chosen.get("type", kept)].type
    return Decision(
        shown.kind,
        (heads[kept].item.id, *others),
        reason=reason,
        because=shown.keys,
        preferred=tuple(row.choices[chosen[row.key]] for row in rows),
        type=type_name if type_name != heads[kept].type else "",
        across_types=is_warned and shown.is_across_types,
        despite_judgement=is_warned,
    )


def write_merge(edit: Edit, decision: Decision) -> int:
    """Merge the records, choose the values shown; give the id of the one that stands."""
    merged = merge(
        edit,
        decision.kind,
        decision.ids,
        reason=decision.reason,
        because=decision.because,
        across_types=decision.across_types,
        despite_judgement=decision.despite_judgement,
    )
    for statement_id in decision.preferred:
        statements.prefer(edit, StatementId(statement_id))
    if decision.type and decision.kind == "entity":
        change_type(edit, EntityId(merged.lead_id), decision.type)
    return merged.lead_id


def write_judgement(
    edit: Edit,
    kind: MergeKind,
    ids: Sequence[int],
    verdict: Literal["different", "unsure"],
    reason: str,
    because: Sequence[str],
) -> None:
    """Remember of every two of the records that they are different, or that it is not clear."""
    for one, other in combinations(sorted(ids), 2):
        judge(edit, kind, one, other, verdict, reason, tuple(because))


def risks(
    comparison: Comparison,
    found: Sequence[Candidate],
    judged: Sequence[Judgement],
    *,
    is_across_types: bool,
) -> list[str]:
    """Say what makes merging these records risky, a sentence each; empty where nothing does."""
    sentences = [
        _of_pair(comparison, one, reason.words)
        for one in found
        for reason in one.reasons
        if reason.sign == "veto"
    ]
    if is_across_types:
        types = ", ".join(dict.fromkeys(head.type_label for head in comparison.heads))
        sentences.append(tr("They are of types that do not go together: {types}.", types=types))
    sentences += [judged_words(one) for one in judged if one.verdict == "different"]
    return list(dict.fromkeys(sentences))


def _of_pair(comparison: Comparison, one: Candidate, words: str) -> str:
    """Give a reason, of more than two records with the columns it is about."""
    if len(comparison.ids) < 3:
        return words
    columns = [comparison.ids.index(i) + 1 for i in (one.one_id, one.other_id)]
    return tr("{one} and {other}: {words}", one=min(columns), other=max(columns), words=words)


def summary(comparison: Comparison, kept: int) -> str:
    """Say in one line what merging does; ``kept`` is the column of the record that is kept."""
    if len(comparison.heads) < 2:
        return ""
    others = [at for at in range(len(comparison.heads)) if at != kept]
    said = tr(
        "{kept} receives from {others}: {what}.",
        what=_amount(comparison, others),
        others=", ".join(comparison.heads[at].ref for at in others),
        kept=comparison.heads[kept].ref,
    )
    parts = [said]
    if comparison.parallel:
        parts.append(
            ntr(
                "{n} link that they have in common becomes one.",
                "{n} links that they have in common become one each.",
                len(comparison.parallel),
            )
        )
    if comparison.between:
        parts.append(
            ntr(
                "{n} link between them is put aside.",
                "{n} links between them are put aside.",
                len(comparison.between),
            )
        )
    return " ".join([*parts, tr("Nothing is lost; it can be split again.")])


def _amount(comparison: Comparison, columns: Sequence[int]) -> str:
    counts = [comparison.counts[at] for at in columns]
    names, values = sum(one.names for one in counts), sum(one.values for one in counts)
    links, seen = sum(one.links for one in counts), sum(one.observations for one in counts)
    parts = [
        ntr("{n} name", "{n} names", names) if names else "",
        ntr("{n} value", "{n} values", values) if values else "",
        ntr("{n} link", "{n} links", links) if links else "",
        ntr("{n} observation", "{n} observations", seen) if seen else "",
    ]
    return ", ".join(part for part in parts if part) or tr("nothing but the record itself")
