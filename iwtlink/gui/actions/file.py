"""The File menu: databases, how they are kept, and leaving."""

from __future__ import annotations

from iwtlink.gui.actions.exchange import exchange_actions
from iwtlink.gui.actions.spec import ActionSpec, has_database, is_writable
from iwtlink.i18n import tr


def file_actions() -> list[ActionSpec]:
    """Give the actions of the File menu."""
    return [
        ActionSpec(
            "new_database",
            tr("&New database…"),
            "file",
            "file.new_database",
            shortcut="Ctrl+Shift+N",
            icon="file-plus",
            tip=tr("Make an empty database: one file on this computer"),
        ),
        ActionSpec(
            "open_database",
            tr("&Open database…"),
            "file",
            "file.open_database",
            shortcut="Ctrl+O",
            icon="folder-open",
        ),
        ActionSpec(
            "open_demo",
            tr("Open the &demonstration"),
            "file",
            "file.open_demo",
            icon="star",
            tip=tr("A fictional case to explore and try things on"),
        ),
        ActionSpec(
            "open_demo_afresh",
            tr("Start the demonstration &afresh"),
            "file",
            "file.open_demo_afresh",
            tip=tr("The fictional case as it came; what you tried on it is kept beside it"),
        ),
        ActionSpec(
            "save",
            tr("&Save"),
            "file",
            "file.save",
            shortcut="Ctrl+S",
            icon="check",
            is_enabled=has_database,
            tip=tr("Every step is written at once: there is nothing left to save"),
            starts_group=True,
        ),
        ActionSpec(
            "backups",
            tr("&Backups and restore…"),
            "file",
            "keeping.backups",
            icon="history",
            tip=tr("Back up now, verify a backup, go back to one"),
            starts_group=True,
        ),
        ActionSpec(
            "encryption",
            tr("&Encryption…"),
            "file",
            "keeping.encryption",
            icon="key",
            is_enabled=is_writable,
            tip=tr("Give the database a passphrase, change it or take it away"),
        ),
        ActionSpec(
            "lock_now",
            tr("&Lock now"),
            "file",
            "keeping.lock_now",
            shortcut="Ctrl+Shift+K",
            icon="lock",
            is_enabled=lambda now: now.is_encrypted,
            tip=tr("Cover the window until the passphrase is typed again"),
        ),
        *exchange_actions(),
        ActionSpec(
            "close_database",
            tr("&Close database"),
            "file",
            "file.close_database",
            shortcut="Ctrl+Shift+W",
            is_enabled=has_database,
        ),
        ActionSpec(
            "quit",
            tr("E&xit"),
            "file",
            "file.quit",
            shortcut="Ctrl+Q",
            icon="door-exit",
            starts_group=True,
            works_locked=True,
        ),
    ]
