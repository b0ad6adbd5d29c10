"""Grades in words, read from text, and converted from one grading system to another.

A grade is a source code and an information code side by side, such as ``B2``, in every system;
a handling code may follow (``E41``, ``1BP``, ``A1 H1``). Converting loses meaning: what was
given is always kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology.model import CodeList, GradingSystem, Ontology

ADMIRALTY = "admiralty"
"""The system in which grades of different systems are compared."""


@dataclass(frozen=True, slots=True)
class GivenGrade:
    """A grade as it was given: a system's name and its codes, the handling code where one is."""

    system: str = ""
    reliability: str = ""
    credibility: str = ""
    handling: str = ""

    @property
    def code(self) -> str:
        """Give the two codes side by side; empty where nothing is graded."""
        return self.reliability + self.credibility


@dataclass(frozen=True, slots=True)
class Converted:
    """A grade in the system asked for; ``is_lossy`` where it was given in another one."""

    code: str
    is_lossy: bool


def convert(ontology: Ontology, system: str, code: str, to_system: str) -> Converted | None:
    """Convert a grade such as ``B2``; None where no table leads from one system to the other.

    One half of a grade may be missing. Raise ``BadInput`` for a code the system does not have.
    """
    given = _split(ontology, system, code)
    if system == to_system:
        return Converted(given.code, is_lossy=False)
    table = ontology.grading_systems[system].converts.get(to_system)
    if table is None:
        return None
    reliability = table.source.get(given.reliability, "")
    credibility = table.information.get(given.credibility, "")
    return Converted(reliability + credibility, is_lossy=True)


def convert_grade(ontology: Ontology, grade: GivenGrade, to_system: str) -> GivenGrade | None:
    """Give a grade in another system, its handling code left out; None where no table leads."""
    system = ontology.grading_systems.get(grade.system)
    if system is None or grade.system == to_system:
        return grade if system is not None else None
    table = system.converts.get(to_system)
    if table is None:
        return None
    reliability = table.source.get(grade.reliability, "")
    return GivenGrade(to_system, reliability, table.information.get(grade.credibility, ""))


def read_grade(ontology: Ontology, text: str, *, preferred: str = "") -> GivenGrade:
    """Read a grade given as text in any system; raise ``BadInput`` where it fits none.

    A grade that fits several systems (``B2``) is taken in the one named in the text
    (``Admiralty B2``), else in ``preferred``, else in the first that it fits.
    """
    named = [name for name in ontology.grading_systems if _names(text, ontology, name)]
    order = [*named, *([preferred] if preferred in ontology.grading_systems else [])]
    bare = _bare(text, ontology)
    for name in dict.fromkeys([*order, *([] if named else ontology.grading_systems)]):
        found = _read_in(ontology.grading_systems[name], bare)
        if found is not None:
            return found
    raise BadInput(
        tr("“{given}” is no grade: write it as B2, E41, 1BP or A1 H1, for example.", given=text)
    )


@dataclass(frozen=True, slots=True)
class ShownGrade:
    """A grade as it is shown: in the unit's own system where it can be.

    ``original`` is the grade as it was given, with its system, where this one is converted.
    """

    grade: GivenGrade
    words: str
    """The exact wording, with what the standard explains of each code."""
    brief: str = ""
    """The same without the explanations."""
    original: str = ""

    @property
    def code(self) -> str:
        """Give the two codes side by side."""
        return self.grade.code

    @property
    def is_converted(self) -> bool:
        """Whether what is shown is not the grade that was given."""
        return bool(self.original)

    @property
    def text(self) -> str:
        """Give the code, marked where it is converted."""
        if not self.original:
            return self.code
        return tr("{grade}, converted from {original}", grade=self.code, original=self.original)


def show_grade(
    ontology: Ontology, grade: GivenGrade, own_system: str = "", original: str = ""
) -> ShownGrade:
    """Give a grade as it is shown in the system ``own_system``, or as it is kept.

    ``original`` is the grade first given, where the one kept was converted already.
    """
    system = ontology.grading_systems.get(grade.system)
    turned = convert_grade(ontology, grade, own_system) if own_system and grade.code else None
    if turned is None or turned == grade or system is None:
        turned = grade
    else:
        original = original or f"{grade.code} ({tr(system.label)})"
    original = original if grade.code else ""
    words = _told(ontology, turned, grade, original, is_brief=False)
    return ShownGrade(
        turned, words, _told(ontology, turned, grade, original, is_brief=True), original
    )


def _told(
    ontology: Ontology, shown: GivenGrade, kept: GivenGrade, original: str, *, is_brief: bool
) -> str:
    """Give the wording of the grade shown, from what it is converted, and the grade kept."""
    parts = [words_of(ontology, shown, is_brief=is_brief)]
    if original:
        parts.append(tr("Converted from {original}", original=original))
    if shown != kept:
        parts.append(words_of(ontology, kept, is_brief=is_brief))
    return "\n".join(part for part in parts if part)


def words_of(ontology: Ontology, grade: GivenGrade, *, is_brief: bool = False) -> str:
    """Give the exact wording of a grade, a line for the system and one for each code.

    ``is_brief`` leaves out what a standard explains beyond the words of a code.
    """
    system = ontology.grading_systems.get(grade.system)
    if system is None:
        return grade.code
    handling = system.handling if system.handling else ontology.code_lists.get("handling_caveats")
    parts = (
        (tr("Source"), system.source, grade.reliability),
        (tr("Information"), system.information, grade.credibility),
        (tr("Handling"), handling, grade.handling),
    )
    told = [_code_words(*part, is_brief) for part in parts if part[2] and part[1]]
    title = f"{grade.code} ({tr(system.label)})" if grade.code else tr(system.label)
    return "\n".join((title, *told)) if told else ""


def _code_words(name: str, codes: CodeList | None, code: str, is_brief: bool) -> str:
    known = codes.codes.get(code) if codes is not None else None
    if known is None:
        return f"{name} {code}"
    told = f"{name} {code}: {tr(known.label)}"
    return f"{told}. {tr(known.description)}" if known.description and not is_brief else told


def _split(ontology: Ontology, system: str, code: str) -> GivenGrade:
    known = ontology.grading_systems.get(system)
    if known is None:
        raise BadInput(tr("There is no grading system “{name}”.", name=system))
    bare = code.strip().upper()
    for reliability in ("", *known.source.codes):
        rest = bare.removeprefix(reliability)
        if bare.startswith(reliability) and (not rest or rest in known.information.codes):
            return GivenGrade(system, reliability, rest)
    raise BadInput(tr("“{code}” is no grade of {system}.", code=code, system=tr(known.label)))


def _read_in(system: GradingSystem, bare: str) -> GivenGrade | None:
    shape = "".join(
        f"({'|'.join(map(re.escape, codes))}){often}" for codes, often in _codes_in_order(system)
    )
    found = re.fullmatch(shape, bare)
    if found is None:
        return None
    return GivenGrade(system.name, *(part or "" for part in found.groups()))


def split_handling(words: str) -> list[str]:
    """Give the handling codes of a marking, which may carry several."""
    return re.findall(r"[^,;\s]+", words)


def handling_codes(ontology: Ontology) -> dict[str, str]:
    """Give every handling code that a list knows, with what it means."""
    systems = [system.handling for system in ontology.grading_systems.values() if system.handling]
    found: dict[str, str] = {}
    for known in (*systems, ontology.code_lists["handling_caveats"]):
        for code in known.codes.values():
            found.setdefault(code.code, code.label)
    return found


def _codes_in_order(system: GradingSystem) -> Iterator[tuple[list[str], str]]:
    yield list(system.source.codes), ""
    yield list(system.information.codes), ""
    if system.handling is not None:
        yield list(system.handling.codes), "?"


def _names(text: str, ontology: Ontology, name: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in _spellings(ontology.grading_systems[name]))


def _spellings(system: GradingSystem) -> set[str]:
    words = {system.name, *system.label.split()}
    return {word.casefold() for word in words if len(word) > 2}


def _bare(text: str, ontology: Ontology) -> str:
    """Give the codes alone: without the name of a system, spaces, strokes and brackets."""
    rest = text.casefold()
    spellings = {word for s in ontology.grading_systems.values() for word in _spellings(s)}
    for word in sorted(spellings, key=len, reverse=True):
        rest = rest.replace(word, "")
    return re.sub(r"[^A-Z0-9]", "", rest.upper())
