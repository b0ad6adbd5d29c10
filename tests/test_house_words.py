"""The catalogues: what is translated shows, what is not stays English, and no slip hides a word."""

from __future__ import annotations

import importlib.util
import string
import tempfile
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwtlink import i18n
from iwtlink.errors import BadInput
from iwtlink.i18n import LANGUAGES, ntr, read_catalogue, read_messages, set_language, tr
from iwtlink.paths import resource

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def read_updater() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update", resource("locale", "update.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


update = read_updater()


def catalogue_of(language: str) -> Path:
    return resource("locale", language, "LC_MESSAGES", "iwtlink.po")


def named(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def written(folder: Path, body: str, plurals: str = "nplurals=2; plural=(n != 1);") -> Path:
    path = folder / "iwtlink.po"
    path.write_text(f'{HEADER}"Plural-Forms: {plurals}\\n"\n\n{body}', encoding="utf-8")
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_sentence(language: str) -> None:
    for message in read_messages(catalogue_of(language)):
        if message.text:
            wanted = named(message.text) | named(message.plural)
            for translation in filter(None, message.translations.values()):
                assert named(translation) == wanted, message.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_stands_in_a_catalogue_once(language: str) -> None:
    texts = [message.text for message in read_messages(catalogue_of(language))]
    assert len(texts) == len(set(texts))
    assert texts[0] == ""


def test_the_menus_speak_lao() -> None:
    assert set_language("lo_LA") == "lo"
    assert tr("File") == "ໄຟລ໌"
    assert ntr("{n} row", "{n} rows", 3) == "3 ແຖວ"


def test_what_has_no_translation_stays_english() -> None:
    set_language("lo")
    assert tr("No such sentence as {this}.", this="x") == "No such sentence as x."


def test_a_language_without_catalogue_is_english() -> None:
    assert set_language("tlh") == "en"
    assert i18n.language() == "en"


@pytest.mark.parametrize(("value", "expected"), [("lo_LA.UTF-8", "lo"), ("C.UTF-8", "en")])
def test_no_choice_follows_the_system(
    value: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", value)
    assert set_language("") == expected


def test_the_number_chooses_the_form() -> None:
    assert ntr("{n} row", "{n} rows", 1) == "1 row"
    assert ntr("{n} row of {sheet}", "{n} rows of {sheet}", 2, sheet="A") == "2 rows of A"


def test_no_words_stay_no_words_in_every_language() -> None:
    set_language("lo")
    assert tr("") == ""


def test_braces_without_values_stay() -> None:
    assert tr("a {b}") == "a {b}"


def test_a_slip_of_the_translator_hides_no_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, 'msgid "Cannot open {file}."\nmsgstr "{datei} geht nicht"\n')
    monkeypatch.setattr(i18n, "_catalogue", read_catalogue(path))
    assert tr("Cannot open {file}.", file="x") == "Cannot open x."


def test_a_catalogue_is_read_as_gettext_writes_it(tmp_path: Path) -> None:
    body = (
        '#. a note\n#: somewhere.py:1\nmsgid ""\n"Long "\n"sentence"\nmsgstr "Satz\\n\\"x\\""\n\n'
        'msgid "{n} row"\nmsgid_plural "{n} rows"\nmsgstr[0] "{n} Zeile"\nmsgstr[1] "{n} Zeilen"\n'
        '\n#, fuzzy\nmsgid "Doubtful"\nmsgstr "Zweifel"\n\nmsgid "Empty"\nmsgstr ""\n'
    )
    catalogue = read_catalogue(written(tmp_path, body))
    assert catalogue.gettext("Long sentence") == 'Satz\n"x"'
    assert catalogue.ngettext("{n} row", "{n} rows", 1) == "{n} Zeile"
    assert catalogue.ngettext("{n} row", "{n} rows", 5) == "{n} Zeilen"
    assert catalogue.gettext("Doubtful") == "Doubtful"
    assert catalogue.gettext("Empty") == "Empty"


@given(st.dictionaries(TEXTS, TEXTS, min_size=1))
def test_what_the_updater_writes_reads_back(translations: dict[str, str]) -> None:
    entries = [
        update.entry(i18n.Message(text, translations={0: translation}), "", 1)
        for text, translation in translations.items()
    ]
    with tempfile.TemporaryDirectory() as folder:
        catalogue = read_catalogue(written(Path(folder), "\n\n".join(entries)))
    assert {text: catalogue.gettext(text) for text in translations} == translations


def test_the_updater_finds_the_labels_of_types_and_codes() -> None:
    assert {"Person", "People", "is member of"} <= set(update.labels())


@pytest.mark.parametrize("line", ["nonsense", '"loose text"', 'msgctxt "menu"', "msgid x"])
def test_a_broken_catalogue_says_the_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "iwtlink.po"
    path.write_text(f"# first\n{line}\n", encoding="utf-8")
    with pytest.raises(BadInput, match="line 2"):
        list(read_messages(path))
