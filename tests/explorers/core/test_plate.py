"""What every explorer is as a plate: a title, controls when they are needed, the whole window."""

import pytest

from convlab import explorers
from convlab.explorers import ConvolutionExplorer

PLATES = [getattr(explorers, name) for name in explorers.__all__]
FITS = {"ConvolutionExplorer", "ChannelsExplorer", "PoolingExplorer"}  # the whole window
ENLARGED = [name for name in explorers.__all__ if name not in FITS]


def is_open(drive):
    return drive.root.get_by_role("button", name="Fewer settings").count() == 1


def test_a_plate_has_a_title_and_a_line_for_the_hands_that_stays(open_explorer):
    drive = open_explorer("ConvolutionExplorer(title='Make it fit', hands='Move <b> it.')")
    assert drive.root.get_attribute("aria-label") == "Make it fit"
    assert drive.root.locator(".plate-title").inner_text() == "Make it fit"
    drive.cell("output", 1, 1).hover()
    assert drive.root.locator(".plate-hands").inner_text() == "Move <b> it."


@pytest.mark.parametrize("kind", PLATES)
def test_every_plate_has_a_title_and_every_control_says_what_it_does(kind):
    words = kind.words()
    assert words["says"]["title"] != "Explore"
    assert words["says"]["hands"]
    asked = {trait for row in kind.rows for trait in row.split()}
    assert asked - set(words["help"]) == set()


def test_more_settings_wait_behind_a_button(open_explorer):
    drive = open_explorer("ConvolutionExplorer(controls=('input', 'padding'))")
    shown = ("Input", "Padding", "Padding rule")
    away = ("Kernel", "Height", "Stride", "Dilation", "Show")
    assert all(drive.control(label).is_visible() for label in shown)
    assert not any(drive.control(label).is_visible() for label in away)
    assert not is_open(drive)
    drive.press("More settings")
    assert all(drive.control(label).is_visible() for label in (*shown, *away))
    drive.press("Fewer settings")
    assert not any(drive.control(label).is_visible() for label in away)


@pytest.mark.parametrize(
    ("expression", "opens"),
    [
        ("ConvolutionExplorer(controls=('input',))", False),
        ("ConvolutionExplorer(controls=('input',), padding=1)", True),
        ("ConvolutionExplorer(controls=('padding',), padding='same')", False),
        ("ConvolutionExplorer(controls=('input',), kernel='box')", True),
        ("PoolingExplorer(window=3)", False),
        ("PoolingExplorer(stride=1)", True),
        ("ChannelsExplorer(padding=1)", True),
        ("ChannelsExplorer(channel=1)", True),
    ],
)
def test_they_open_by_themselves_where_one_is_not_at_its_default(open_explorer, expression, opens):
    assert is_open(open_explorer(expression)) == opens


def test_a_control_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="has no control colour; it has axes, dilation, input"):
        ConvolutionExplorer(controls=("input", "colour"))
    for name in explorers.__all__:
        with pytest.raises(TypeError, match="has no control nothing"):
            getattr(explorers, name)(controls=("nothing",))


def test_a_refusal_stands_at_its_field_and_moves_nothing(open_explorer):
    drive = open_explorer("ConvolutionExplorer(padding=1)")
    before = drive.grid("output").bounding_box()
    drive.set("Stride", 17)
    field = drive.control("Stride").bounding_box()
    said = drive.stage.get_by_role("alert").bounding_box()
    assert 0 <= said["y"] - field["y"] - field["height"] < 20
    assert abs(said["x"] - field["x"]) < 5
    assert drive.grid("output").bounding_box() == before
    assert drive.control("Stride").get_attribute("aria-invalid") == "true"
    drive.set("Padding", 0)
    assert drive.refuses_nothing()
    assert drive.control("Stride").get_attribute("aria-invalid") is None
    drive.edit("kernel", 0, 1, "one")
    kernel, said = (
        drive.grid("kernel").bounding_box(),
        drive.stage.get_by_role("alert").bounding_box(),
    )
    assert 0 <= said["y"] - kernel["y"] - kernel["height"] < 20


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_presenting_fills_the_window_with_large_cells_and_escape_leaves(open_explorer, theme):
    drive = open_explorer("ConvolutionExplorer(input='numbers')", width=1600, theme=theme)
    page, small = drive.page, drive.cell("input", 0, 0).bounding_box()
    top = page.evaluate("scrollY")
    drive.press("Present")
    page.wait_for_timeout(100)
    box = drive.root.bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1600, 900)
    large = drive.cell("input", 0, 0).bounding_box()
    assert 64 <= large["width"] <= 96
    assert large["width"] > small["width"]
    size = "part => getComputedStyle(part).fontSize"
    assert drive.stage.locator(".arithmetic").evaluate(size) == "22px"
    drive.set("Padding", 1)
    assert drive.output().shape == (7, 6)
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    assert drive.cell("input", 0, 0).bounding_box()["width"] < large["width"]
    assert page.evaluate("scrollY") == top


@pytest.mark.parametrize("name", ENLARGED)
def test_presenting_enlarges_what_has_no_layout_of_its_own_for_it(open_explorer, name):
    drive = open_explorer(f"{name}()", width=1600, height=1200)
    before = drive.stage.bounding_box()
    drive.press("Present")
    drive.page.wait_for_timeout(100)
    box = drive.root.bounding_box()
    assert [round(box[side]) for side in ("x", "y", "width", "height")] == [0, 0, 1600, 1200]
    assert drive.stage.bounding_box()["width"] > 1.1 * before["width"]
    high = drive.root.evaluate("root => root.scrollHeight * (root.currentCSSZoom ?? 1)")
    assert high <= 1.36 * 1200, "what is to be read from the last row may scroll, but not far"
    assert drive.cut() == []
    drive.page.keyboard.press("Escape")
    drive.page.wait_for_timeout(100)
    after = drive.stage.bounding_box()
    assert [after[side] for side in ("x", "y", "width")] == pytest.approx(
        [before[side] for side in ("x", "y", "width")], abs=1
    )


def test_p_presents_where_it_is_no_letter(open_explorer):
    drive = open_explorer("ConvolutionExplorer()")
    pressed = drive.root.get_by_role("button", name="Present", exact=True)
    drive.page.keyboard.press("p")
    assert pressed.get_attribute("aria-pressed") == "false"
    for typed in (drive.cell("kernel", 0, 0), drive.control("Height"), drive.control("Kernel")):
        typed.focus()
        drive.page.keyboard.press("p")
        assert pressed.get_attribute("aria-pressed") == "false"
        drive.page.keyboard.press("Escape")
    drive.cell("output", 0, 0).focus()
    drive.page.keyboard.press("p")
    assert pressed.get_attribute("aria-pressed") == "true"
    drive.page.keyboard.press("Escape")
    assert pressed.get_attribute("aria-pressed") == "false"


@pytest.mark.parametrize("name", ["LocalityExplorer", "LeNetExplorer"])
def test_p_presents_while_one_of_several_choices_has_the_keyboard(open_explorer, name):
    drive = open_explorer(f"{name}()")
    drive.stage.locator("input[type=radio]").first.focus()
    drive.page.keyboard.press("p")
    pressed = drive.root.get_by_role("button", name="Present", exact=True)
    assert pressed.get_attribute("aria-pressed") == "true"
