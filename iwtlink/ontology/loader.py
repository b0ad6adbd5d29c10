"""Reads the YAML files of types and codes, checks them, and gives the ontology.

Every file under ``resources/ontology`` may hold any of the sections of ``_SECTIONS``; what a unit
adds in ``ontology`` of its settings folder is read after the shipped files and checked together
with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from iwtlink.i18n import tr
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.code_lists import read_code_list, read_grading_system
from iwtlink.ontology.model import (
    BadOntology,
    CodeList,
    EntityType,
    GradingSystem,
    Group,
    LinkType,
    ObservationType,
    Ontology,
    PropertyType,
)
from iwtlink.ontology.type_files import (
    ancestors_of,
    check_words,
    colour_of,
    inherited_entity_type,
    read_entity_type,
    read_link_type,
    read_observation_type,
    read_properties,
)
from iwtlink.ontology.yaml_lines import Spot
from iwtlink.paths import own_files, resource

_SECTIONS = (
    "group",
    "entity_types",
    "link_properties",
    "link_types",
    "observation_properties",
    "observation_types",
    "code_lists",
    "grading_systems",
)


@dataclass(slots=True)
class _Draft:
    """What the files say, before types are joined with what they extend."""

    spots: dict[str, Spot] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    entity_types: dict[str, EntityType] = field(default_factory=dict)
    link_types: dict[str, LinkType] = field(default_factory=dict)
    observation_types: dict[str, ObservationType] = field(default_factory=dict)
    code_lists: dict[str, CodeList] = field(default_factory=dict)
    grading_systems: dict[str, GradingSystem] = field(default_factory=dict)
    link_properties: dict[str, PropertyType] = field(default_factory=dict)
    observation_properties: dict[str, PropertyType] = field(default_factory=dict)


@lru_cache(maxsize=4)
def load_ontology(folder: Path | None = None) -> Ontology:
    """Give the shipped ontology with the unit's own types, or those of ``folder``, added to it.

    Raises ``BadOntology`` naming file and line where a file of ``folder`` is wrong; the unit's own
    are left out then, and ``own_types_problem`` says why. Cached; the first call takes some 50 ms.
    """
    if folder is None:
        return _with_own_types()[0]
    return read_ontology(_shipped_files() + _yaml_files(folder))


def own_types_problem() -> str:
    """Say what is wrong with the unit's own types, with file and line; empty where nothing is."""
    return _with_own_types()[1] if own_files("ontology") else ""


@lru_cache(maxsize=1)
def _with_own_types() -> tuple[Ontology, str]:
    own = own_files("ontology")
    if own:
        try:
            return read_ontology(_shipped_files() + own), ""
        except BadOntology as error:
            return read_ontology(_shipped_files()), str(error)
    return read_ontology(_shipped_files()), ""


def forget_types() -> None:
    """Read the files again when the ontology is asked for next."""
    _with_own_types.cache_clear()
    load_ontology.cache_clear()


def read_ontology(paths: Iterable[Path]) -> Ontology:
    """Give the ontology that exactly these files describe. Raises ``BadOntology``."""
    pages = [page for page in map(_sections, paths) if page]
    draft = _Draft()
    for page in pages:
        _read_codes(draft, page)
    for page in pages:
        _read_common(draft, page)
    for page in pages:
        _read_types(draft, page)
    return _joined(draft)


def _shipped_files() -> list[Path]:
    return _yaml_files(resource("codes")) + _yaml_files(resource("ontology"))


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _sections(path: Path) -> Mapping[str, Spot]:
    spot = lines.read_yaml(path)
    return lines.fields(spot, _SECTIONS) if spot else {}


def _named(page: Mapping[str, Spot], section: str, taken: Iterable[str]) -> Iterator[_Entry]:
    """Go through the entries of a section; none may be named like one of another file."""
    if section not in page:
        return
    names = set(taken)
    for name, key, value in lines.entries(page[section]):
        if name in names:
            raise key.wrong(tr("“{name}” is given twice.", name=name))
        yield name, key, value


_Entry = tuple[str, Spot, Spot]


def _read_codes(draft: _Draft, page: Mapping[str, Spot]) -> None:
    for name, _, spot in _named(page, "code_lists", draft.code_lists):
        draft.code_lists[name] = read_code_list(name, spot)


def _read_common(draft: _Draft, page: Mapping[str, Spot]) -> None:
    """Read what types lean on: grading systems, common properties."""
    for name, _, spot in _named(page, "grading_systems", draft.grading_systems):
        draft.grading_systems[name] = read_grading_system(name, spot, draft.code_lists)
    for section, into in (
        ("link_properties", draft.link_properties),
        ("observation_properties", draft.observation_properties),
    ):
        if section in page:
            into.update(read_properties(page[section], draft.code_lists))


def _read_types(draft: _Draft, page: Mapping[str, Spot]) -> None:
    group = _group(draft, page)
    for name, key, spot in _named(page, "entity_types", draft.entity_types):
        draft.spots[f"entity {name}"] = key
        draft.entity_types[name] = read_entity_type(name, spot, group, draft.code_lists)
    for name, key, spot in _named(page, "link_types", draft.link_types):
        draft.spots[f"link {name}"] = key
        link = read_link_type(name, spot, group, draft.code_lists)
        merged = {**draft.link_properties, **link.properties}
        draft.link_types[name] = replace(link, properties=merged)
    for name, key, spot in _named(page, "observation_types", draft.observation_types):
        draft.spots[f"observation {name}"] = key
        seen = read_observation_type(name, spot, group, draft.code_lists)
        merged = {**seen.properties, **draft.observation_properties}
        draft.observation_types[name] = replace(seen, properties=merged)


def _group(draft: _Draft, page: Mapping[str, Spot]) -> Group:
    """Read the group a file speaks of. A second file may speak of the same group."""
    if "group" not in page:
        return Group("", "")
    given = lines.fields(page["group"], ("name", "label", "colour"), required=("name",))
    name = lines.text(given["name"])
    if name not in draft.groups:
        if "label" not in given:
            raise page["group"].wrong(tr("“{name}” is missing.", name="label"))
        draft.groups[name] = Group(name, lines.text(given["label"]), colour_of(given))
    return draft.groups[name]


def _joined(draft: _Draft) -> Ontology:
    """Join types with their ancestors and check all names against each other."""
    wrong = _wrong_at(draft)
    ancestors = ancestors_of(draft.entity_types, wrong)
    entity_types = {
        name: inherited_entity_type(name, draft.entity_types) for name in draft.entity_types
    }
    ontology = Ontology(
        entity_types=entity_types,
        link_types=draft.link_types,
        observation_types=draft.observation_types,
        code_lists=draft.code_lists,
        grading_systems=draft.grading_systems,
        groups=draft.groups,
        ancestors=ancestors,
    )
    check_words(ontology, wrong)
    return ontology


def _wrong_at(draft: _Draft) -> Callable[[str, str], Exception]:
    def wrong(subject: str, sentence: str) -> Exception:
        return draft.spots[subject].wrong(sentence)

    return wrong
