"""Work on an encrypted database in a process of its own, for ``test_nothing_in_clear``.

Told by the environment: ``WATCHED`` (folders, parted by the system's separator), ``REPORT`` (a
file for what was seen in clear), ``CASE`` (the database), ``OUT`` (where products are asked
for), ``DISK`` (what the case's disk is). Says on the standard output how far it is.
"""

from __future__ import annotations

import email.message
import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

NAMES = ("Khamsing VONGPHADY", "ຄຳສິງ ວົງພະດີ", "ประเสริฐ ทองคำดี", "阮文象牙", "Đặng Thị Nghiệp")
WORDS = "the driver carried forty tusks over the bridge at night"
ORIGIN = "Informant Bouakham of the harbour"
PASSPHRASE = "ຊ້າງປ່າ voi rừng 象 hidden"
NEW_PASSPHRASE = "tê giác ແຮດ second hidden"
TITLE = "Operation SILENT RIVER"
SECRETS = (*NAMES, WORDS, ORIGIN, PASSPHRASE, NEW_PASSPHRASE, TITLE)


def forms() -> list[bytes]:
    """Give every secret as the bytes in which it may lie in a file."""
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    return [secret.encode(encoding) for secret in SECRETS for encoding in encodings]


def in_clear(folders: list[Path], known: list[bytes]) -> Iterator[str]:
    """Yield each file in the folders that holds one of the byte strings."""
    for folder in folders:
        for path in folder.rglob("*"):
            try:
                data = path.read_bytes() if path.is_file() else b""
            except OSError:
                continue  # it went while we looked
            yield from (f"{path}: {found!r}" for found in known if found in data)


class Watch:
    """Looks into the folders all the time, and at each file in the moment it is to go."""

    def __init__(self) -> None:
        self.folders = [Path(name) for name in os.environ["WATCHED"].split(os.pathsep)]
        self.temporary = Path(os.environ["TMPDIR"])
        self.known = forms()
        self.report = Path(os.environ["REPORT"])
        self.in_temporary: set[str] = set()
        self._is_looking = threading.local()
        sys.addaudithook(self._heard)
        threading.Thread(target=self._look_on, daemon=True).start()

    def look(self) -> None:
        """Look into every file of the folders now."""
        self._is_looking.now = True
        try:
            self._tell(in_clear(self.folders, self.known))
        finally:
            self._is_looking.now = False

    def _look_on(self) -> None:
        while True:
            self.look()
            time.sleep(0.1)

    def _heard(self, event: str, words: tuple[object, ...]) -> None:
        if getattr(self._is_looking, "now", False):
            return
        if event.startswith("tempfile."):
            self._tell([f"{event} {words}"])
        if event == "open" and str(words[0]).startswith(str(self.temporary)):
            self._tell([f"a temporary file was opened: {words}"])
        if event in ("os.remove", "os.rename"):
            self._is_looking.now = True
            try:
                path = Path(os.fsdecode(words[0]))  # type: ignore[arg-type]  # a path
                if any(path.is_relative_to(folder) for folder in self.folders):
                    data = path.read_bytes() if path.is_file() else b""
                    self._tell(f"{path} going: {found!r}" for found in self.known if found in data)
            finally:
                self._is_looking.now = False

    def _tell(self, lines: object) -> None:
        found = [str(line) for line in lines]  # type: ignore[attr-defined]  # lines of text
        if found:
            with self.report.open("a", encoding="utf-8") as stream:
                stream.write("\n".join(found) + "\n")


def run(*words: object) -> None:
    """Run one command of the program."""
    from iwtlink.cli import main

    sys.argv = ["iwtlink", *map(str, words)]
    try:
        main()
    except SystemExit as end:
        assert not end.code, f"{words[0]} failed"


def sheet() -> bytes:
    """Give a list of links as a table."""
    rows = [f"{a},{b},associate_of,person" for a in NAMES for b in NAMES if a != b]
    return ("from,to,type,to_type\n" + "\n".join(rows) + "\n").encode()


def letter() -> bytes:
    """Give an e-mail with an attached text."""
    message = email.message.EmailMessage()
    message["Subject"], message["From"] = NAMES[0], "a@example.org"
    message.set_content(WORDS)
    message.add_attachment(f"{NAMES[1]} {WORDS}".encode(), "text", "plain", filename="more.txt")
    return message.as_bytes()


def report() -> bytes:
    """Give a DOCX."""
    from docx import Document

    document, stream = Document(), io.BytesIO()
    document.add_paragraph(f"{NAMES[2]}: {WORDS}")
    document.save(stream)
    return stream.getvalue()


def say(word: str) -> None:
    """Tell who waits how far it is."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def work() -> None:
    """Use everything that writes, look meanwhile, and at the end wait to be killed."""
    watch, out = Watch(), Path(os.environ["OUT"])
    if os.environ["DISK"] != "local":
        from iwtlink.store.opening import disks

        disks.journal_mode = lambda path: "DELETE"
    by_commands(Path(os.environ["CASE"]), out)
    watch.look()
    by_the_library(watch, Path(os.environ["CASE"]), out)
    watch.look()
    if os.environ["DISK"] == "local":
        by_the_window(Path(os.environ["CASE"]))
    watch.look()
    stay_in_an_edit(watch, Path(os.environ["CASE"]))


def by_commands(case: Path, out: Path) -> None:
    """Make, fill, draw, write, back up: the command line."""
    os.environ["IWTLINK_PASSPHRASE"] = PASSPHRASE
    (out / "links.csv").write_bytes(sheet())
    run("new", case, "--title", TITLE, "--code", "VT1", "--encrypted")
    run("import", case, out / "links.csv")
    run("chart", case, "-o", out / "chart.pdf")
    run("chart", case, "-o", out / "chart.png")
    run("dossier", case, "PER-VT1-0001", "-o", out / "dossier.xlsx", "--enter")
    run("situation", case, "-o", out / "situation.xlsx")
    run("attach", case, out / "chart.pdf", out / "chart.png", out / "dossier.xlsx")
    run("backup", case)
    run("undo", case)
    run("check", case)


def by_the_library(watch: Watch, case: Path, out: Path) -> None:
    """Attach, reveal, search, fail, lock, change the passphrase."""
    import logging

    from iwtlink.gui import recent
    from iwtlink.log import details, set_up_log
    from iwtlink.operations.attaching import NewFile, attach
    from iwtlink.store import Store, search
    from iwtlink.store.opening import rekey
    from iwtlink.store.origins import Origin, reveal

    set_up_log()
    with Store.open(case, passphrase=PASSPHRASE) as store:
        store.sign_in("Vilay T", "VT")
        recent.remember(case)
        new = [("a.eml", letter()), ("b.docx", report()), ("c.txt", WORDS.encode())]
        kept = attach(store, [NewFile(*part) for part in new], origin=Origin(ORIGIN, NAMES[0]))
        assert reveal(store, kept[0].document_id).name == ORIGIN
        with store.read() as db:
            assert search.find(db, NAMES[1])
        try:
            raise ValueError(NAMES[0], WORDS)
        except ValueError as error:
            logging.getLogger("iwtlink").error("failed with %s", NAMES[0], exc_info=error)
            details(error)
        watch.look()
        store.lock()
        watch.look()
        store.unlock(PASSPHRASE)
        rekey.change_passphrase(store, PASSPHRASE, NEW_PASSPHRASE)


def by_the_window(case: Path) -> None:
    """Open tables, charts, documents and the inspector in the window; copy, search, lock."""
    from PySide6.QtCore import QEventLoop, QTimer

    from iwtlink.gui.app import make_app
    from iwtlink.gui.theme import apply_theme
    from iwtlink.gui.window import MainWindow
    from iwtlink.store import Store, documents
    from iwtlink.store.ids import Item

    app = make_app()
    apply_theme(app, "light")
    window = MainWindow()

    def wait() -> None:
        loop = QEventLoop()
        QTimer.singleShot(300, loop.quit)
        loop.exec()
        while not window.jobs.is_idle:
            QTimer.singleShot(50, loop.quit)
            loop.exec()

    window.show()
    store = Store.open(case, passphrase=NEW_PASSPHRASE)
    store.sign_in("Vilay T", "VT")
    window.session.take(store)
    wait()
    with store.read() as db:
        kept = [Item("document", int(row.id)) for row in documents.list_documents(db)]
    for item in (*kept, Item("entity", 1), Item("link", 1), Item("product", 1)):
        window.opener.show_item(item)
        wait()
    window.search.setFocus()
    window.grab().toImage()
    window.session.close()
    while Path(f"{case}.lock").exists():  # it makes a backup before it closes
        wait()
    window.close()


def stay_in_an_edit(watch: Watch, case: Path) -> None:
    """Write a little, then stay in an edit that is larger than what SQLite keeps in memory."""
    from iwtlink.store import Store, entities

    with Store.open(case, passphrase=NEW_PASSPHRASE) as store:
        with store.edit("Kept") as edit:
            for name in NAMES:
                entities.add_entity(edit, "person", f"{name} {WORDS}")
        with store.edit("Never ended") as edit:
            edit.connection.exec_driver_sql("PRAGMA cache_spill = 1")
            edit.connection.exec_driver_sql("PRAGMA cache_size = 5")  # so that it spills
            for number in range(400):
                entities.add_entity(edit, "person", f"{NAMES[number % 5]} {number}")
            watch.look()
            say("open")
            time.sleep(600)


if __name__ == "__main__":
    if sys.argv[1] == "work":
        work()
    else:
        from iwtlink.store import Store
        from iwtlink.store.check import check

        with Store.open(os.environ["CASE"], passphrase=NEW_PASSPHRASE) as opened:
            say(str(check(opened).faults))
