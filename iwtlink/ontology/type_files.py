"""Reads entity, link and observation types, joins them with what they extend, checks them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import get_args

from iwtlink.i18n import tr
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.model import (
    FAMILIES,
    ROOT,
    TABLE_KINDS,
    Cardinality,
    CodeList,
    EntityType,
    Group,
    LinkType,
    ObservationType,
    Ontology,
    PropertyType,
)
from iwtlink.ontology.yaml_lines import Spot

_ENTITY_KEYS = (
    *("label", "plural", "code", "icon", "colour", "extends", "abstract"),
    *("caption", "featured", "asked_first", "properties"),
)
_LINK_KEYS = ("label", "verb", "reverse", "directed", "from", "to", "ends", "properties")
_OBSERVATION_KEYS = ("label", "plural", "code", "of", "properties")
_PROPERTY_KEYS = (*("label", "type", "cardinality", "unit", "codes", "help", "lenient", "masked"),)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_CODE = re.compile(r"[A-Z]{3}")

WrongAt = Callable[[str, str], Exception]
"""Makes the error for a subject such as ``entity person`` that names its file and line."""


def read_properties(spot: Spot, codes: Mapping[str, CodeList]) -> dict[str, PropertyType]:
    """Read properties: ``name: value type``, or ``name: {label: ..., type: ...}``."""
    return {name: _property(name, value, codes) for name, _, value in lines.entries(spot)}


def _property(name: str, spot: Spot, codes: Mapping[str, CodeList]) -> PropertyType:
    label = name.replace("_", " ").capitalize()
    if lines.is_scalar(spot):
        return PropertyType(name, label, _value_type(spot))
    given = lines.fields(spot, _PROPERTY_KEYS)
    value_type = _value_type(given["type"]) if "type" in given else "text"
    code_list = _word(given, "codes")
    if (value_type == "code") != bool(code_list):
        raise spot.wrong(tr("“codes” belongs to the value type “code”, and it needs one."))
    if code_list and code_list not in codes:
        raise given["codes"].wrong(tr("There is no code list named “{name}”.", name=code_list))
    return PropertyType(
        name=name,
        label=_word(given, "label") or label,
        value_type=value_type,
        cardinality=_cardinality(given),
        unit=_word(given, "unit"),
        codes=code_list,
        help=_word(given, "help"),
        is_lenient=_flag(given, "lenient"),
        is_masked=_flag(given, "masked"),
    )


def _value_type(spot: Spot) -> str:
    name = lines.text(spot)
    if name not in FAMILIES:
        known = ", ".join(FAMILIES)
        raise spot.wrong(
            tr("Unknown value type “{name}”; known are {known}.", name=name, known=known)
        )
    return name


def _cardinality(given: Mapping[str, Spot]) -> Cardinality:
    word = _word(given, "cardinality") or "one"
    for known in get_args(Cardinality):
        if word == known:
            return known  # type: ignore[no-any-return]  # one of the literals just compared
    raise given["cardinality"].wrong(tr("Expected one, many or dated, not “{word}”.", word=word))


def _word(given: Mapping[str, Spot], key: str) -> str:
    return lines.text(given[key]) if key in given else ""


def _words(given: Mapping[str, Spot], key: str) -> tuple[str, ...]:
    return lines.texts(given[key]) if key in given else ()


def _flag(given: Mapping[str, Spot], key: str, default: bool = False) -> bool:
    return lines.flag(given[key]) if key in given else default


def _own_properties(
    given: Mapping[str, Spot], codes: Mapping[str, CodeList]
) -> dict[str, PropertyType]:
    return read_properties(given["properties"], codes) if "properties" in given else {}


def read_entity_type(
    name: str, spot: Spot, group: Group, codes: Mapping[str, CodeList]
) -> EntityType:
    """Read one entity type as the file has it, without what it inherits."""
    given = lines.fields(spot, _ENTITY_KEYS, required=("label",))
    is_abstract = _flag(given, "abstract")
    for key in () if is_abstract else ("plural", "code"):
        if not _word(given, key):
            raise spot.wrong(tr("“{name}” is missing.", name=key))
    return EntityType(
        name=name,
        label=_word(given, "label"),
        plural=_word(given, "plural") or _word(given, "label"),
        code=_matching(given, "code", _CODE, tr("three capital letters")),
        icon=_word(given, "icon") or name,
        colour=colour_of(given) or group.colour,
        extends=_word(given, "extends") or ("" if name == ROOT else ROOT),
        is_abstract=is_abstract,
        caption=_words(given, "caption"),
        featured=_words(given, "featured"),
        asked_first=_words(given, "asked_first"),
        properties=_own_properties(given, codes),
        group=group.name,
    )


def colour_of(given: Mapping[str, Spot]) -> str:
    """Read the key *colour*; an empty text where there is none."""
    return _matching(given, "colour", _COLOUR, "#RRGGBB")


def _matching(given: Mapping[str, Spot], key: str, shape: re.Pattern[str], wanted: str) -> str:
    word = _word(given, key)
    if word and not shape.fullmatch(word):
        raise given[key].wrong(tr("Expected {wanted}, not “{word}”.", wanted=wanted, word=word))
    return word


def read_link_type(name: str, spot: Spot, group: Group, codes: Mapping[str, CodeList]) -> LinkType:
    """Read one link type. ``directed`` is yes unless the file says no."""
    given = lines.fields(spot, _LINK_KEYS, required=("label", "verb"))
    is_directed = _flag(given, "directed", default=True)
    if is_directed and not _word(given, "reverse"):
        raise spot.wrong(tr("“{name}” is missing.", name="reverse"))
    ends = _ends(spot, given)
    return LinkType(
        name=name,
        label=_word(given, "label"),
        verb=_word(given, "verb"),
        reverse_verb=_word(given, "reverse") or _word(given, "verb"),
        is_directed=is_directed,
        ends=ends,
        properties=_own_properties(given, codes),
        group=group.name,
        joins_entities=not any(word in TABLE_KINDS for pair in ends for word in pair),
    )


def _ends(spot: Spot, given: Mapping[str, Spot]) -> tuple[tuple[str, str], ...]:
    """Read the allowed ends: ``from`` and ``to``, or several such pairs under ``ends``."""
    sets = [given] if "from" in given or "to" in given else []
    if "ends" in given:
        sets += [lines.fields(item, ("from", "to")) for item in lines.items(given["ends"])]
    if not sets:
        raise spot.wrong(tr("“{name}” is missing.", name="from"))
    for pair in sets:
        for key in ("from", "to"):
            if key not in pair:
                raise spot.wrong(tr("“{name}” is missing.", name=key))
    return tuple(
        (start, end)
        for pair in sets
        for start in lines.texts(pair["from"])
        for end in lines.texts(pair["to"])
    )


def read_observation_type(
    name: str, spot: Spot, group: Group, codes: Mapping[str, CodeList]
) -> ObservationType:
    """Read one observation type."""
    given = lines.fields(spot, _OBSERVATION_KEYS, required=("label", "plural", "code", "of"))
    return ObservationType(
        name=name,
        label=_word(given, "label"),
        plural=_word(given, "plural"),
        code=_matching(given, "code", _CODE, tr("three capital letters")),
        of=_words(given, "of"),
        properties=_own_properties(given, codes),
        group=group.name,
    )


def ancestors_of(types: Mapping[str, EntityType], wrong: WrongAt) -> dict[str, frozenset[str]]:
    """Give for each type itself and all it extends. Raises on an unknown parent or a circle."""
    found: dict[str, frozenset[str]] = {}
    for name in types:
        chain = [name]
        while parent := types[chain[-1]].extends:
            if parent not in types:
                sentence = tr("It extends “{name}”, which is not a type.", name=parent)
                raise wrong(f"entity {chain[-1]}", sentence)
            if parent in chain:
                raise wrong(f"entity {name}", tr("It extends itself in a circle."))
            chain.append(parent)
        found[name] = frozenset(chain)
    return found


def inherited_entity_type(name: str, types: Mapping[str, EntityType]) -> EntityType:
    """Give a type with all it inherits: names first, then its own, then what is common to all."""
    chain = [types[name]]
    while chain[-1].extends:
        chain.append(types[chain[-1].extends])
    root = chain[-1].properties if len(chain) > 1 else {}
    own = {key: value for level in reversed(chain[:-1]) for key, value in level.properties.items()}
    if len(chain) == 1:
        own = dict(types[name].properties)
    names = {key: value for key, value in root.items() if key == "name"}
    common = {key: value for key, value in root.items() if key not in own}
    return replace(
        types[name],
        properties={**names, **own, **common},
        colour=next((level.colour for level in chain if level.colour), ""),
        caption=next((level.caption for level in chain if level.caption), ()),
        featured=next((level.featured for level in chain if level.featured), ()),
        asked_first=next((level.asked_first for level in chain if level.asked_first), ()),
    )


def check_words(ontology: Ontology, wrong: WrongAt) -> None:
    """Check that types, properties and ends named anywhere exist, and codes are used once."""
    _check_codes(ontology, wrong)
    for entity in ontology.entity_types.values():
        for key in (*entity.caption, *entity.featured, *entity.asked_first):
            if key not in entity.properties:
                sentence = tr("It has no property named “{name}”.", name=key)
                raise wrong(f"entity {entity.name}", sentence)
    for link in ontology.link_types.values():
        ends = {*link.from_types, *link.to_types} - TABLE_KINDS
        _check_types(f"link {link.name}", ends, ontology, wrong)
    for seen in ontology.observation_types.values():
        _check_types(f"observation {seen.name}", seen.of, ontology, wrong)


def _check_types(subject: str, names: Iterable[str], ontology: Ontology, wrong: WrongAt) -> None:
    for name in names:
        if name not in ontology.entity_types:
            raise wrong(subject, tr("There is no entity type named “{name}”.", name=name))


def _check_codes(ontology: Ontology, wrong: WrongAt) -> None:
    """References such as ``PER-VT1-0042`` must tell their type by the first three letters."""
    owners: dict[str, str] = {}
    subjects = [
        *((f"entity {item.name}", item.code) for item in ontology.entity_types.values()),
        *((f"observation {item.name}", item.code) for item in ontology.observation_types.values()),
    ]
    for subject, code in subjects:
        if code and code in owners:
            sentence = tr(
                "The code {code} is taken already by the {owner}.", code=code, owner=owners[code]
            )
            raise wrong(subject, sentence)
        owners[code] = subject
