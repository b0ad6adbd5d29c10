"""YAML that remembers its lines, so that each complaint names the file and the line.

Scalars are taken as the text that stands in the file: ``NO`` and ``NA`` stay Norway and Namibia.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from iwtlink.i18n import tr
from iwtlink.ontology.model import BadOntology

Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader]
try:  # the C parser is ten times faster; wheels carry it, some builds from source do not
    from yaml import CSafeLoader as Loader
except ImportError:
    from yaml import SafeLoader as Loader


MOST_DEPTH = 50


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of a YAML file and where it stands."""

    node: Node
    path: Path

    @property
    def line(self) -> int:
        """Give the line in the file, counted from 1."""
        return int(self.node.start_mark.line) + 1

    def wrong(self, sentence: str) -> BadOntology:
        """Make the error that names this file and line."""
        return bad_line(self.path, self.line, sentence)


def bad_line(path: Path, line: int, sentence: str) -> BadOntology:
    """Make the error for one line of a file."""
    return BadOntology(
        tr("{file}, line {line}: {problem}", file=path.name, line=line, problem=sentence)
    )


def read_yaml(path: Path) -> Spot | None:
    """Read a file; nothing where it is empty. Raises ``BadOntology``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        _refuse_deep(text, path)
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise bad_line(path, line, str(error.problem)) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadOntology(
            tr("Cannot read {file}: {reason}", file=path.name, reason=error)
        ) from error
    return Spot(node, path) if node is not None else None


def _refuse_deep(text: str, path: Path) -> None:
    """Raise where lists stand in lists without end: composing them would end the program."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            depth -= 1
        if depth > MOST_DEPTH:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise bad_line(path, line, tr("This is nested too deeply."))


def entries(spot: Spot) -> Iterator[tuple[str, Spot, Spot]]:
    """Go through a mapping: key, where the key stands, and the value."""
    if not isinstance(spot.node, MappingNode):
        raise spot.wrong(tr("Expected names with a colon here."))
    seen: set[str] = set()
    for key_node, value_node in spot.node.value:
        key = Spot(key_node, spot.path)
        name = text(key)
        if name in seen:
            raise key.wrong(tr("“{name}” is given twice.", name=name))
        seen.add(name)
        yield name, key, Spot(value_node, spot.path)


def fields(spot: Spot, allowed: Sequence[str], required: Sequence[str] = ()) -> Mapping[str, Spot]:
    """Give a mapping's values by key. Raises on a key that is unknown or missing."""
    found: dict[str, Spot] = {}
    for name, key, value in entries(spot):
        if name not in allowed:
            known = ", ".join(allowed)
            raise key.wrong(tr("Unknown key “{name}”; known are {known}.", name=name, known=known))
        found[name] = value
    for name in required:
        if name not in found or not is_filled(found[name]):
            raise spot.wrong(tr("“{name}” is missing.", name=name))
    return found


def text(spot: Spot) -> str:
    """Give the text of a scalar as it stands in the file; nothing is an empty text."""
    if not isinstance(spot.node, ScalarNode):
        raise spot.wrong(tr("Expected one text here."))
    return "" if is_nothing(spot.node) else str(spot.node.value).strip()


def texts(spot: Spot) -> tuple[str, ...]:
    """Give a list of texts; one text stands for a list of one."""
    if isinstance(spot.node, SequenceNode):
        return tuple(text(item) for item in items(spot))
    return (text(spot),)


def items(spot: Spot) -> list[Spot]:
    """Give the entries of a list."""
    if not isinstance(spot.node, SequenceNode):
        raise spot.wrong(tr("Expected a list here."))
    return [Spot(node, spot.path) for node in spot.node.value]


def flag(spot: Spot) -> bool:
    """Give a yes or no."""
    word = text(spot).lower()
    if word not in ("yes", "no", "true", "false"):
        raise spot.wrong(tr("Expected yes or no, not “{word}”.", word=word))
    return word in ("yes", "true")


def whole_number(spot: Spot) -> int:
    """Give a whole number."""
    word = text(spot)
    if not word.lstrip("-").isdecimal():
        raise spot.wrong(tr("Expected a whole number, not “{word}”.", word=word))
    return int(word)


def is_scalar(spot: Spot) -> bool:
    """Say whether a node is one text, not a list or a mapping."""
    return isinstance(spot.node, ScalarNode)


def is_nothing(node: ScalarNode) -> bool:
    """Say whether a scalar is empty: no text, and not an empty text in quotes."""
    return node.style is None and node.value in ("", "~", "null")


def is_filled(spot: Spot) -> bool:
    """Say whether a value is there at all."""
    return not isinstance(spot.node, ScalarNode) or bool(text(spot))
