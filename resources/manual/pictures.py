"""Take the manual's pictures anew, from the fictional demonstration only.

    python3 resources/manual/pictures.py [NAME ...]

Draws without a screen and writes ``resources/manual/pictures/*.png``; with names, only those.
The page of a dossier needs LibreOffice and ``pdftoppm``; without them its old picture stays.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import charts
import together
from studio import EXAMPLES, FULL, MOST_BYTES, PICTURES, PROJECT, Studio

PRINCIPAL = "P01"


def main(names: list[str]) -> None:
    """Take the pictures asked for, or all."""
    with tempfile.TemporaryDirectory(prefix="iwtlink-pictures-") as folder:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["IWTLINK_HOME"] = str(Path(folder) / "home")
        studio = Studio(Path(folder))
        for take in TAKES:
            if not names or take.__name__ in names:
                take(studio)
        studio.close()
    for path in sorted(PICTURES.glob("*.png")):
        size = path.stat().st_size
        assert size < MOST_BYTES, f"{path.name} has {size:,} bytes"
        print(f"{path.name:24}{size:9,}")


def start(studio: Studio) -> None:
    """The start page."""
    if studio.window.session.is_open:
        studio.window.session.close()
    studio.settle()
    studio.keep("start")


def window(studio: Studio) -> None:
    """The principal's chart with the principal selected: the picture of the README."""
    studio.open_demo(FULL)
    page = studio.window.opener.show_chart(studio.charts()[0])
    studio.settle()
    page.view.choose([studio.find(PRINCIPAL)])
    page.fit()
    studio.settle()
    studio.keep("window")


def expand(studio: Studio) -> None:
    """What can be added to a chart around one person."""
    from iwtlink.gui.charting.expand_dialog import ExpandDialog

    studio.open_demo(FULL)
    page = studio.window.opener.show_chart(studio.charts()[0])
    studio.settle()
    page.view.choose([studio.find("P16")])
    page.fit()
    studio.settle()
    studio.trigger("expand")
    dialog = studio.window.findChild(ExpandDialog)
    assert dialog is not None
    studio.keep("expand", dialog)
    dialog.reject()


def table(studio: Studio) -> None:
    """The people as a table, filtered."""
    from iwtlink.gui.reading.columns import TableName

    studio.open_demo()
    page = studio.window.opener.show_table(TableName("entity", "person"))
    studio.settle()
    page.filter.setText("high")
    page.reveal(studio.find(PRINCIPAL))
    studio.settle()
    studio.keep("table")
    page.filter.clear()
    studio.window.pages.close_all()


def document(studio: Studio) -> None:
    """A source document with its records and what they state."""
    from iwtlink.store.documents import list_documents

    studio.open_demo()
    with studio.window.session.store.read() as db:
        first = list_documents(db)[-1]
    studio.window.opener.show_document(int(first.id))
    studio.settle()
    studio.keep("document")
    studio.window.pages.close_all()


def reading(studio: Studio) -> None:
    """A note being read: known names marked, and an entity made of a passage beside the page."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from iwtlink.operations.attaching import NewFile, attach

    studio.open_demo(FULL)
    note = NewFile("interview.txt", (EXAMPLES / "interview.txt").read_bytes())
    kept = attach(studio.window.session.store, [note])[0]
    studio.settle()
    page = studio.window.opener.show_document(int(kept.document_id))
    studio.settle(800)
    studio.keep("reading")
    page.take_focus()
    for _ in range(5):
        QTest.keyClick(studio.focus(), Qt.Key.Key_Tab)
    studio.settle()
    studio.press("A")
    studio.settle(800)
    studio.keep("passage")
    studio.window.entry_dock.hide()
    studio.window.pages.close_all()


def attach_form(studio: Studio) -> None:
    """The form for a source document, filled with what the files say of themselves."""
    from iwtlink.gui.dialogs.attach import AttachDialog

    studio.open_demo()
    paths = [EXAMPLES / "interview.txt", PICTURES / "chart.png"]
    dialog = AttachDialog(studio.window.session, studio.window, paths=paths)
    dialog.open()
    studio.settle(800)
    studio.keep("attach", dialog)
    dialog.reject()


def search(studio: Studio) -> None:
    """A search in Lao letters."""
    studio.open_demo()
    studio.window.opener.show_chart(studio.charts()[0])
    studio.settle()
    studio.window.search.begin()
    studio.type("ຄຳສິງ")
    studio.settle()
    studio.keep("search")
    studio.press("Escape")
    studio.window.search.clear()


def entry(studio: Studio) -> None:
    """The entry panel with a working source, and a name that may be known already."""
    studio.open_demo(FULL)
    page = studio.window.opener.show_chart(studio.charts()[0])
    studio.settle()
    page.view.choose([studio.find(PRINCIPAL)])
    holder = studio.window.entry.holder
    studio.window.commands.enter.working_source()
    with_page = next(row for row in holder.documents if row.document.kind == "humint_report")
    holder.use_document(with_page.id)
    holder.change(page="2", grading="5x5x5", reliability="B", credibility="2", tlp="AMBER")
    studio.window.commands.enter.new_entity()
    studio.type("Kham Sing Vongp")
    studio.settle()
    studio.keep("entry", top=420)
    studio.press("Escape")
    studio.window.entry.entity.empty()
    studio.window.commands.enter.new_link()
    studio.type("Bouakham")
    studio.press("Return")
    studio.type("associated")
    studio.press("Return")
    studio.type("Sengalou")
    studio.settle()
    studio.keep("link", top=420)
    studio.press("Escape", "Escape")
    studio.window.entry_dock.hide()


def search_page(studio: Studio) -> None:
    """All results of a search, with a typing error forgiven."""
    studio.open_demo()
    studio.window.resize(*FULL)
    studio.settle()
    studio.trigger("search_page")
    studio.type("vongphadi")
    studio.settle(800)
    studio.keep("search_page")
    studio.window.pages.close_all()


def evidence(studio: Studio) -> None:
    """The evidence of one link, a card at a time."""
    studio.open_demo(FULL)
    page = studio.window.opener.show_chart(studio.charts()[0])
    studio.settle()
    page.view.choose([studio.find(PRINCIPAL)])
    studio.settle()
    studio.trigger("show_evidence")
    studio.settle()
    for _ in range(12):
        studio.press("Space")
    studio.keep("evidence")
    studio.press("Escape")


def quality(studio: Studio) -> None:
    """What quality control finds in the demonstration."""
    studio.open_demo(FULL)
    studio.trigger("show_quality")
    studio.settle(800)
    studio.keep("quality")
    studio.window.pages.close_all()


def history(studio: Studio) -> None:
    """The log of steps and events."""
    studio.open_demo(FULL)
    studio.trigger("show_log")
    studio.settle(800)
    studio.keep("log")
    studio.window.pages.close_all()


def safety(studio: Studio) -> None:
    """The dialogs for backups and for the passphrase."""
    from iwtlink.gui.dialogs.backups import BackupsDialog
    from iwtlink.store.backups import back_up

    studio.open_demo()
    store, folder = studio.window.session.store, studio.folder / "iwtlink backups"
    save_backup_folder(folder)
    for reason in ("closing", "working", "asked"):
        back_up(store, folder, reason=reason)
    dialog = BackupsDialog(studio.window, store.path)
    dialog.open()
    dialog.places.hide()  # it names a folder of this computer
    studio.settle(800)
    studio.keep("backups", dialog)
    dialog.reject()
    studio.action("encryption", "encryption")


def intake(studio: Studio) -> None:
    """What a table would bring, before anything is written."""
    from PySide6.QtWidgets import QTabWidget

    from iwtlink.gui.dialogs.import_tables import ImportDialog

    studio.open_demo()
    dialog = ImportDialog(studio.window.session, [EXAMPLES / "links.csv"], studio.window)
    dialog.resize(860, 420)
    dialog.open()
    studio.settle()
    studio.keep("import", dialog)
    tabs = dialog.findChild(QTabWidget, "import_tabs")
    assert tabs is not None
    tabs.setCurrentIndex(1)
    studio.settle()
    studio.keep("import_problems", dialog)
    dialog.close()


def dossier(studio: Studio) -> None:
    """The dialog for a dossier."""
    from iwtlink.gui.dialogs.product_dossier import DossierDialog

    studio.open_demo()
    names = studio.window.entry.names
    subject = studio.find(PRINCIPAL)
    dialog = DossierDialog(studio.window.session, names, subject, studio.window)
    dialog.path.setText("Dossier_Khamsing_VONGPHADY.xlsx")
    dialog.open()
    studio.settle()
    studio.keep("dossier", dialog)
    dialog.close()


def dossier_page(studio: Studio) -> None:
    """The first page of a dossier as it prints, and the page with the chart."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        return
    studio.open_demo()
    book = studio.folder / "dossier.xlsx"
    words = [sys.executable, "-m", "iwtlink", "dossier", str(studio.file), PRINCIPAL, "-o"]
    subprocess.run([*words, str(book)], check=True, cwd=PROJECT)
    to_pdf = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(studio.folder)]
    subprocess.run([*to_pdf, str(book)], check=True, capture_output=True)
    to_png = ["pdftoppm", "-r", "110", "-png", str(book.with_suffix(".pdf"))]
    subprocess.run([*to_png, str(studio.folder / "page")], check=True)
    first = sorted(studio.folder.glob("page-*.png"))[0]
    smooth = Qt.TransformationMode.SmoothTransformation
    studio.save("dossier_page", QImage(str(first)).scaledToWidth(800, smooth))


def chart(studio: Studio) -> None:
    """A chart as it is exported."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    studio.open_demo()
    target = studio.folder / "chart.png"
    page = studio.window.opener.show_chart(studio.charts()[0])
    studio.settle()
    page.export_to(str(target))
    studio.settle()
    smooth = Qt.TransformationMode.SmoothTransformation
    studio.save("chart", QImage(str(target)).scaledToWidth(1366, smooth))


def dark(studio: Studio) -> None:
    """The whole case, dark."""
    from iwtlink.gui.theme import apply_theme

    studio.open_demo()
    apply_theme(studio.app, "dark")
    studio.window.retint()
    page = studio.window.opener.show_chart(studio.charts()[-1])
    studio.settle()
    page.view.choose([studio.find("P16")])
    page.fit()
    studio.settle(800)
    studio.keep("dark")
    apply_theme(studio.app, "light")
    studio.window.retint()
    studio.settle()


def save_backup_folder(folder: Path) -> None:
    """Have backups kept in a folder of the studio."""
    from dataclasses import replace

    from iwtlink.settings import load_settings, save_settings

    save_settings(replace(load_settings(), backup_folder=str(folder)))


TAKES: tuple[Callable[[Studio], None], ...] = (
    start,
    window,
    expand,
    charts.looks,
    charts.layouts,
    charts.meeting,
    entry,
    table,
    document,
    reading,
    attach_form,
    search,
    search_page,
    evidence,
    quality,
    history,
    safety,
    intake,
    dossier,
    dossier_page,
    together.twins,
    dark,
    chart,
    together.split,
    together.exchange,
)


def with_the_packages() -> None:
    """Start again with the environment that ``run.py`` made, where this Python has no Qt."""
    from importlib.util import find_spec

    places = (PROJECT / ".venv/bin/python", PROJECT / ".venv/Scripts/python.exe")
    python = next((path for path in places if path.exists()), None)
    if find_spec("PySide6") is None:
        if python is None:
            sys.exit("Set the program up first: python3 run.py setup")
        sys.exit(subprocess.run([python, __file__, *sys.argv[1:]], check=False).returncode)


if __name__ == "__main__":
    with_the_packages()
    main(sys.argv[1:])
