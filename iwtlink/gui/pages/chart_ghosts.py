"""What was retracted while it stood on a chart: drawn there greyed, and not to be changed."""

from __future__ import annotations

from collections.abc import Collection

from iwtlink.i18n import tr
from iwtlink.store.charts import ChartContent


def are_ghosts(
    content: ChartContent | None, entities: Collection[int], links: Collection[int] = ()
) -> bool:
    """Say whether any of the entities and links of a chart is retracted."""
    if content is None or not content.facts:
        return False
    ids = zip(content.entity_ids.tolist(), content.facts, strict=True)
    lines = zip(content.link_ids.tolist(), content.link_facts or (), strict=False)
    return any(facts.is_retracted for number, facts in ids if number in entities) or any(
        facts.is_retracted for number, facts in lines if number in links
    )


def ghost_words() -> str:
    """Say what can be done with what is retracted."""
    return tr(
        "What is retracted stays as it was: View, Retracted items restores it; Delete takes it "
        "off this chart."
    )
