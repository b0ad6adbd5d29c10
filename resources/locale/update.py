"""Bring the catalogues up to date with the sentences of the program.

    .venv/bin/python resources/locale/update.py

Finds the texts given to ``tr`` and ``ntr`` in the code, and the labels, verbs and helps of the
types and codes in ``resources/``; adds what is new, empty, for the translator. Translations are
kept; empty entries no longer used are dropped.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from iwtlink.i18n import LANGUAGES, Message, read_messages  # noqa: E402

FORMS = {"en": 2, "lo": 1}
ESCAPES = (("\\", r"\\"), ('"', r"\""), ("\n", r"\n"), ("\r", r"\r"), ("\t", r"\t"))
SHOWN = {"label", "plural", "verb", "reverse", "help"}


def main() -> None:
    """Write each catalogue anew, its head as it stands."""
    used = {**dict.fromkeys(labels(), ""), **dict(sentences())}
    for language in LANGUAGES:
        path = ROOT / "resources" / "locale" / language / "LC_MESSAGES" / "iwtlink.po"
        head = path.read_text(encoding="utf-8").partition("\n\n")[0].rstrip()
        known = {message.text: message for message in read_messages(path) if message.text}
        kept = {text for text, message in known.items() if any(message.translations.values())}
        entries = [
            entry(known.get(text) or Message(text), used.get(text, ""), FORMS[language])
            for text in sorted(kept | set(used))
        ]
        path.write_text("\n\n".join([head, *entries]) + "\n", encoding="utf-8", newline="\n")


def sentences() -> Iterator[tuple[str, str]]:
    """Give each text of the program with its plural, or with nothing."""
    for path in sorted((ROOT / "iwtlink").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                count = {"tr": 1, "ntr": 2}.get(node.func.id, 0)
                texts = [literal(argument) for argument in node.args[:count]]
                if texts and all(texts):
                    yield texts[0], texts[1] if count == 2 else ""


def labels() -> Iterator[str]:
    """Give each text of the types and codes that is shown."""
    for folder in ("ontology", "codes"):
        for path in sorted((ROOT / "resources" / folder).glob("*.yaml")):
            yield from shown(yaml.safe_load(path.read_text(encoding="utf-8")))


def shown(node: object) -> Iterator[str]:
    """Give the texts below a node of a YAML file that are shown."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in SHOWN and isinstance(value, str):
                yield value
            elif key == "codes" and isinstance(value, dict):
                yield from (label for label in value.values() if isinstance(label, str))
                yield from shown(value)
            else:
                yield from shown(value)
    elif isinstance(node, list):
        for value in node:
            yield from shown(value)


def literal(node: ast.expr) -> str:
    """Give the text of a literal; nothing for what is computed."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def entry(message: Message, plural: str, forms: int) -> str:
    """Give the lines of one entry."""
    plural = plural or message.plural
    lines = ["#, fuzzy"] if message.is_fuzzy else []
    lines.append(f"msgid {quoted(message.text)}")
    if not plural:
        return "\n".join([*lines, f"msgstr {quoted(message.translations.get(0, ''))}"])
    lines.append(f"msgid_plural {quoted(plural)}")
    texts = [quoted(message.translations.get(form, "")) for form in range(forms)]
    return "\n".join([*lines, *(f"msgstr[{form}] {text}" for form, text in enumerate(texts))])


def quoted(text: str) -> str:
    """Give the text as a ``.po`` file writes it."""
    for letter, escape in (
        ("\\", r"\\"),
        ('"', r"\""),
        ("\n", r"\n"),
        ("\r", r"\r"),
        ("\t", r"\t"),
    ):
        text = text.replace(letter, escape)
    return f'"{text}"'


if __name__ == "__main__":
    main()
