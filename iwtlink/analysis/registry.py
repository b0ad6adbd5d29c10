"""The measures by name, with the words shown beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from iwtlink.analysis import measures
from iwtlink.analysis.cohesion import components, cut_points
from iwtlink.analysis.measures import Scores
from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its words, where it comes from, and how it is computed.

    ``label_of`` and ``sentence_of`` give the text in the user's language when asked.
    ``options`` names what ``compute`` takes: ``directed``, ``weighted``.
    """

    name: str
    label_of: Callable[[], str]
    sentence_of: Callable[[], str]
    source: str
    compute: Callable[..., Scores]
    options: tuple[str, ...] = ()
    decimals: int = 0

    @property
    def label(self) -> str:
        """The name to show."""
        return self.label_of()

    @property
    def sentence(self) -> str:
        """What a value says, for one who does not know the method."""
        return self.sentence_of()

    def values_of(
        self, snapshot: Snapshot, *, directed: bool = False, weighted: bool = False
    ) -> Scores:
        """Give one value per entity; an option that means nothing to this measure is ignored."""
        asked = {"directed": directed, "weighted": weighted}
        return self.compute(snapshot, **{name: asked[name] for name in self.options})


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row of a ranking: position among the entities, and the value."""

    index: int
    value: float


def rank(
    snapshot: Snapshot,
    measure: str,
    top: int | None = None,
    *,
    directed: bool = False,
    weighted: bool = False,
) -> list[Ranked]:
    """Give entities by falling value, equal ones by reference; ``top`` None means all.

    For ``components`` the order is by group, the largest first.
    """
    values = measure_named(measure).values_of(snapshot, directed=directed, weighted=weighted)
    sign = 1.0 if measure == "components" else -1.0
    # Rounded, so that a difference in the last bit does not decide between equal values.
    order = sorted(
        range(len(values)), key=lambda k: (sign * round(float(values[k]), 12), snapshot.refs[k])
    )
    return [Ranked(k, float(values[k])) for k in order[:top]]


def measure_named(name: str) -> Measure:
    """Give a measure; ``BadInput`` names the known ones where it is not one of them."""
    if name not in MEASURES:
        known = ", ".join(MEASURES)
        raise BadInput(
            tr("There is no measure {name}. Known are: {known}.", name=name, known=known)
        )
    return MEASURES[name]


def _group_numbers(snapshot: Snapshot) -> Scores:
    """Number the groups from 1, as people count."""
    return (components(snapshot) + 1).astype(np.float64)


def _pieces(snapshot: Snapshot) -> Scores:
    return cut_points(snapshot).astype(np.float64)


_FREEMAN = "L. C. Freeman, Social Networks 1 (1979) 215-239"
_HOPCROFT_TARJAN = "J. Hopcroft and R. Tarjan, Communications of the ACM 16 (1973) 372-378"

_ALL = (
    Measure(
        "degree",
        lambda: tr("Direct links"),
        lambda: tr("With how many others this one is linked directly."),
        _FREEMAN,
        measures.degree,
        ("directed", "weighted"),
    ),
    Measure(
        "in_degree",
        lambda: tr("Links received"),
        lambda: tr("How many others point at this one: call, pay or supply it."),
        _FREEMAN,
        measures.in_degree,
        ("weighted",),
    ),
    Measure(
        "out_degree",
        lambda: tr("Links given"),
        lambda: tr("At how many others this one points: calls, pays or supplies them."),
        _FREEMAN,
        measures.out_degree,
        ("weighted",),
    ),
    Measure(
        "betweenness",
        lambda: tr("Brokerage"),
        lambda: tr(
            "On what share of the shortest ways between two others this one stands; "
            "high values mark brokers."
        ),
        "L. C. Freeman, Sociometry 40 (1977) 35-41; U. Brandes (2001)",
        measures.betweenness,
        ("directed", "weighted"),
        4,
    ),
    Measure(
        "closeness",
        lambda: tr("Nearness"),
        lambda: tr("How few steps away this one is from all it can be reached from."),
        "S. Wasserman and K. Faust, Social Network Analysis (1994) 201",
        measures.closeness,
        ("directed", "weighted"),
        4,
    ),
    Measure(
        "eigenvector",
        lambda: tr("Linked with the well linked"),
        lambda: tr("Whether this one is linked with others who are well linked themselves."),
        "P. Bonacich, American Journal of Sociology 92 (1987) 1170-1182",
        measures.eigenvector,
        ("directed", "weighted"),
        4,
    ),
    Measure(
        "pagerank",
        lambda: tr("Reached at random"),
        lambda: tr("How often someone following links at random would arrive at this one."),
        "S. Brin and L. Page, Computer Networks 30 (1998) 107-117",
        measures.pagerank,
        ("directed", "weighted"),
        4,
    ),
    Measure(
        "components",
        lambda: tr("Separate group"),
        lambda: tr("In which group this one is; no link leads from group to group; 1 is largest."),
        _HOPCROFT_TARJAN,
        _group_numbers,
    ),
    Measure(
        "cut_points",
        lambda: tr("Holds the group together"),
        lambda: tr("Into how many pieces the group falls without this one; 0 where it holds."),
        _HOPCROFT_TARJAN,
        _pieces,
    ),
)

MEASURES: Mapping[str, Measure] = MappingProxyType({measure.name: measure for measure in _ALL})
"""Every measure by name, in the order to offer them."""
