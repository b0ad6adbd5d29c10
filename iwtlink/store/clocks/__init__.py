"""When each field was last written on any laptop: what lets two databases become one.

A value with which a row was born has no clock, since a row is born only once. At the end of every
step each exchanged field whose value changed gets a stamp, later than any it follows, and keeps
the stamps that it follows; so it can be told whether one writing knew of another. Whether a row is
there at all is such a field of its own, with an empty name. ``fields`` says what is exchanged,
``stamps`` how stamps are made and joined, ``writing`` what a step writes, ``swapping`` how
undoing the reading of an exchange file turns the clocks back.
"""

from iwtlink.store.clocks.keeping import Place, clocks_of, keep_clocks
from iwtlink.store.clocks.stamps import Clock
from iwtlink.store.clocks.writing import write

__all__ = ["Clock", "Place", "clocks_of", "keep_clocks", "write"]
