"""Writes into a database until it is killed, and says what it was told is written.

Run as ``python -m tests.kills.worker FILE JOB SEED KEY``. Each line of its output is a promise
made by the program: ``step ID`` for a step that is written, ``backup PATH`` for a backup that is
made, ``key N`` for the passphrase of that number (0 is none). ``begin`` and ``end`` stand around
each round, so that the reader knows whether the kill fell into one.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable
from pathlib import Path

from iwtlink.ontology import Value
from iwtlink.operations import exchange
from iwtlink.operations.attaching import NewFile, attach
from iwtlink.operations.imports import import_sources
from iwtlink.store import (
    Store,
    backups,
    entities,
    judgements,
    links,
    merging,
    retractions,
    statements,
)
from iwtlink.store.ids import Item, Subject
from iwtlink.store.opening import rekey

IMPORTED_ROWS = 150
CARRIED = "kettle ostrich violin marble"
"""Passphrase of exchange files."""


def passphrase(number: int) -> str:
    """Give the passphrase of a number; 0 stands for none."""
    return f"rain over Thakhek {number}" if number else ""


def say(*words: object) -> None:
    """Print one promise at once."""
    print(*words, flush=True)


class Worker:
    """One writer of one database; ``dice`` decides what it does next."""

    def __init__(self, path: Path, seed: int, key: int) -> None:
        self.path, self.key = path, key
        self.beside = path.parent.with_name("beside")
        self.carried = self.beside / "carried.iwx"
        self.dice = random.Random(seed)
        self.told = 0
        self.open()

    def open(self) -> None:
        """Open the database and sign in."""
        self.store = Store.open(self.path, passphrase=passphrase(self.key))
        self.store.sign_in("Vilay T", "VT")

    def tell(self) -> None:
        """Promise every step written since the last promise."""
        for step in reversed(self.store.steps()):
            if step.id > self.told:
                say("step", step.id)
                self.told = step.id

    def edit(self) -> None:
        """Add two people, a link between them and a value, in one step."""
        with self.store.edit("Add a pair") as edit:
            ends = [entities.add_entity(edit, "person", f"Name {self.dice.random()}") for _ in "ab"]
            links.add_link(edit, "associate_of", *ends)
            words = Value("word " * self.dice.randrange(2_000))
            statements.state(edit, Subject("entity", ends[0]), "note", words)

    def undo(self) -> None:
        """Make a step, take it back, and sometimes do it again."""
        self.edit()
        self.tell()
        self.store.undo()
        self.tell()
        if self.dice.random() < 0.5:
            self.store.redo()

    def import_links(self) -> None:
        """Import a list of links between new names."""
        source = self.beside / "links.csv"
        with source.open("w", encoding="utf-8", newline="") as stream:
            rows = csv.writer(stream)
            rows.writerow(["from", "to", "type", "from_type", "to_type"])
            for number in range(IMPORTED_ROWS):
                stem = f"{self.dice.random()} {number}"
                rows.writerow([f"A {stem}", f"B {stem}", "associate_of", "person", "person"])
        import_sources(self.store, [source], mapping="plain_link_list")

    def attach(self) -> None:
        """Take in a text of some pages and a file of no known kind that fills chunks."""
        text = f"Khamsing was seen. {self.dice.random()}\n" * self.dice.randrange(1, 3_000)
        noise = self.dice.randbytes(self.dice.randrange(6 * 1024 * 1024))
        files = [NewFile("note.txt", text.encode()), NewFile("scan.bin", noise)]
        attach(self.store, files, join=True)

    def retract(self) -> None:
        """Retract someone with links, and bring him back."""
        self.edit()
        with self.store.read() as db:
            newest = entities.list_entities(db)[-1]
        with self.store.edit("Retract") as edit:
            taken = retractions.retract(edit, Item("entity", newest.id), "entered twice")
        self.tell()
        with self.store.edit("Restore") as edit:
            retractions.restore(edit, taken)

    def merge(self) -> None:
        """Merge the newest people into one, and sometimes split one of them off again."""
        self.edit()
        self.tell()
        self.edit()
        self.tell()
        with self.store.read() as db:
            newest = sorted(row.id for row in entities.list_entities(db))[-3:]
        with self.store.edit("Merge") as edit:
            merging.merge(edit, "entity", newest, reason="same phone")
        self.tell()
        if self.dice.random() < 0.7:
            with self.store.edit("Split") as edit:
                merging.split_off(edit, "entity", newest[-1])
            self.tell()
            with self.store.edit("Judge") as edit:
                judgements.judge(edit, "entity", newest[0], newest[-1], "different")

    def hear_of_another(self) -> None:
        """Let another laptop write a file, before the first round."""
        if not self.carried.exists():
            with Store.create(self.beside / f"{self.dice.random()}.iwt", code="VT2") as other:
                with other.edit("Add people") as edit:
                    for number in range(IMPORTED_ROWS):
                        entities.add_entity(edit, "person", f"Name {number}")
                exchange.write(other, self.carried, CARRIED)

    def exchange(self) -> None:
        """Read what another laptop wrote, write all of it for the next, and take it back."""
        self.edit()
        self.tell()
        exchange.read(self.store, self.carried, CARRIED)
        self.tell()
        exchange.write(self.store, self.beside / "onward.iwx", CARRIED)
        self.store.undo()

    def back_up(self) -> None:
        """Write a little and make a backup of all."""
        self.edit()
        made = backups.back_up(self.store, self.beside / "backups")
        say("backup", made.path)

    def rekey(self) -> None:
        """Give, change or remove the passphrase."""
        self.edit()
        self.tell()
        self.store.close()
        if self.key == 0:
            after = 1
            rekey.encrypt(self.path, passphrase(after))
        elif self.dice.random() < 0.5:
            after = self.key + 1
            rekey.change_passphrase(self.path, passphrase(self.key), passphrase(after))
        else:
            after = 0
            rekey.decrypt(self.path, passphrase(self.key))
        self.key = after
        say("key", after)
        self.open()


JOBS: dict[str, Callable[[Worker], None]] = {
    "edit": Worker.edit,
    "undo": Worker.undo,
    "import": Worker.import_links,
    "attach": Worker.attach,
    "retract": Worker.retract,
    "merge": Worker.merge,
    "exchange": Worker.exchange,
    "backup": Worker.back_up,
    "rekey": Worker.rekey,
}


def main() -> None:
    """Do one job again and again."""
    path, job, seed, key = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    worker = Worker(path, seed, key)
    if job == "exchange":
        worker.hear_of_another()
    while True:
        say("begin")
        JOBS[job](worker)
        worker.tell()
        say("end")


if __name__ == "__main__":
    main()
