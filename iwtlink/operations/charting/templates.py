"""Templates: how a chart is drawn, kept under a name without any of its items."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from iwtlink.operations.charting.layout_items import without_items
from iwtlink.store import Edit, charts
from iwtlink.store.charts import ChartOptions
from iwtlink.store.charts.options import options_json, read_options
from iwtlink.store.ids import ChartId

_KEY = "template"


@dataclass(frozen=True, slots=True)
class Template:
    """A template of the database."""

    id: int
    name: str
    options: ChartOptions


def templates(db: Connection) -> list[Template]:
    """Give the templates by name."""
    return [
        Template(style.id, style.name, read_options(json.dumps(style.data[_KEY])))
        for style in charts.list_styles(db)
        if _KEY in style.data
    ]


def save_template(edit: Edit, chart_id: int, name: str) -> int:
    """Keep how a chart is drawn, but nothing that names its items; return the style's id."""
    known = charts.get_options(edit.connection, chart_id)
    options = replace(
        known,
        focus=(),
        let_go=(),
        folded=(),
        selections={},
        hidden_types=(),
        shown_if=(),
        hidden_are="hidden",
        least_strength="tentative",
        is_locked=False,
        sheet=None,
        layout=without_items(known.layout),
        cover={name: said for name, said in known.cover.items() if name != "is_asked"},
    )
    return charts.save_style(edit, name, {_KEY: json.loads(options_json(options))})


def make_from(edit: Edit, template: Template, title: str) -> ChartId:
    """Add an empty chart that is drawn as a template says; return its id."""
    chart_id = charts.add_chart(edit, title)
    charts.set_options(edit, chart_id, template.options)
    return chart_id
