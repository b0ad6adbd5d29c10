"""Finds and loads mapping files, shipped ones and a unit's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.intake.mapping.reader import MappingReader
from iwtlink.intake.mapping.rules import TableMapping
from iwtlink.intake.sheet import Sheet, fold_header
from iwtlink.ontology import yaml_lines as lines
from iwtlink.paths import own_files, resource


def mapping_files(folder: Path | None = None) -> dict[str, Path]:
    """Gives the mapping files of a folder by name; when none is named the shipped ones and the
    unit's own, which stand for shipped ones of their name."""
    if folder is not None:
        return _by_name(sorted(folder.glob("*.yaml")))
    shipped = _by_name(sorted(resource("mappings").glob("*.yaml")))
    return shipped | _by_name(own_files("mappings"))


def _by_name(paths: Sequence[Path]) -> dict[str, Path]:
    return {path.stem: path for path in paths}


def sound_mappings(folder: Path | None = None) -> tuple[dict[str, TableMapping], list[str]]:
    """Gives the mappings that can be read by name, and what is wrong with the others."""
    sound: dict[str, TableMapping] = {}
    problems: list[str] = []
    for name, path in mapping_files(folder).items():
        try:
            sound[name] = load_mapping(path)
        except BadInput as error:
            problems.append(str(error))
    return sound, problems


def load_mapping(name_or_path: str | Path) -> TableMapping:
    """Gives a mapping by the name of a shipped one or one of the unit's own, or by its file.

    Raises BadInput where there is none, and with file and line where it is wrong.
    """
    known = mapping_files() if not isinstance(name_or_path, Path) else {}
    path = known.get(str(name_or_path)) or Path(name_or_path)
    if not path.is_file():
        raise BadInput(
            tr(
                "There is no mapping “{name}”: give a file or one of {names}.",
                name=name_or_path,
                names=", ".join(known or mapping_files()),
            )
        )
    spot = lines.read_yaml(path)
    if spot is None:
        raise BadInput(tr("The mapping {file} is empty.", file=path.name))
    return MappingReader(spot).read(path.stem)


def guess_mapping(sheet: Sheet, folder: Path | None = None) -> str | None:
    """Gives the name of the mapping whose needed columns the sheet has, the one that needs
    most winning; None where none fits. A matrix fits where rows and columns bear one name."""
    columns = {fold_header(column) for column in sheet.columns}
    best, most = None, 0
    for name, found in sound_mappings(folder)[0].items():
        needs = {fold_header(column) for column in found.table.needs}
        if found.table.is_matrix:
            fits, weight = looks_like_matrix(sheet), 3
        else:
            named = columns | {found.table.aliases.get(column, column) for column in columns}
            fits, weight = bool(needs) and needs <= named, len(needs)
        if fits and weight > most:
            best, most = name, weight
    return best


def looks_like_matrix(sheet: Sheet) -> bool:
    """Whether most row labels (the first column) are column labels too."""
    labels = [fold_header(row.cells[0]) for row in sheet.rows]
    columns = {fold_header(column) for column in sheet.columns[1:]}
    shared = sum(1 for label in labels if label in columns)
    return len(labels) > 1 and shared > 0.8 * max(len(labels), len(columns))
