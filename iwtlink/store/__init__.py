"""The database file: tables, edits with undo, the journal, search, and reading as arrays.

May import ``ontology`` and below. Everything is written inside ``with store.edit(label,
scope) as edit`` and read inside ``with store.read() as db``; each module holds the tables
it names (``entities``, ``links``, ``documents``...) with its write functions taking the
``Edit`` and its read functions taking the connection. Packages: ``opening`` (the file, its key,
lock, disk and upgrade), ``journal`` (images, undo, taking back), ``settle`` and ``strength``
(what follows from statements), ``search``, ``history``, ``retractions``, ``purge``, ``check``
and ``backups``. Start reading in ``store``, then ``journal`` for how undo, history and audit are
one mechanism, and ``journal.blocks`` for how many rows are written at once.
"""

from iwtlink.store.changes import Changes
from iwtlink.store.edit import Edit
from iwtlink.store.journal.undo import DATABASE, Step, chart_scope
from iwtlink.store.store import Store

__all__ = ["DATABASE", "Changes", "Edit", "Step", "Store", "chart_scope"]
