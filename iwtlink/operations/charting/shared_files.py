"""Parts of a chart as YAML files, to be handed from one database to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from iwtlink.errors import BadInput
from iwtlink.i18n import tr
from iwtlink.ontology.yaml_lines import Loader, bad_line
from iwtlink.writing import write_whole

_MOST_BYTES = 1_000_000


def write_shared(path: Path, head: str, data: Mapping[str, Any]) -> None:
    """Write data under a head that says what it is. ``BadInput`` where it cannot be written."""
    text = yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False)
    write_whole(path, (head + text).encode("utf-8"))


def read_shared(path: Path, too_large: str, cannot: Callable[[Exception], str]) -> Any:
    """Give what a file holds. ``BadInput`` says that it is too large, or why it cannot be read."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(too_large)
        text = path.read_text(encoding="utf-8")
        _refuse_aliases(text, path)
        return yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as problem:
        raise BadInput(cannot(problem)) from problem


def _refuse_aliases(text: str, path: Path) -> None:
    """Raise where a part stands for another: a few lines of such would be read without end."""
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            sentence = tr("“*{name}” stands for another part; write that out.", name=event.anchor)
            raise bad_line(path, line, sentence)
