"""The step that converts quantities from one unit into another."""

from __future__ import annotations

from iwtlink.i18n import tr
from iwtlink.intake.mapping.cleaning.declared import Declared, Tables, otherwise_of, reading
from iwtlink.intake.mapping.expressions import Step
from iwtlink.ontology import CodeList, ValueProblem, load_ontology
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.numbers import converted, factor_between, unit_of
from iwtlink.ontology.yaml_lines import Spot


def _unit(spot: Spot, _tables: Tables) -> Step:
    """``{from: lb, to: kg, otherwise:}``."""
    found = lines.fields(spot, ("from", "to", "otherwise"), ("from", "to"))
    units = load_ontology().code_lists["cites_units"]
    given, wanted = _code(found["from"], units), _code(found["to"], units)
    if factor_between(given, wanted) is None:
        raise spot.wrong(
            tr(
                "{unit} cannot be given in {other}.",
                unit=lines.text(found["from"]),
                other=lines.text(found["to"]),
            )
        )
    return reading(
        lambda value: converted(value, units, given, wanted), otherwise_of(found, "problem")
    )


def _code(spot: Spot, units: CodeList) -> str:
    word = lines.text(spot)
    try:
        return unit_of(word, units)
    except ValueProblem as problem:
        raise spot.wrong(str(problem)) from None


DECLARED = (
    Declared(
        "unit", "unit: {from: lb, to: kg}", "2", "0.90718474 kg",
        lambda: tr(
            "Converts a weight, length or volume. A unit in the cell goes before the one that "
            "is told: 500 g is 0.5 kg. What cannot be converted is reported."
        ),
        made=_unit,
    ),
)  # fmt: skip
