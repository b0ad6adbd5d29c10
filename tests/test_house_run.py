"""Set-up on a fresh machine: what run.py decides, says and leaves behind."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]


def read_run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


run = read_run()


def test_run_can_be_read_by_an_older_python_which_is_then_refused() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    with pytest.raises(run.Stop, match=r"needs Python 3\.11 or later; this is Python 3\.9"):
        run.check_python((3, 9))
    run.check_python((3, 11))
    run.check_python((3, 14))


def test_run_stands_on_the_standard_library_alone() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_each_pinned_package_has_hashes_and_no_address_stands_in_the_list(name: str) -> None:
    text = (ROOT / "resources" / "packaging" / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all(re.match(r"[\w.-]+==[\w.]+", entry) for entry in entries)
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "//" not in text


def test_the_test_set_holds_the_running_set_unchanged() -> None:
    packaging = ROOT / "resources" / "packaging"
    running = pins(packaging / "requirements.txt")
    assert running < pins(packaging / "requirements-test.txt")


def pins(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    return set(re.findall(r"^[\w.-]+==[^\\]+", text, flags=re.MULTILINE))


def test_each_dependency_of_the_project_is_pinned_within_its_range() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = dict[str, list[str]]()
    for pin in pins(ROOT / "resources" / "packaging" / "requirements.txt"):
        name, version = pin.split(";")[0].strip().split("==")
        pinned.setdefault(canonicalize_name(name), []).append(version)
    for line in settings["project"]["dependencies"]:
        wanted = Requirement(line)
        versions = pinned[canonicalize_name(wanted.name)]
        assert all(wanted.specifier.contains(version) for version in versions), line


# --- the command line ---


def test_the_folder_of_wheels_is_taken_from_before_the_word() -> None:
    assert run.take_option(["--find-links", "w", "demo"], "--find-links") == (["demo"], "w")
    assert run.take_option(["--find-links=w", "demo"], "--find-links") == (["demo"], "w")
    assert run.take_option(["demo", "x"], "--find-links") == (["demo", "x"], "")
    assert run.take_option([], "--find-links") == ([], "")
    with pytest.raises(run.Stop, match="needs a folder"):
        run.take_option(["--find-links"], "--find-links")


def test_an_unknown_word_shows_the_help_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["frobnicate"]) == 2
    assert "run.py demo" in capsys.readouterr().out


def test_without_a_word_the_help_shows(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([]) == 0
    assert "run.py test" in capsys.readouterr().out


# --- the environment ---


def test_a_changed_list_is_noticed_and_an_unchanged_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = prepared(tmp_path, monkeypatch)
    run.set_up("run")
    assert calls == ["make", "install run"]
    calls.clear()
    run.set_up("run")
    assert calls == []
    run.set_up("test")
    assert calls == ["install test"]
    calls.clear()
    run.set_up("run")
    assert calls == []
    run.SETS["run"].write_text("numpy==3.0\n", encoding="utf-8")
    run.set_up("run")
    assert calls == ["install run"]


def test_an_environment_that_moved_or_broke_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = prepared(tmp_path, monkeypatch)
    run.set_up("run")
    calls.clear()
    monkeypatch.setattr(run, "ROOT", tmp_path / "elsewhere")
    run.set_up("run")
    assert calls == ["make", "install run"]
    calls.clear()
    (run.ENVIRONMENT / "iwtlink-setup.json").write_text("{", encoding="utf-8")
    run.set_up("run")
    assert calls == ["make", "install run"]


def test_an_interrupted_installation_is_taken_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = prepared(tmp_path, monkeypatch)

    def stop(*arguments: str) -> None:
        raise run.Stop("no network")

    install = run.install
    monkeypatch.setattr(run, "install", stop)
    with pytest.raises(run.Stop):
        run.set_up("run")
    monkeypatch.setattr(run, "install", install)
    calls.clear()
    run.set_up("run")
    assert "install run" in calls


def prepared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let run.py work in a folder of the test, and note what it would do."""
    calls: list[str] = []
    environment = folder / ".venv"
    lists = {name: folder / f"{name}.txt" for name in ("run", "test")}
    for name, path in lists.items():
        path.write_text(f"{name}==1\n", encoding="utf-8")

    def make() -> None:
        calls.append("make")
        programs = run.programs(environment)
        programs.mkdir(parents=True, exist_ok=True)
        (programs / ("python.exe" if os.name == "nt" else "python")).touch()

    monkeypatch.setattr(run, "ENVIRONMENT", environment)
    monkeypatch.setattr(run, "SETS", lists)
    monkeypatch.setattr(run, "make_environment", make)
    monkeypatch.setattr(run, "install", lambda _, which, __: calls.append(f"install {which}"))
    monkeypatch.setattr(run, "link_project", lambda _: None)
    return calls


@pytest.mark.parametrize("folder", ["plain", "ຄຳສິງ", "it's here"])
def test_the_environment_finds_the_program_in_a_folder_of_any_name(
    folder: str, tmp_path: Path
) -> None:
    place = tmp_path / folder
    place.mkdir()
    (place / "found_it.py").write_text("print('found')\n", encoding="utf-8")
    line = run.path_line(str(place))
    assert line.isascii()
    site = tmp_path / "site"
    site.mkdir()
    (site / "iwtlink.pth").write_text(line, encoding="ascii")
    code = f"import site; site.addsitedir({str(site)!r}); import found_it"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "found", done.stderr


def test_wheels_from_a_folder_need_no_network() -> None:
    assert "--no-index" in run.pip_options("wheels")
    assert "--no-index" not in run.pip_options("")
    assert "--require-hashes" in run.pip_options("")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "WARNING: NewConnectionError('Name or service not known')",
            "--find-links FOLDER",
        ),
        ("ERROR: No matching distribution found for numpy==2.4.6", "64-bit Windows, macOS"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "nothing was used"),
        ("something else", "could not be installed:\n  Collecting numpy\n  something else"),
    ],
)
def test_a_failed_installation_says_what_to_do(said: str, sentence: str) -> None:
    assert sentence in run.explain(["Collecting numpy", said])


# --- Qt's system libraries ---


@pytest.mark.parametrize("arguments", [[], ["demo"], ["case.iwt"], ["demo", "case.iwt"]])
def test_a_window_on_linux_needs_all_libraries(arguments: list[str]) -> None:
    needed = run.libraries_for(arguments, {"DISPLAY": ":0"}, "linux")
    assert needed == {**run.DRAWING, **run.WINDOW}


def test_a_window_drawn_offscreen_needs_those_for_drawing() -> None:
    assert run.libraries_for([], {"QT_QPA_PLATFORM": "offscreen"}, "linux") == run.DRAWING


@pytest.mark.parametrize(
    "arguments",
    [
        ["dossier", "case.iwt", "P01", "-o", "out.xlsx"],
        ["chart", "case.iwt", "-o", "out.png"],
    ],
)
def test_a_picture_needs_those_for_drawing_and_no_screen(arguments: list[str]) -> None:
    assert run.libraries_for(arguments, {}, "linux") == run.DRAWING


@pytest.mark.parametrize(
    "arguments",
    [
        ["demo", "--no-window"],
        ["list", "case.iwt", "person"],
        ["dossier", "case.iwt", "P01", "--no-picture", "-o", "out.xlsx"],
        ["chart", "case.iwt", "-o", "out.svg"],
    ],
)
def test_a_command_without_window_needs_none(arguments: list[str]) -> None:
    assert run.libraries_for(arguments, {}, "linux") == {}


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_bring_their_own(system: str) -> None:
    assert run.libraries_for(["demo"], {}, system) == {}


def test_without_a_screen_the_sentence_names_the_way_out() -> None:
    with pytest.raises(run.Stop, match="demo --no-window"):
        run.libraries_for(["demo"], {}, "linux")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux loads libraries by these names")
def test_a_library_the_system_lacks_is_named_by_its_package() -> None:
    libraries = {"libc.so.6": "libc6", "libnosuchthing.so.7": "libnosuchthing7"}
    assert run.missing(libraries) == ["libnosuchthing7"]


@pytest.mark.skipif(os.name == "nt", reason="apt is Debian's")
def test_who_is_not_root_is_told_the_exact_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda name: "/usr/bin/apt-get")
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000)
    line = "sudo apt-get install --no-install-recommends -y libegl1 libgl1"
    with pytest.raises(run.Stop, match=line):
        run.provide_packages(["libegl1", "libgl1"], "Missing.")


@pytest.mark.skipif(os.name == "nt", reason="apt is Debian's")
def test_root_on_debian_gets_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(run.shutil, "which", lambda name: "/usr/bin/apt-get")
    monkeypatch.setattr(run.os, "geteuid", lambda: 0)
    monkeypatch.setattr(run, "apt_get", calls.append)
    run.provide_packages(["libegl1"], "Missing.")
    assert calls == [
        ["update", "-q"],
        ["install", "--no-install-recommends", "-y", "libegl1"],
    ]


def test_another_linux_is_told_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda name: None)
    with pytest.raises(run.Stop, match="On Debian and Ubuntu they are: libegl1"):
        run.provide_packages(["libegl1"], "Missing.")
