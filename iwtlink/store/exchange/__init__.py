"""Two databases become one: the original state of each, joined row by row and field by field.

``state`` says what a row is while it travels; ``originals`` reads what is here as if nothing had
been merged; ``joining`` makes one state of two, whatever the order; ``placing`` says which rows of
a state can stand, and under which references; ``planning`` compares that with what stands here,
and ``applying`` writes the difference. Nothing is lost: a row that cannot stand waits. Reading the
same twice changes nothing, because a state joined with a part of itself is that state.
"""

from iwtlink.store.exchange.joining import Clash
from iwtlink.store.exchange.state import Name, Row, State

__all__ = ["Clash", "Name", "Row", "State"]
