"""Passphrases and the keys made from them, and how strong a passphrase is.

The file is a plain SQLCipher 4 file: its first 16 bytes are a random salt, and the key is
PBKDF2-HMAC-SHA512 over the passphrase with that salt, 256,000 rounds
(zetetic.net/sqlcipher/design). The key is made once per opening here and handed to each
connection, because making it costs 0.1 s.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_bytes
from typing import Literal, Self, cast

from iwtlink.errors import BadInput
from iwtlink.i18n import tr

SALT_BYTES = 16
_KEY_BYTES = 32
_ROUNDS = 256_000

Score = Literal[0, 1, 2, 3, 4]


@dataclass(frozen=True, slots=True)
class Key:
    """What opens an encrypted file. Its bytes show nowhere: not in a message, not in a log."""

    raw: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @classmethod
    def derive(cls, passphrase: str, salt: bytes) -> Self:
        """Make the key of the file with this salt; 0.1 s."""
        words = normalised(passphrase).encode()
        return cls(hashlib.pbkdf2_hmac("sha512", words, salt, _ROUNDS, _KEY_BYTES), salt)

    @classmethod
    def new(cls, passphrase: str) -> Self:
        """Make the key of a new file, whose salt nobody had before."""
        return cls.derive(passphrase, token_bytes(SALT_BYTES))

    def literal(self) -> str:
        """Give the key as SQLCipher takes it in a statement: raw, with its salt."""
        return f"\"x'{self.raw.hex()}{self.salt.hex()}'\""


def normalised(passphrase: str) -> str:
    """Give the one form of a passphrase that keyboards may compose differently (NFC).

    Raise ``BadInput`` where it is none: empty, or with a character no other program can pass on.
    """
    if not passphrase:
        raise BadInput(tr("An empty passphrase protects nothing. Type one."))
    if "\x00" in passphrase or any("\ud800" <= letter <= "\udfff" for letter in passphrase):
        raise BadInput(tr("The passphrase holds a character that cannot be typed elsewhere."))
    return unicodedata.normalize("NFC", passphrase)


def new_key(passphrase: str) -> Key | None:
    """Give the key of a new file; None where it is to be plain, for an empty passphrase."""
    return Key.new(passphrase) if passphrase else None


def key_of(path: Path, passphrase: str) -> Key:
    """Give the key by which this passphrase would open the file."""
    with path.open("rb") as stream:
        return Key.derive(passphrase, stream.read(SALT_BYTES))


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess: 0 (at once) to 4 (not in a lifetime), and in words."""

    score: Score
    sentence: str


_LONGEST_RATED = 72
"""Letters looked at: zxcvbn takes more than linear time, and more makes no difference."""


def strength_of(passphrase: str) -> Strength:
    """Rate a passphrase by zxcvbn (Wheeler, USENIX Security 2016), letters of every script.

    zxcvbn knows dictionaries, keyboards, dates and repeats; it counts what it does not know
    as one of ten possibilities a letter, whatever the script.
    """
    if not passphrase:
        return Strength(0, tr("No passphrase: anyone who has the file can read it."))
    from zxcvbn import zxcvbn  # its word lists take 0.1 s to load

    found = zxcvbn(passphrase[:_LONGEST_RATED])
    return Strength(cast(Score, found["score"]), _sentences()[found["score"]])


def _sentences() -> tuple[str, ...]:
    return (
        tr("Very weak: guessed at once. Take four or five words that do not belong together."),
        tr("Weak: guessed within hours. Add words that do not belong together."),
        tr("Fair: holds against a casual attempt. One more word makes it good."),
        tr("Good: holds against a determined attempt for years."),
        tr("Strong: not guessed in a lifetime."),
    )
