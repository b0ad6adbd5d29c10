"""What a unit added of its own, types, mappings and tables of names, and what is wrong with it."""

from __future__ import annotations

from iwtlink.i18n import tr
from iwtlink.ontology import own_types_problem
from iwtlink.paths import config_dir, own_files


def own_tables() -> list[str]:
    """Say which of the unit's tables for names cannot be used; none where it has none."""
    problems = []
    if own_files("matching"):
        from iwtlink.matching.tables import own_table_problems  # slow to load, seldom needed

        problems += [
            tr("{problem} This table of names is left out until it is mended.", problem=problem)
            for problem in own_table_problems()
        ]
    if own_files("matching/chinese", "*"):
        from iwtlink.matching.chinese.tables import own_problems  # slow to load, seldom needed

        problems += [
            tr("{problem}. It is left out until this is mended.", problem=problem)
            for problem in own_problems()
        ]
    return problems


def own_file_problems() -> list[str]:
    """Say which of the unit's own files cannot be used, with file and line.

    The program works without them: with the shipped types and tables, and what is sound.
    """
    problems = []
    if types := own_types_problem():
        problems.append(
            tr("{problem} Your own types are left out until this is mended.", problem=types)
        )
    problems += own_tables()
    if own_files("mappings"):
        from iwtlink.intake.mapping.files import sound_mappings  # slow to load, seldom needed

        problems += [
            tr("{problem} This mapping is left out until it is mended.", problem=problem)
            for problem in sound_mappings(config_dir() / "mappings")[1]
        ]
    return problems
