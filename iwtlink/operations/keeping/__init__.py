"""Keeping the work: when and where backups are made, which go again, and the way back.

``backups`` makes, lists and thins them, ``restore`` puts one in the database's place,
``rekey`` says what becomes of them when the passphrase changes. Start reading in ``backups``.
"""

from iwtlink.operations.keeping.backups import (
    Kept,
    backup_folder,
    every_backup,
    has_changed,
    is_kept,
    is_same_disk,
    keep,
    keep_if_changed,
    known_backups,
    reason_text,
    second_folder,
    was_left_open,
)

__all__ = [
    "Kept",
    "backup_folder",
    "every_backup",
    "has_changed",
    "is_kept",
    "is_same_disk",
    "keep",
    "keep_if_changed",
    "known_backups",
    "reason_text",
    "second_folder",
    "was_left_open",
]
