"""The words of the trade as data: types, properties, values, code lists, grading systems.

Imports only ``i18n``, ``paths`` and ``errors``. The files are ``resources/ontology`` and
``resources/codes``; an analyst's unit may add its own. Start reading in ``model`` (what there
is), then ``loader`` (files to ``Ontology``), then ``values`` (a text to a ``Value``).
"""

from iwtlink.ontology.loader import load_ontology, own_types_problem, read_ontology
from iwtlink.ontology.model import (
    BadOntology,
    Code,
    CodeList,
    EntityType,
    GradingSystem,
    Group,
    LinkType,
    ObservationType,
    Ontology,
    PropertyType,
    Value,
    ValueProblem,
)

__all__ = [
    "BadOntology",
    "Code",
    "CodeList",
    "EntityType",
    "GradingSystem",
    "Group",
    "LinkType",
    "ObservationType",
    "Ontology",
    "PropertyType",
    "Value",
    "ValueProblem",
    "load_ontology",
    "own_types_problem",
    "read_ontology",
]
