"""What kinds of items and bands of twins are called, by window, command line and reports."""

from __future__ import annotations

from collections.abc import Mapping

from iwtlink.i18n import tr


def kind_title(kind: str, count: int = 2) -> str:
    """Name a kind of item, one or several."""
    titles = {
        "entity": (tr("Entity"), tr("Entities")),
        "link": (tr("Link"), tr("Links")),
        "observation": (tr("Observation"), tr("Observations")),
        "document": (tr("Source document"), tr("Source documents")),
        "record": (tr("Record"), tr("Records")),
        "article": (tr("Media article"), tr("Media articles")),
        "product": (tr("Product"), tr("Products")),
        "recipient": (tr("Recipient"), tr("Recipients")),
        "dissemination": (tr("Dissemination"), tr("Disseminations")),
        "chart": (tr("Chart"), tr("Charts")),
    }
    return titles[kind][0 if count == 1 else 1]


def row_title(table: str, count: int = 2) -> str:
    """Name the rows of a table, one or several: items, and what they are made of."""
    titles = {
        "statement": (tr("Value"), tr("Values")),
        "file": (tr("Attached file"), tr("Attached files")),
        "origin": (tr("Protected origin"), tr("Protected origins")),
        "passage": (tr("Passage"), tr("Passages")),
        "page": (tr("Page"), tr("Pages")),
        "external_ref": (tr("Reference elsewhere"), tr("References elsewhere")),
        "chart_entity": (tr("Place on a chart"), tr("Places on charts")),
        "chart_hidden_link": (tr("Hidden link"), tr("Hidden links")),  # as it was in version 3
        "chart_link": (tr("Line on a chart"), tr("Lines on charts")),
        "chart_shape": (tr("Free item of a chart"), tr("Free items of charts")),
        "chart_member": (tr("Item held on a chart"), tr("Items held on charts")),
        "chart_snapshot": (tr("Snapshot of a chart"), tr("Snapshots of charts")),
        "chart_style": (tr("Saved chart style"), tr("Saved chart styles")),
        "retraction": (tr("Retraction"), tr("Retractions")),
        "review": (tr("Review date"), tr("Review dates")),
        "saved_search": (tr("Saved search"), tr("Saved searches")),
        "merge": (tr("Merge"), tr("Merges")),
        "judgement": (tr("Judgement"), tr("Judgements")),
        "about": (tr("Setting"), tr("Settings")),
        "analyst": (tr("Analyst"), tr("Analysts")),
    }
    if table not in titles:
        return kind_title(table, count)
    return titles[table][0 if count == 1 else 1]


def counts_text(counts: Mapping[str, int]) -> str:
    """Give counts by table as one line; what there is none of is not told."""
    return ", ".join(
        tr("{what}: {n}", what=row_title(table, count), n=f"{count:,}")
        for table, count in counts.items()
        if count
    )


def band_word(band: str) -> str:
    """Give the word for how surely two are one, as it stands within a line."""
    words = {"certain": tr("certain"), "likely": tr("likely"), "possible": tr("possible")}
    return words.get(band, band)
