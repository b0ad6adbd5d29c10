"""Every type has an icon, and Qt draws each."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from lxml import etree
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer

from iwtlink.chart.items.icons import IconKey
from iwtlink.ontology import load_ontology
from iwtlink.paths import resource
from iwtlink.render.icons import Pictures, drawn_icon, icon_atlas, icon_image, icon_vector

BADGES = {"warning", "watch", "changed", "grade", "sources", "retracted"}
ICONS = sorted(resource("icons").rglob("*.svg"))


def drawn(path: Path, side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(str(path))
    assert renderer.isValid()
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


def opacity(image: QImage) -> np.ndarray:
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[:, :, 3].copy()


def test_every_concrete_entity_type_has_an_icon() -> None:
    types = load_ontology().entity_types.values()
    icons = {kind.icon for kind in types if not kind.is_abstract}
    missing = [name for name in icons if not resource("icons", "entities", f"{name}.svg").is_file()]
    assert icons and missing == []


@pytest.mark.parametrize("path", ICONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_qt_draws_each_icon_large_and_small(path: Path) -> None:
    for side in (16, 128):
        covered = (opacity(drawn(path, side)) > 40).mean()
        assert 0.02 < covered <= 1.0


def test_an_icon_has_the_same_shape_on_paper_as_on_the_screen() -> None:
    """Qt's PDF writer also draws outlines that are not there, in the colour of what they hold."""
    folders = ("entities", "badges")
    keys = [
        IconKey(path.stem, folder=path.parent.name) for path in ICONS if path.parent.name in folders
    ]
    for key, printed in zip(keys, _printed(keys, side=64), strict=True):
        seen = QImage(64, 64, QImage.Format.Format_RGB32)
        seen.fill(Qt.GlobalColor.white)
        painter = QPainter(seen)
        painter.drawImage(0, 0, drawn_icon(key, 64))
        painter.end()
        apart = np.abs(printed.astype(int) - colours(seen).astype(int)).max(axis=2)
        assert (apart > 100).mean() < 0.01, key.name


def _printed(keys: list[IconKey], side: int) -> list[np.ndarray]:
    """Give icons drawn as vectors into a PDF, one a page, as pictures ``side`` pixels large."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(1200)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QSizeF(72, 72), QPageSize.Unit.Point),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    painter = QPainter(writer)
    for key in keys:
        if key is not keys[0]:
            writer.newPage()
        icon_vector(key).render(painter, QRectF(0, 0, 1200, 1200))
    painter.end()
    pages = pypdfium2.PdfDocument(bytes(buffer.data().data()))
    return [page.render(scale=side / 72, rev_byteorder=True).to_numpy()[:, :, :3] for page in pages]


def colours(image: QImage) -> np.ndarray:
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[:, :, 2::-1].copy()


@pytest.mark.parametrize("path", ICONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_icon_asks_for_what_qt_cannot_draw(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    unsupported = ("<mask", "<filter", "Gradient", "<style", "clip-path", "<image", "<text")
    assert not [word for word in unsupported if word in text]


def test_no_icon_of_a_type_is_cut_off_at_its_edge() -> None:
    for path in sorted(resource("icons", "entities").glob("*.svg")):
        cover = opacity(drawn(path, 64))
        edges = np.concatenate((cover[0], cover[-1], cover[:, 0], cover[:, -1]))
        assert (edges > 200).mean() < 0.25, path.stem


def test_an_unknown_icon_is_drawn_as_a_question_mark() -> None:
    assert icon_image("no_such_thing", 32) == icon_image("unknown", 32)


def test_an_atlas_holds_each_icon_at_its_place() -> None:
    atlas = icon_atlas((IconKey("person"), IconKey("seizure")), 40)
    image = atlas.pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    for left, name in zip(atlas.lefts.astype(int).tolist(), ("person", "seizure"), strict=True):
        assert image.copy(left, 0, 40, 40) == icon_image(name, 40)


def test_a_picture_that_cannot_be_read_is_none_and_asked_for_once() -> None:
    asked: list[int] = []

    def source(number: int) -> bytes:
        asked.append(number)
        return b"rubbish"

    pictures = Pictures(source)
    assert pictures.rounded(3, 40) is None
    assert pictures.rounded(3, 80) is None
    assert asked == [3]


@pytest.mark.parametrize("path", ICONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_icon_is_square_and_whole_by_itself(path: Path) -> None:
    root = etree.fromstring(path.read_bytes())
    left, top, width, height = (float(part) for part in root.get("viewBox", "").split())
    assert (left, top) == (0, 0) and width == height > 0
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"(?:href|src)=\"([^\"]*)\"|url\(([^)]*)\)", text)
    assert all("".join(link).startswith("#") for link in links)


def test_badges_differ_in_shape_so_that_they_are_told_apart_without_colour() -> None:
    paths = sorted(resource("icons", "badges").glob("*.svg"))
    assert {path.stem for path in paths} >= BADGES
    greys = [drawn(path, 16).convertToFormat(QImage.Format.Format_Grayscale8) for path in paths]
    looks = [np.frombuffer(grey.constBits(), np.uint8).astype(int) for grey in greys]
    for k, one in enumerate(looks):
        for other in looks[k + 1 :]:
            assert np.abs(one - other).mean() > 12
