"""The manual tells the truth: links, pictures, commands, keys, mappings and messages."""

from __future__ import annotations

import html
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typer

from iwtlink.analysis.registry import MEASURES
from iwtlink.cli.app import app
from iwtlink.intake.mapping.blocks import BLOCK
from iwtlink.intake.mapping.cleaning import STEPS, parse_steps
from iwtlink.intake.mapping.files import load_mapping, mapping_files
from iwtlink.intake.mapping.reader import _TOP
from iwtlink.ontology import load_ontology
from iwtlink.ontology import yaml_lines as lines
from iwtlink.ontology.model import FAMILIES
from iwtlink.operations.imports import import_sources, prepare
from iwtlink.operations.quality import load_rules
from iwtlink.paths import resource
from iwtlink.products.commodities import load_commodities
from iwtlink.store import Store

MANUAL = resource("manual")
PAGES = sorted(MANUAL.glob("*.html"))
MOST_BYTES = 250_000
EMPTY_TAGS = {"img", "meta", "link", "br"}


class Page(HTMLParser):
    """What a page points at, which places it names, and whether its tags close."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.names: set[str] = set()
        self.open: list[str] = []
        self.without_words: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.targets += [given[name] or "" for name in ("href", "src") if name in given]
        self.names |= {given[name] or "" for name in ("name", "id") if name in given}
        if tag == "img" and not given.get("alt"):
            self.without_words.append(str(given.get("src")))
        if tag not in EMPTY_TAGS:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()


@cache
def page(name: str) -> Page:
    return Page(MANUAL / name)


def text_of(name: str) -> str:
    return (MANUAL / name).read_text(encoding="utf-8")


def preformatted(name: str, ident: str) -> str:
    found = re.search(rf'<pre id="{ident}">\n?(.*?)</pre>', text_of(name), re.DOTALL)
    assert found is not None
    return html.unescape(found[1]).strip() + "\n"


def rows(name: str, table: str) -> list[list[str]]:
    """The cells of a table's rows below its heading, without tags."""
    found = re.search(rf'<table [^>]*id="{table}">(.*?)</table>', text_of(name), re.DOTALL)
    assert found is not None
    cells = [re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in found[1].split("<tr>")]
    return [[html.unescape(re.sub("<.*?>", "", cell)) for cell in row] for row in cells if row]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_link_and_picture_of_a_page_is_there(path: Path) -> None:
    here = page(path.name)
    assert not here.open and not here.without_words
    for target in here.targets:
        name, _, place = target.partition("#")
        assert ":" not in target, f"{target} leads out of the manual"
        assert not name or (MANUAL / name).is_file(), f"{path.name} points at {target}"
        if place:
            assert place in page(name or path.name).names, f"{path.name} points at {target}"


def test_the_contents_name_every_page_once() -> None:
    named = re.findall(r'<li><a href="([\w-]+\.html)">', text_of("index.html"))
    assert sorted(["index.html", *named]) == [path.name for path in PAGES]


def test_every_picture_is_used_and_small() -> None:
    used = {target for path in PAGES for target in page(path.name).targets}
    for picture in (MANUAL / "pictures").glob("*.png"):
        assert f"pictures/{picture.name}" in used
        assert picture.stat().st_size < MOST_BYTES


def test_the_command_line_page_names_the_commands_of_the_program_and_no_others() -> None:
    told = set(re.findall(r'<h2 id="([\w-]+)">', text_of("commands.html")))
    assert told == set(commands())


def test_each_command_is_told_with_all_its_options_and_no_others() -> None:
    sections = re.split(r'<h2 id="([\w-]+)">', text_of("commands.html").partition("<h2>run.py")[0])
    told = dict(zip(sections[1::2], sections[2::2], strict=True))
    for name, options in commands().items():
        assert set(re.findall(r"--[a-z-]+", told[name])) == options, name


def commands() -> dict[str, set[str]]:
    """The commands of the program with their long options."""
    group = typer.main.get_command(app)
    return {
        name: {
            option
            for one in (command, *getattr(command, "commands", {}).values())
            for parameter in one.params
            for option in parameter.opts
            if option.startswith("--")
        }
        - {"--help", "--passphrase-file"}  # told once, before the commands
        for name, command in group.commands.items()  # type: ignore[attr-defined] # a group
    }


def test_every_command_written_in_the_manual_is_one() -> None:
    written = {
        word
        for path in PAGES
        for word in re.findall(
            r"(?:iwtlink|run\.py --) ([a-z][a-z-]*)(?= |</code>)", examples(path)
        )
    }
    assert written <= set(commands())


def examples(path: Path) -> str:
    """What stands in a page as code."""
    blocks = re.findall(r"<(?:pre|code)[^>]*>.*?</(?:pre|code)>", text_of(path.name), re.DOTALL)
    return "\n".join(blocks)


def test_the_measures_are_those_of_the_program() -> None:
    assert [row[0] for row in rows("analyse.html", "measures")] == list(MEASURES)


def test_the_keys_are_those_of_the_action_list() -> None:
    from iwtlink.gui.actions import action_list, menu_titles
    from iwtlink.gui.menus import plain_text

    titles = menu_titles()
    known = [
        [titles[action.menu].replace("&", ""), plain_text(action), action.shortcut]
        for action in action_list()
        if action.shortcut
    ]
    assert rows("keys.html", "keys") == known


def test_every_key_and_menu_named_in_the_manual_is_in_the_action_list() -> None:
    from iwtlink.gui.actions import action_list, menu_path, menu_titles
    from iwtlink.gui.menus import plain_text

    keys = {action.shortcut for action in action_list()} | {"Shift+Tab"}
    titles = menu_titles()
    paths = {" > ".join([*menu_path(action), plain_text(action)]) for action in action_list()}
    menus = "|".join(title.replace("&", "") for title in titles.values())
    for path in PAGES:
        words = html.unescape(text_of(path.name))
        pressed = set(re.findall(r"<kbd>((?:Ctrl|Shift|Alt)\+[^<]+|F\d+)</kbd>", words))
        assert pressed <= keys | {"F2"}, path.name
        told = set(re.findall(rf"<b>((?:{menus}) > [^<]+)</b>", words))
        assert told <= paths, path.name


def test_the_example_mapping_loads_and_reads_its_table_as_told(tmp_path: Path) -> None:
    (tmp_path / "seizures.yaml").write_text(
        preformatted("mapping.html", "example-mapping"), encoding="utf-8"
    )
    (tmp_path / "seizures.csv").write_text(
        preformatted("mapping.html", "example-table"), encoding="utf-8"
    )
    assert load_mapping(tmp_path / "seizures.yaml").label == "Seizures of our office"
    with Store.create(tmp_path / "case.iwt", code="VT1") as store:
        store.sign_in("A. Nalyst", "AN")
        report = import_sources(
            store, [tmp_path / "seizures.csv"], mapping=tmp_path / "seizures.yaml"
        )[0]
    assert (report.rows_read, report.rows_accepted, report.rows_with_problems) == (3, 2, 1)
    assert report.new_types["entity"] == {"seizure": 3, "person": 2}
    assert report.items["link"].new == report.items["observation"].new == 3
    assert {problem.column for problem in report.problems} == {"Date"}


def test_the_example_list_of_links_reads_as_told(tmp_path: Path) -> None:
    table = tmp_path / "links.csv"
    table.write_text(preformatted("import.html", "example-links"), encoding="utf-8")
    with Store.create(tmp_path / "case.iwt", code="VT1") as store:
        store.sign_in("A. Nalyst", "AN")
        report = import_sources(store, [table])[0]
    assert report.mapping == "Plain list of links"
    assert (report.rows_accepted, report.rows_with_problems) == (3, 1)


@pytest.mark.parametrize(
    ("page_name", "ident", "file"),
    [
        ("mapping.html", "example-mapping", "examples/seizures.yaml"),
        ("mapping.html", "example-table", "examples/seizures.csv"),
        ("import.html", "example-links", "examples/links.csv"),
        ("mapping.html", "shipped-mapping", "../mappings/demo_media_articles.yaml"),
    ],
)
def test_an_example_on_a_page_is_the_file_it_names(page_name: str, ident: str, file: str) -> None:
    assert preformatted(page_name, ident) == (MANUAL / file).read_text(encoding="utf-8")


def test_every_shipped_mapping_is_named() -> None:
    named = set(re.findall(r"<code>(\w+)</code>", text_of("import.html")))
    assert set(mapping_files()) <= named


def test_every_word_of_a_mapping_file_is_explained() -> None:
    explained = set(re.findall(r"<code>(\w+)", text_of("mapping.html")))
    assert {*_TOP, *BLOCK} <= explained


def test_every_cleaning_step_is_told_and_does_what_its_example_says(tmp_path: Path) -> None:
    tables = {"species": {"tiger": "Panthera tigris"}}
    told = rows("mapping.html", "steps")
    assert told == [[s.example, s.cell, s.gives, s.words()] for s in STEPS.values()]
    for step, cell, gives, _ in told:
        file = tmp_path / "step.yaml"
        file.write_text(f"steps: [{{{step}}}]" if ":" in step else f"steps: [{step}]", "utf-8")
        spot = lines.read_yaml(file)
        assert spot is not None
        (work,) = parse_steps(lines.fields(spot, ("steps",))["steps"], tables)
        found = work([cell] if cell else [], lambda sentence: None)
        assert " | ".join(value for value in found if value) == gives, step


def test_the_example_of_types_of_a_units_own_loads(tmp_path: Path) -> None:
    (tmp_path / "90_our_types.yaml").write_text(
        preformatted("types.html", "example-types"), encoding="utf-8"
    )
    ontology = load_ontology(tmp_path)
    assert ontology.is_a("temple", "premises")
    assert ontology.allows("donates_to", "person", "temple")


def test_the_kinds_of_values_are_those_of_the_program() -> None:
    found = re.search(r'<span id="value-types">(.*?)</span>', text_of("types.html"), re.DOTALL)
    assert found is not None
    assert found[1].replace("\n", " ").split(", ") == list(FAMILIES)


def test_the_grades_are_worded_as_in_the_code_lists() -> None:
    words = html.unescape(text_of("item.html"))
    for system in load_ontology().grading_systems.values():
        for codes in (system.source, system.information):
            for code in codes.codes.values():
                assert f"<td>{code.code}</td><td>{code.label}</td>" in words


def test_the_rules_of_quality_are_those_of_the_program() -> None:
    told = [row[:2] for row in rows("grades.html", "rules")]
    assert told == [[rule.label, str(rule.severity)] for rule in load_rules().values()]
    named = set(re.findall(r"<code>(\w+)</code>", text_of("commands.html")))
    assert set(load_rules()) <= named


def test_the_conversions_of_grades_are_those_of_the_program() -> None:
    told = {row[0]: row[1:] for row in rows("grades.html", "conversions")}
    for system in load_ontology().grading_systems.values():
        for table in system.converts.values():
            halves = (table.source, table.information)
            wanted = [", ".join(f"{a} to {b}" for a, b in half.items()) for half in halves]
            assert told[system.label] == wanted


def test_the_commodities_are_those_of_the_program() -> None:
    words = " ".join(text_of("products.html").split()).lower()
    for commodity in load_commodities().values():
        assert commodity.label.lower() in words


def test_every_page_opens_in_the_program(qtbot, home: Path) -> None:  # type: ignore[no-untyped-def]
    from PySide6.QtWidgets import QWidget

    from iwtlink.gui.dialogs.manual import ManualWindow, chapter_title, manual_chapters

    parent = QWidget()
    qtbot.addWidget(parent)
    window = ManualWindow(parent)
    window.show()
    for place, path in enumerate(manual_chapters()):
        window.list.setCurrentRow(place)
        assert chapter_title(path) in window.text.toPlainText()
    window.close()


def test_a_link_in_the_program_leads_to_its_page(qtbot, home: Path) -> None:  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QUrl
    from PySide6.QtWidgets import QWidget

    from iwtlink.gui.dialogs.manual import ManualWindow

    parent = QWidget()
    qtbot.addWidget(parent)
    window = ManualWindow(parent)
    window.show()
    window.text.setSource(QUrl("item.html#grades"))
    assert window.list.currentItem().text() == "Look at an item: values, sources, grades"
    assert window.text.source().fragment() == "grades"
    window.close()


def test_a_table_without_a_fitting_mapping_is_refused_as_told(tmp_path: Path) -> None:
    table = tmp_path / "odd.csv"
    table.write_text("colour,size\nred,3\n", encoding="utf-8")
    with pytest.raises(Exception, match="No mapping fits the columns of"):
        prepare(table, load_ontology())
