"""Two laptops that never meet on a network: an encrypted file carries what one of them knows.

``write`` puts the original state of the database, or a chosen part of it, into a file, and
``weigh`` says what that would be; ``look`` says what reading a file would do, and ``read`` does
it, as one step. Files may be read in any order, twice, or by way of a third laptop: all end in
the same state. Start reading in ``model``, then ``iwtlink.store.exchange`` for how two states
become one.
"""

from iwtlink.operations.exchange.log import past
from iwtlink.operations.exchange.looking import look
from iwtlink.operations.exchange.model import (
    Choice,
    Conflict,
    Decisions,
    Exchange,
    Head,
    Key,
    Line,
    Preview,
    Read,
    Side,
    Weighed,
    Written,
)
from iwtlink.operations.exchange.taking import read
from iwtlink.operations.exchange.writing import weigh, write

__all__ = [
    "Choice",
    "Conflict",
    "Decisions",
    "Exchange",
    "Head",
    "Key",
    "Line",
    "Preview",
    "Read",
    "Side",
    "Weighed",
    "Written",
    "look",
    "past",
    "read",
    "weigh",
    "write",
]
