"""What a unit added of its own, types and mappings, and what is wrong with it."""

from __future__ import annotations

from iwtlink.i18n import tr
from iwtlink.ontology import own_types_problem
from iwtlink.paths import config_dir, own_files


def own_file_problems() -> list[str]:
    """Say which of the unit's own files cannot be used, with file and line.

    The program works without them: with the shipped types and the mappings that are sound.
    """
    problems = []
    if types := own_types_problem():
        problems.append(
            tr("{problem} Your own types are left out until this is mended.", problem=types)
        )
    if own_files("mappings"):
        from iwtlink.intake.mapping.files import sound_mappings  # slow to load, seldom needed

        problems += [
            tr("{problem} This mapping is left out until it is mended.", problem=problem)
            for problem in sound_mappings(config_dir() / "mappings")[1]
        ]
    return problems
