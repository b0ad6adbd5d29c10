"""The cleaning steps a mapping can name: each turns a list of values into the next.

Steps never guess: what a step cannot read it leaves, drops or reports, as the mapping says, and
no text of a cell makes one raise. Each is declared once, with its words for the manual and the
import window, in the module of its subject: ``texts``, ``choosing``, ``dates``, ``units``,
``phones``, ``coordinates``. ``steps`` lists them and reads ``steps:`` of a mapping; start
reading in ``declared``. May import ontology and below.
"""

from iwtlink.intake.mapping.cleaning.declared import Declared, Tables, fold_cell
from iwtlink.intake.mapping.cleaning.steps import STEPS, parse_steps

__all__ = ["STEPS", "Declared", "Tables", "fold_cell", "parse_steps"]
