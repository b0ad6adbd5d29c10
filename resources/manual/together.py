"""Pictures of twins, splitting and the exchange between two laptops."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio import FULL, Studio

if TYPE_CHECKING:
    from iwtlink.store import Store

PASSPHRASE = "pangolin lantern river"


def twins(studio: Studio) -> None:
    """The queue of twins with the first pair on the bench."""
    studio.open_demo(FULL)
    studio.window.pages.close_all()
    studio.window.commands.twins.show_queue()
    studio.settle(1500)
    studio.keep("twins")
    studio.window.pages.close_all()


def split(studio: Studio) -> None:
    """What goes back to whom, asked weeks after a merge."""
    from iwtlink.gui.selection import Selection
    from iwtlink.operations.merging import merge_items
    from iwtlink.store.ids import Subject
    from iwtlink.store.statements import state

    studio.open_demo(FULL)
    store = studio.window.session.store
    kept, absorbed = studio.find("P01"), studio.find("P26")
    merge_items(store, "entity", [kept, absorbed], reason="same photo")
    with store.edit("Add what was learnt since") as edit:
        state(edit, Subject("entity", kept), "occupation", "freight agent")
    studio.settle()
    studio.window.take_selection(Selection.of("entity", [kept]))
    studio.settle()
    studio.action("split_item", "split")
    for _ in range(2):
        store.undo("database")
    studio.settle()


def exchange(studio: Studio) -> None:
    """The form of an exchange file, and a file from another laptop with a conflict to decide."""
    from iwtlink.errors import no_progress
    from iwtlink.gui.exchange.lines import grouped
    from iwtlink.gui.exchange.read_dialog import ReadExchangeDialog
    from iwtlink.gui.exchange.write_dialog import WriteExchangeDialog
    from iwtlink.operations.exchange import look

    studio.open_demo(FULL)
    studio.trigger("write_exchange")
    form = next(one for one in studio.window.findChildren(WriteExchangeDialog) if one.isVisible())
    form.form.path.setText("E:/NGE-to-LPB-2017-10-01.iwx")
    studio.settle()
    studio.keep("exchange_write", form)
    form.reject()
    studio.settle()
    source = from_another_laptop(studio)
    session = studio.window.session
    preview = look(session.store, source, PASSPHRASE)
    groups = grouped(preview, no_progress)
    dialog = ReadExchangeDialog(session, source, PASSPHRASE, preview, groups, studio.window)
    dialog.open()
    studio.settle()
    studio.keep("exchange_read", dialog)
    dialog.reject()
    studio.settle()


def from_another_laptop(studio: Studio) -> Path:
    """Give a file in which another analyst changed what was changed here, and added someone."""
    from iwtlink.operations.exchange import Choice, read, write
    from iwtlink.store import Store
    from iwtlink.store.entities import add_entity

    mine = studio.window.session.store
    start = write(mine, studio.folder / "start.iwx", PASSPHRASE, Choice(recipient="LPB")).file
    theirs = Store.create(studio.folder / "other.iwt", title="Luang Prabang", code="LPB")
    theirs.sign_in("B. Example", "BE")
    read(theirs, start, PASSPHRASE)
    for store, occupation in ((mine, "freight agent"), (theirs, "owner of a freight company")):
        change_occupation(store, occupation)
    with theirs.edit("Add a driver") as edit:
        add_entity(edit, "person", "Somphone EXAMPLE", script_name="ສົມພອນ")
    target = studio.folder / "LPB-to-NGE-2017-10-01.iwx"
    file = write(theirs, target, PASSPHRASE, Choice(recipient="NGE")).file
    theirs.close()
    return file


def change_occupation(store: Store, occupation: str) -> None:
    """Correct the role of the principal."""
    from iwtlink.ontology import Value
    from iwtlink.operations.finding import find_entity
    from iwtlink.store.statements import change_value, read_statements

    with store.edit("Correct the role") as edit:
        subject = find_entity(edit.connection, "P01")
        rows = read_statements(edit.connection, "entity", [subject])[subject]
        role = next(row for row in rows if row.value == "principal")
        change_value(edit, role.id, Value(occupation))
