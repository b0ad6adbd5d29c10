"""The style panel: one item or many, each change one step, and what differs is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from iwtlink.chart.colours.names import colour_words, named_colours
from iwtlink.chart.colours.palettes import load_palettes
from iwtlink.chart.items.forms import FORMS
from iwtlink.gui.charting.style_panel.colours import ColourField
from iwtlink.gui.charting.style_panel.fields import NumberField, TextField, TicksField
from iwtlink.gui.charting.style_panel.panel import StylePanel
from iwtlink.gui.pages.chart import ChartPage
from iwtlink.gui.pages.chart_menus import item_menu
from iwtlink.gui.window import MainWindow
from iwtlink.operations.charting.looking import copied_link_look
from iwtlink.store.charts import LinkLook, Look
from tests.gui.charting_looks.conftest import Entity, look_of, pick, stored, trigger
from tests.gui.conftest import Settle


@pytest.fixture
def panel(demo: MainWindow, chart: ChartPage, settle: Settle) -> StylePanel:
    trigger(demo, "show_style", settle)
    return demo.chart_panels.style


@pytest.mark.feature("C03", "C22")
def test_representation_and_size_of_many_items_are_chosen_at_once(
    chart: ChartPage, panel: StylePanel, entity: Entity, settle: Settle
) -> None:
    chosen = [entity("P01"), entity("P02")]
    chart.view.choose(chosen)
    settle()
    pick(panel.entities.fields["representation"], "Circle")
    settle()
    pick(panel.entities.fields["enlargement"], "2 ×")
    settle()
    for number in chosen:
        assert look_of(chart, number) == Look(representation="circle", enlargement=2.0)
    display = chart.view.display
    assert display is not None
    rows = [display.entity_ids.tolist().index(number) for number in chosen]
    assert {FORMS[display.forms[row]] for row in rows} == {"circle"}
    assert chart.view.selected_entities() == chosen


@pytest.mark.feature("C21", "C23")
def test_frame_and_shading_are_chosen_by_the_name_of_a_colour(
    chart: ChartPage, panel: StylePanel, entity: Entity, settle: Settle
) -> None:
    chart.view.choose([entity("P01")])
    settle()
    for field, words in (("frame", "Orange"), ("shading", "Sea green")):
        pick(panel.entities.fields[field], words)
        settle()
    assert look_of(chart, entity("P01")) == Look(frame="#ff6600", shading="#339966")


def test_what_differs_is_said_to_be_mixed_and_the_rest_shown(
    demo: MainWindow, chart: ChartPage, panel: StylePanel, entity: Entity, settle: Settle
) -> None:
    chart.view.choose([entity("P01")])
    settle()
    pick(panel.entities.fields["frame"], "Red")
    settle()
    chart.view.choose([entity("P01"), entity("P02")])
    settle()
    frame = panel.entities.fields["frame"]
    assert isinstance(frame, ColourField)
    assert frame.currentIndex() == -1 and frame.placeholderText() == "Mixed"
    assert panel.entities.heading.text() == "2 entities"
    pick(frame, "None")
    settle()
    assert look_of(chart, entity("P01")) == Look()


def test_changes_of_the_same_field_of_the_same_items_are_undone_as_one(
    demo: MainWindow, chart: ChartPage, panel: StylePanel, entity: Entity, settle: Settle
) -> None:
    chart.view.choose([entity("P01"), entity("P02")])
    settle()
    for words in ("Red", "Blue", "Gold"):
        pick(panel.entities.fields["frame"], words)
        settle()
    assert demo.session.store.undo_label(chart.scope) == "Frame of 2 items"
    trigger(demo, "undo", settle)
    assert look_of(chart, entity("P01")) == look_of(chart, entity("P02")) == Look()


@pytest.mark.feature("C12", "C19")
def test_label_and_properties_under_it_are_the_items_own(
    chart: ChartPage, panel: StylePanel, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    chart.view.choose([entity("P01")])
    settle()
    label = panel.entities.fields["label"]
    assert isinstance(label, TextField)
    qtbot.keyClicks(label, "The boss")
    qtbot.keyClick(label, Qt.Key.Key_Return)
    settle()
    shows = panel.entities.fields["shows"]
    assert isinstance(shows, TicksField)
    next(a for a in shows.menu_of.actions() if a.text() == "Nationality").trigger()
    settle()
    assert look_of(chart, entity("P01")) == Look(label="The boss", shows=("nationality",))
    display = chart.view.display
    assert display is not None
    row = display.entity_ids.tolist().index(entity("P01"))
    words = display.node_text
    said = [words.texts[n] for n in range(*words.starts[row : row + 2].tolist())]
    assert said[0] == "The boss"


@pytest.mark.feature("C24")
def test_letters_have_a_size_and_a_colour_and_a_length_can_be_as_usual_again(
    chart: ChartPage, panel: StylePanel, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    chart.view.choose([entity("P01")])
    settle()
    size = panel.entities.fields["font_px"]
    assert isinstance(size, NumberField) and size.text() == "As usual"
    size.setFocus()
    size.selectAll()
    qtbot.keyClicks(size, "20")
    qtbot.keyClick(size, Qt.Key.Key_Return)
    settle()
    assert look_of(chart, entity("P01")).font_px == 20.0
    size.setValue(0)
    settle()
    assert look_of(chart, entity("P01")) == Look()


@pytest.mark.feature("C06", "C08", "C10")
def test_links_have_colour_width_label_and_multiplicity_of_their_own(
    demo: MainWindow, chart: ChartPage, panel: StylePanel, qtbot: QtBot, settle: Settle
) -> None:
    assert chart.content is not None
    link = int(chart.content.link_ids[0])
    chart.view.choose([], [link])
    settle()
    pick(panel.links.fields["colour"], "Red")
    settle()
    width = panel.links.fields["width"]
    assert isinstance(width, NumberField)
    width.setValue(4.0)
    settle()
    pick(panel.links.fields["multiplicity"], "Every link on its own")
    settle()
    content = stored(demo, chart)
    look = content.link_looks[content.link_ids.tolist().index(link)]
    assert (look.colour, look.width, look.multiplicity) == ("#ff0000", 4.0, "each")


@pytest.mark.feature("C08")
def test_the_arrow_of_links_is_chosen_in_panel_and_menu_handed_on_and_undone(
    demo: MainWindow, chart: ChartPage, panel: StylePanel, settle: Settle
) -> None:
    assert chart.content is not None
    links = [int(i) for i in chart.content.link_ids[:3]]

    def arrows() -> list[str]:
        content = stored(demo, chart)
        known = dict(zip(content.link_ids.tolist(), content.link_looks, strict=True))
        return [known[i].arrow for i in links]

    chart.view.choose([], links[:2])
    settle()
    pick(panel.links.fields["arrow"], "At both ends")
    settle()
    assert arrows() == ["both", "both", ""]
    trigger(demo, "arrow_tail", settle)
    assert arrows() == ["tail", "tail", ""]
    trigger(demo, "undo", settle)
    assert arrows() == ["both", "both", ""]
    offered = item_menu(demo, demo.actions_by_name, demo.menus, "link").actions()
    assert demo.menus["link.arrow"] in {one.menu() for one in offered}
    look = copied_link_look(LinkLook(arrow="none"), LinkLook(label="its own"))
    assert look == LinkLook(arrow="none", label="its own")


@pytest.mark.feature("C19", "C20", "C21", "C24")
def test_parts_picture_size_margin_and_dress_are_chosen_for_the_selected(
    chart: ChartPage, panel: StylePanel, entity: Entity, settle: Settle
) -> None:
    chosen = [entity("P01"), entity("P02")]
    chart.view.choose(chosen)
    settle()
    fields = panel.entities.fields
    for name, words in (("name_shown", "Not shown"), ("pin_shown", "Shown")):
        pick(fields[name], words)
        settle()
    for name, number in (("picture_size", 2.5), ("frame_margin", 0.0)):
        field = fields[name]
        assert isinstance(field, NumberField) and field.text() == "As usual"
        field.setValue(number)
        settle()
    fields["is_underlined"].click()
    settle()
    pick(fields["text_ground"], "Gold")
    settle()
    for number in chosen:
        look = look_of(chart, number)
        assert (look.name_shown, look.pin_shown) == ("off", "shown")
        assert (look.picture_size, look.frame_margin) == (2.5, 0.0)
        assert look.is_underlined and look.text_ground


@pytest.mark.feature("C09")
def test_the_edge_of_a_box_can_be_dashed_as_a_strength_is(
    chart: ChartPage, panel: StylePanel, entity: Entity, settle: Settle
) -> None:
    chart.view.choose([entity("P01")])
    settle()
    pick(panel.entities.fields["representation"], "Box")
    settle()
    pick(panel.entities.fields["dash"], "Dashed: unconfirmed")
    settle()
    display = chart.view.display
    assert display is not None
    row = display.entity_ids.tolist().index(entity("P01"))
    assert display.edge_dashes[row] == 1


def test_all_as_usual_takes_every_own_look_away_in_one_step(
    demo: MainWindow, chart: ChartPage, panel: StylePanel, entity: Entity, settle: Settle
) -> None:
    chart.view.choose([entity("P01")])
    settle()
    for field, words in (("frame", "Red"), ("representation", "Box")):
        pick(panel.entities.fields[field], words)
        settle()
    panel.plain.click()
    settle()
    assert look_of(chart, entity("P01")) == Look()
    trigger(demo, "undo", settle)
    assert look_of(chart, entity("P01")) == Look(frame="#ff0000", representation="box")


def test_the_key_opens_the_panel_with_the_keyboard_in_it_and_closes_it(
    demo: MainWindow, chart: ChartPage, entity: Entity, qtbot: QtBot, settle: Settle
) -> None:
    chart.view.choose([entity("P01")])
    settle()
    qtbot.keyClick(chart.view, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    settle()
    assert demo.chart_panels.style.isVisible()
    assert demo.focusWidget() is demo.chart_panels.style.entities.fields["representation"]
    trigger(demo, "show_style", settle)
    assert not demo.chart_panels.style_dock.isVisible()


def test_the_wheel_scrolls_the_panel_and_changes_no_look(
    chart: ChartPage, panel: StylePanel, entity: Entity, settle: Settle
) -> None:
    chart.view.choose([entity("P01")])
    settle()
    for name in ("representation", "frame", "width"):
        turned = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(panel.entities.fields[name], turned)
        settle()
    assert look_of(chart, entity("P01")) == Look()


def test_named_colours_are_colours_and_no_two_are_called_the_same() -> None:
    found = named_colours()
    assert len(found) == 40
    assert all(len(value) == 7 and int(value[1:], 16) >= 0 for value in found.values())
    assert colour_words("#FF6600") == "Orange" and colour_words("#0072b3") == "#0072b3"


def test_colours_of_palettes_of_kinds_have_names_and_no_two_the_same() -> None:
    palettes = load_palettes().values()
    shades = {one.upper() for kind in palettes if kind.kind == "categories" for one in kind.colours}
    names = {shade: colour_words(shade) for shade in shades}
    assert names["#0072B2"] == "Clear blue" and names["#D55E00"] == "Vermilion"
    assert not any(name.startswith("#") for name in names.values())
    assert len({*names.values(), *named_colours()}) == len(names) + len(named_colours())
