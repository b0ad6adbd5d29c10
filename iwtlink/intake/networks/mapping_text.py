"""A drafted mapping as the text that a person reads and changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml


def mapping_text(mapping: Mapping[str, Any]) -> str:
    """Give a mapping as YAML; no text is folded, and nothing stands for another part."""
    text: str = yaml.dump(
        dict(mapping),
        Dumper=_Plain,
        allow_unicode=True,
        sort_keys=False,
        width=100,
        default_flow_style=None,
    )
    return text


class _Plain(yaml.SafeDumper):
    """Writes a line break as ``\\n`` within quotation marks, and what is used twice twice."""

    def ignore_aliases(self, _data: object) -> bool:
        """Say that nothing is written as an alias."""
        return True


def _quoted(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Plain.add_representer(str, _quoted)
