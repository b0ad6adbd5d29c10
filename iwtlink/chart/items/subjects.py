"""Which icon shows what an item is about: its species or product, its kind of vehicle.

The table is ``resources/icons/subjects.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import yaml

from iwtlink.ontology.code_words import folded
from iwtlink.ontology.wildlife import find_taxa, taxon_names
from iwtlink.ontology.yaml_lines import Loader
from iwtlink.paths import resource

_WORD = re.compile(r"[a-z]+")
_SCIENTIFIC = re.compile(r"\b[A-Z][a-z]{3,}(?: (?:spp?\.?|[a-z]{3,}))?")


@dataclass(frozen=True, slots=True)
class Subject:
    """One icon and when it fits; words and parts are folded."""

    icon: str
    said: tuple[str, ...]
    """The words that tell it."""
    words: re.Pattern[str] | None
    taxa: tuple[str, ...]
    """First words of scientific names, each with a space behind it."""
    parts: re.Pattern[str] | None

    def fits(self, text: str, taxa: frozenset[str]) -> bool:
        """Say whether the icon shows what a folded text, naming these taxa, speaks of."""
        if self.words and self.words.search(text):
            return True
        is_of_it = any(f"{name} ".startswith(self.taxa) for name in taxa) if self.taxa else False
        return is_of_it and (self.parts is None or bool(self.parts.search(text)))


def subject_icon(type_name: str, icon: str, texts: Sequence[str]) -> str:
    """Give the icon of an item of this type, whose usual icon is ``icon``.

    ``texts`` is what is known of it in words: label, original script, values such as taxon, term
    and kind. Cheap for types that have no subjects; else cached.
    """
    subjects = subjects_of().get(type_name)
    return _found(type_name, "\n".join(texts)) or icon if subjects else icon


def telling(texts: Sequence[str]) -> list[int]:
    """Give which of many texts may have a subject, by index: all that are worth asking.

    What is written in ASCII is told by its words at one look at all of them together: one that
    has no word that begins a subject's or a taxon's name has no subject.
    """
    together = "\n".join(texts)
    found = {word for word in set(_WORD.findall(together.lower())) if word in _beginnings()}
    found |= {
        name.split()[0].lower() for name in set(_SCIENTIFIC.findall(together)) if _is_taxon(name)
    }
    if not found and together.isascii():
        return []
    pattern = re.compile("|".join(map(re.escape, found)) or r"(?!)", re.IGNORECASE)
    return [rank for rank, text in enumerate(texts) if not text.isascii() or pattern.search(text)]


@cache
def _beginnings() -> frozenset[str]:
    """Give the first words, in letters of ASCII, of all that tells a subject; with "s" too."""
    subjects = [one for group in subjects_of().values() for one in group]
    said = [*taxon_names(), *(word for one in subjects for word in one.said)]
    words = [word for text in said if (word := _WORD.search(folded(text)))]
    return frozenset(word[0] + end for word in words for end in ("", "s"))


def _is_taxon(name: str) -> bool:
    return f"{name} ".startswith(_known_taxa())


@cache
def _known_taxa() -> tuple[str, ...]:
    subjects = (one for group in subjects_of().values() for one in group)
    return tuple(dict.fromkeys(name for one in subjects for name in one.taxa))


@cache
def subjects_of() -> dict[str, tuple[Subject, ...]]:
    """Give the subjects of each entity type that has any, in their order."""
    path = resource("icons", "subjects.yaml")
    groups = yaml.load(path.read_text(encoding="utf-8"), Loader)
    found: dict[str, tuple[Subject, ...]] = {}
    for group in groups.values():
        found.update(dict.fromkeys(map(str, group["types"]), tuple(map(_subject, group["icons"]))))
    return found


def _subject(row: dict[str, object]) -> Subject:
    lists = {name: value for name, value in row.items() if isinstance(value, list)}
    return Subject(
        icon=str(row["icon"]),
        said=tuple(str(word) for word in lists.get("words", [])),
        words=_any_of(lists.get("words", [])),
        taxa=tuple(f"{name} " for name in lists.get("taxa", [])),
        parts=_any_of(lists.get("parts", [])),
    )


@lru_cache(maxsize=50_000)
def _found(type_name: str, text: str) -> str:
    bare, taxa = folded(text), _taxa_in(text)
    subjects = subjects_of()[type_name]
    return next((one.icon for one in subjects if one.fits(bare, taxa)), "")


def _taxa_in(text: str) -> frozenset[str]:
    """Give the scientific names of all taxa that a text names in any way."""
    known = (find_taxa(match[0]) for match in _taxon_words().finditer(folded(text)))
    written = _SCIENTIFIC.findall(text)
    return frozenset(name for names in (*known, written) for name in names)


@cache
def _taxon_words() -> re.Pattern[str]:
    names = sorted(taxon_names(), key=len, reverse=True)
    found = _any_of(names)
    if found is None:
        raise LookupError("resources/ref/taxa.csv")
    return found


def _any_of(words: Sequence[object]) -> re.Pattern[str] | None:
    """Give a pattern for any of the words: whole words where their script parts words."""
    plain = [folded(str(word)) for word in words]
    spaced = [re.escape(word) for word in plain if word[0] < "\u0e00"]
    others = [re.escape(word) for word in plain if word[0] >= "\u0e00"]
    patterns = ([rf"(?<!\w)(?:{'|'.join(spaced)})s?(?!\w)"] if spaced else []) + others
    return re.compile("|".join(patterns)) if patterns else None
