"""What an analyst does on a chart at random, for the walks."""

from __future__ import annotations

import random
from collections.abc import Callable

from sqlalchemy import text

from iwtlink.store import Edit, charts
from iwtlink.store.charts import LinkLook, Look

COLOURS = ("", "#ff0000", "#00ff00")
Act = Callable[[Edit, random.Random, int], None]


def _ids(edit: Edit, query: str, chart_id: int) -> list[int]:
    """Give ids in an order that is the same on every laptop."""
    return [int(i) for i in edit.connection.scalars(text(query), {"c": chart_id})]


def entities_on(edit: Edit, chart_id: int) -> list[int]:
    query = (
        "SELECT e.id FROM chart_entity c JOIN entity e ON e.id = c.entity_id "
        "WHERE c.chart_id = :c ORDER BY e.uid"
    )
    return _ids(edit, query, chart_id)


def shapes_on(edit: Edit, chart_id: int) -> list[int]:
    return _ids(edit, "SELECT id FROM chart_shape WHERE chart_id = :c ORDER BY uid", chart_id)


def snapshots_of(edit: Edit, chart_id: int) -> list[int]:
    return _ids(edit, "SELECT id FROM chart_snapshot WHERE chart_id = :c ORDER BY uid", chart_id)


def links_of(edit: Edit) -> list[int]:
    return _ids(edit, "SELECT id FROM link WHERE :c = :c ORDER BY uid", 0)


def look(edit: Edit, dice: random.Random, chart_id: int) -> None:
    """Change looks; IndexError where nothing is there, as in every act."""
    chosen = dice.choice(entities_on(edit, chart_id))
    charts.change_looks(
        edit, chart_id, [chosen], fill=dice.choice(COLOURS), enlargement=dice.choice([1.0, 2.0])
    )


def link_look(edit: Edit, dice: random.Random, chart_id: int) -> None:
    corners = ((dice.randint(0, 9) / 4, 1.0),) * dice.randint(0, 2)
    looks = {dice.choice(links_of(edit)): LinkLook(corners=corners, colour=dice.choice(COLOURS))}
    charts.set_link_looks(edit, chart_id, looks)


def hide(edit: Edit, dice: random.Random, chart_id: int) -> None:
    mark = dice.choice(["", "grey", "hidden"])
    chosen = [dice.choice(links_of(edit))] if dice.random() < 0.7 else []
    charts.set_visibility(edit, chart_id, [dice.choice(entities_on(edit, chart_id))], chosen, mark)


def show(edit: Edit, dice: random.Random, chart_id: int) -> None:
    charts.show_all(edit, chart_id)


def draw(edit: Edit, dice: random.Random, chart_id: int) -> None:
    x, y = dice.randint(0, 900), dice.randint(0, 900)
    kind = dice.choice(["box", "text", "group"])
    charts.add_shape(edit, chart_id, kind, x, y, 90, 60, "Cell", Look(fill=dice.choice(COLOURS)))


def change(edit: Edit, dice: random.Random, chart_id: int) -> None:
    shape = dice.choice(shapes_on(edit, chart_id))
    charts.change_shape(edit, shape, x=dice.randint(0, 900), depth=dice.randint(-3, 3))


def erase(edit: Edit, dice: random.Random, chart_id: int) -> None:
    charts.remove_shapes(edit, [dice.choice(shapes_on(edit, chart_id))])


def hold(edit: Edit, dice: random.Random, chart_id: int) -> None:
    """Let an item hold one that nothing holds yet."""
    db = edit.connection
    items = [("entity", i) for i in entities_on(edit, chart_id)]
    items += [("shape", i) for i in shapes_on(edit, chart_id)]
    held = {(m.member_kind, m.member_id) for m in charts.members_on(db, chart_id)}
    member = dice.choice([item for item in items if item not in held])
    holder = dice.choice(items)
    charts.hold(edit, chart_id, *holder, [member])


def release(edit: Edit, dice: random.Random, chart_id: int) -> None:
    member = dice.choice(charts.members_on(edit.connection, chart_id))
    charts.release(edit, chart_id, [(member.member_kind, member.member_id)])


def snap(edit: Edit, dice: random.Random, chart_id: int) -> None:
    charts.add_snapshot(edit, chart_id, "Now")


def go_back(edit: Edit, dice: random.Random, chart_id: int) -> None:
    charts.apply_snapshot(edit, dice.choice(snapshots_of(edit, chart_id)))


def forget(edit: Edit, dice: random.Random, chart_id: int) -> None:
    charts.remove_snapshot(edit, dice.choice(snapshots_of(edit, chart_id)))


def options(edit: Edit, dice: random.Random, chart_id: int) -> None:
    charts.change_options(
        edit, chart_id, convention=dice.choice(["icons", "unodc"]), has_sums=dice.random() < 0.5
    )


def style(edit: Edit, dice: random.Random, chart_id: int) -> None:
    charts.save_style(edit, dice.choice(["Wall", "Court"]), {"n": dice.randint(1, 3)})


def seen(edit: Edit, dice: random.Random, chart_id: int) -> None:
    charts.mark_seen(edit, chart_id, [dice.choice(entities_on(edit, chart_id))])


ACTS: tuple[Act, ...] = (
    *(look, link_look, hide, show, draw, draw, change, erase, hold, hold, hold, release),
    *(snap, go_back, forget, options, style, seen),
)
