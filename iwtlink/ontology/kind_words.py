"""What a kind of item is called, by window, command line and reports alike."""

from __future__ import annotations

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
