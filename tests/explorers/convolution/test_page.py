"""ConvolutionExplorer, driven as a reader does: in the built page from disk, and in JupyterLab."""

import pytest
import torch
from drive import Drive, ask_kernel, place_of
from remedies import DENSER

from convlab import KERNELS, corr2d, edge_image, number_image
from convlab.explorers import ConvolutionExplorer
from convlab.explorers.core.inputs import load_inputs


@pytest.fixture
def explorer(open_explorer):
    """An explorer with numbers."""
    return open_explorer("ConvolutionExplorer(input='numbers', kernel='sobel x', padding='valid')")


def answer(drive, kernel=None, **settings):
    """What torch says for the numbers on screen."""
    kernel = drive.numbers("kernel") if kernel is None else torch.tensor(kernel)
    return corr2d(drive.numbers("input"), kernel, **settings)


def check(drive, expected):
    torch.testing.assert_close(drive.output(), expected)
    shown = drive.numbers("output")
    torch.testing.assert_close(shown, expected, atol=0.006, rtol=0.006)


def test_every_control_changes_the_output_to_torchs(explorer):
    check(explorer, answer(explorer))
    explorer.set("Padding", 2)
    check(explorer, answer(explorer, padding=2))
    explorer.set("Stride", 2)
    check(explorer, answer(explorer, padding=2, stride=2))
    explorer.set("Dilation", 2)
    check(explorer, answer(explorer, padding=2, stride=2, dilation=2))
    explorer.set("Rows and columns", "different")
    explorer.set("Stride columns", 3)
    explorer.set("Padding columns", 1)
    explorer.set("Dilation columns", 1)
    check(explorer, answer(explorer, padding=(2, 1), stride=(2, 3), dilation=(2, 1)))
    explorer.press("convolution")
    flipped = explorer.numbers("kernel").flip(0, 1).tolist()
    check(explorer, answer(explorer, flipped, padding=(2, 1), stride=(2, 3), dilation=(2, 1)))
    assert explorer.numbers("flipped kernel").tolist() == flipped
    assert "output 3×2" in explorer.status


@pytest.fixture
def kept(keep_explorer):
    """The same for tests that set what they depend on."""
    return keep_explorer("ConvolutionExplorer(input='numbers', kernel='sobel x', padding='valid')")


@pytest.mark.parametrize("border", ["valid", "same", "full"])
@pytest.mark.parametrize("size", [(1, 2), (2, 2), (3, 3), (4, 1)])
def test_named_borders_are_those_of_torch(kept, border, size):
    kept.set("Height", size[0])
    kept.set("Width", size[1])
    kept.set("Padding rule", border)
    assert kept.numbers("kernel").shape == size
    check(kept, answer(kept, padding=border))


@pytest.mark.parametrize("name", KERNELS)
def test_presets_are_the_kernels_of_the_package(kept, name):
    kept.set("Padding rule", "valid")
    shown = ConvolutionExplorer.words()["options"]["kernel_name"]
    kept.set("Kernel", shown[name])
    kernel = torch.tensor(KERNELS[name])
    torch.testing.assert_close(kept.numbers("kernel"), kernel, atol=0.006, rtol=0)
    check(kept, answer(kept, KERNELS[name]))


def test_cells_take_typed_numbers_and_refuse_words(explorer):
    explorer.edit("kernel", 1, 1, "2.5")
    explorer.edit("input", 0, 0, "-3")
    assert explorer.numbers("kernel")[1, 1] == 2.5
    assert explorer.numbers("input")[0, 0] == -3
    check(explorer, answer(explorer))
    assert explorer.control("Kernel").input_value() == "your own"
    before = explorer.output()
    explorer.edit("kernel", 0, 1, "abc")
    assert explorer.refusal == "expected a number in kernel[0, 1], got “abc”"
    assert explorer.numbers("kernel")[0, 1] == 0
    assert torch.equal(explorer.output(), before)


@pytest.mark.parametrize("x", [6, 30])
def test_a_click_selects_a_number_and_a_second_one_places_the_caret(explorer, x):
    explorer.edit("input", 0, 0, "1")
    below = explorer.cell("input", 1, 0)  # it has the focus now
    below.click(position={"x": x, "y": 15})
    selected = "() => getSelection().toString()"
    assert explorer.page.evaluate(selected) == below.inner_text()
    explorer.page.keyboard.type("-1")
    assert explorer.numbers("input")[:2, 0].tolist() == [1, -1]
    explorer.keys("ArrowDown", "ArrowUp")
    below.click(position={"x": x, "y": 15})
    assert explorer.page.evaluate(selected) == "−1"
    below.click(position={"x": x, "y": 15})
    assert explorer.page.evaluate(selected) == ""


def test_enter_in_the_last_row_selects_what_stands_there(explorer):
    explorer.edit("input", 4, 0, "3")
    explorer.page.keyboard.type("8")
    assert explorer.numbers("input")[4, 0] == 8


@pytest.mark.parametrize("kernel", ["edge [1, −1]", "box", "Sobel x"])
@pytest.mark.parametrize("width", [1280, 1000, 700])
def test_the_equals_sign_stands_beside_the_output_or_above_it(keep_explorer, width, kernel):
    drive = keep_explorer("ConvolutionExplorer()", width=width)
    drive.set("Input", "digit 8×8")
    drive.set("Kernel", kernel)
    drive.set("Padding rule", "same")
    sign = drive.stage.locator(".sign").last.bounding_box()
    output = drive.grid("output").bounding_box()
    beside = output["y"] < sign["y"] < output["y"] + output["height"]
    above = abs(sign["x"] + sign["width"] / 2 - output["x"] - output["width"] / 2) < 3
    assert beside or above


def test_a_step_less_padding_moves_nothing_below_and_much_less_takes_less_room(explorer):
    top = """(words) => words.getBoundingClientRect().top
      - words.closest("[data-explorer]").getBoundingClientRect().top"""
    explorer.set("Padding", 3)
    words = explorer.stage.locator(".arithmetic")
    place = words.evaluate(top)
    for padding in (2, 3):
        explorer.set("Padding", padding)
        assert words.evaluate(top) == place
    explorer.set("Padding", 0)
    assert words.evaluate(top) < place - 20
    check(explorer, answer(explorer))


def test_what_does_not_fit_is_refused_and_the_control_goes_back(explorer):
    before = explorer.output()
    explorer.set("Dilation", 3)
    sentence = "kernel 3×3 with dilation 3 spans 7×7 and does not fit the padded input 5×5" + DENSER
    assert explorer.refusal == sentence
    assert explorer.control("Dilation").input_value() == "1"
    assert torch.equal(explorer.output(), before)
    explorer.set("Padding", 1)
    assert explorer.refuses_nothing()
    explorer.set("Dilation", 3)
    check(explorer, answer(explorer, padding=1, dilation=3))


def test_the_keyboard_walks_the_cells_and_the_sum_is_written_out(explorer):
    explorer.cell("output", 0, 0).focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        explorer.page.keyboard.press(key)
    said = explorer.text(".arithmetic")
    window = number_image()[2:5, 1:4].flatten()
    kernel = torch.tensor(KERNELS["sobel x"]).flatten()
    for x, k in zip(window.tolist(), kernel.tolist(), strict=True):
        assert f"{x:g}·{f'(−{-k:g})' if k < 0 else f'{k:g}'}" in said
    value = (window * kernel).sum().item()
    assert said.startswith("Y[2, 1] = ")
    assert said.endswith(f"= {value:g}".replace("-", "−"))
    frame = explorer.grid("input").locator(".frame")
    weights = [f"{k:g}".replace("-", "−") for k in kernel.tolist()]
    assert frame.locator(".weight").all_inner_texts() == weights
    lies_over(explorer, frame, (2, 1), (4, 3))


def lies_over(drive, frame, first, last):
    """Whether the frame lies over the cells of the input, and the lines around them."""
    drive.page.wait_for_timeout(250)  # it slides
    box = frame.bounding_box()
    start, end = (drive.cell("input", *place).bounding_box() for place in (first, last))
    assert (box["x"], box["y"]) == pytest.approx((start["x"] - 1, start["y"] - 1), abs=0.6)
    right, bottom = end["x"] + end["width"] + 1, end["y"] + end["height"] + 1
    ends = box["x"] + box["width"], box["y"] + box["height"]
    assert ends == pytest.approx((right, bottom), abs=0.6)


def test_the_kernel_slides_unless_motion_is_unwanted(explorer):
    frame = explorer.grid("input").locator(".frame")
    lies_over(explorer, frame, (0, 0), (2, 2))
    time = "frame => getComputedStyle(frame).transitionDuration"
    explorer.press("Step ▶")
    assert frame.evaluate(time) == "0.14s"
    lies_over(explorer, frame, (0, 1), (2, 3))
    explorer.page.emulate_media(reduced_motion="reduce")
    explorer.press("Step ▶")
    assert frame.evaluate(time) == "0s"
    explorer.set("Dilation", 2)
    lies_over(explorer, frame, (0, 0), (4, 4))
    assert frame.locator(".weight").count() == 9


@pytest.mark.parametrize("operation", ["cross-correlation", "convolution"])
def test_a_pixel_a_weight_and_a_term_light_each_other(explorer, operation):
    explorer.edit("kernel", 0, 1, "5")
    explorer.set("Dilation", 2)
    explorer.press(operation)
    explorer.cell("output", 0, 0).hover()
    turned = operation == "convolution"
    weight, n = ((2, 1), 7) if turned else ((0, 1), 1)
    row = 4 if turned else 0

    def linked():
        marked = explorer.stage.locator(".cell.linked").all()
        grids = [cell.evaluate("cell => cell.closest('.grid').ariaLabel") for cell in marked]
        places = [place_of(cell) for cell in marked]
        terms = explorer.stage.locator("[data-term].linked").all()
        found = dict(zip(grids, places, strict=True))
        return found, [int(term.get_attribute("data-term")) for term in terms]

    kernel = (0, 1)
    expected = {"input": (row, 2), "kernel": kernel}
    if turned:
        expected["flipped kernel"] = weight
    for one in (
        explorer.cell("kernel", *kernel),
        explorer.cell("input", row, 2),
        explorer.stage.locator(f"[data-term='{n}']"),
    ):
        explorer.stage.locator(".formula").hover()
        assert linked() == ({}, [])
        one.hover()
        assert linked() == (expected, [n])
        assert explorer.text(".arithmetic").startswith("Y[0, 0] = ")


def test_an_input_pixel_lights_every_output_that_uses_it(explorer):
    explorer.cell("input", 1, 1).hover()
    assert explorer.grid("output").locator(".uses").count() == 4
    assert "is used by 4 of the outputs: Y[0, 0], Y[0, 1], Y[1, 0], Y[1, 1]" in explorer.text(
        ".pixel-says"
    )
    explorer.set("Show", "values and times used")
    assert explorer.numbers("times used")[1, 1] == 4
    assert explorer.numbers("times used").sum() == 9 * 9


def test_what_no_window_reads_is_struck_out(explorer):
    explorer.set("Kernel", "edge [1, −1]")
    explorer.set("Stride", 3)
    assert "Never used: rows 1, 2, 4. Never used: column 2." in explorer.status
    struck = explorer.grid("input").get_by_role("row").nth(1).locator(".never")
    assert struck.count() == 5


def test_padding_is_drawn_but_is_no_data(explorer):
    explorer.set("Padding", 2)
    cell = explorer.cell("input", 0, 0).bounding_box()
    around = explorer.grid("input").locator(".padding").bounding_box()
    across, down = cell["width"] + 1, cell["height"] + 1  # with the line before it
    assert around["width"] == pytest.approx(9 * across + 1, abs=0.1)
    assert around["height"] == pytest.approx(9 * down + 1, abs=0.1)
    assert cell["x"] == pytest.approx(around["x"] + 2 * across + 1, abs=0.1)
    assert cell["y"] == pytest.approx(around["y"] + 2 * down + 1, abs=0.1)
    assert explorer.numbers("input").shape == (5, 5)
    frame = explorer.grid("input").locator(".frame").bounding_box()
    assert (frame["x"], frame["y"]) == pytest.approx((around["x"], around["y"]), abs=0.6)
    assert frame["width"] == pytest.approx(3 * across + 1, abs=0.1)


def test_cells_that_go_are_for_nobody_and_those_that_stay_stay_where_they_are(explorer):
    explorer.set("Padding", 2)
    before = explorer.numbers("output")
    corner, inner = explorer.cell("output", 0, 0), explorer.cell("output", 1, 1)
    inner = inner.element_handle()
    corner.focus()
    explorer.control("Padding").evaluate(
        "field => { field.value = 1; field.dispatchEvent(new Event('change', { bubbles: true })) }"
    )
    assert torch.equal(explorer.numbers("output"), before[1:-1, 1:-1])
    assert inner.evaluate("(cell, corner) => cell === corner", corner.element_handle())
    assert explorer.page.evaluate("document.activeElement === document.body")
    cells = explorer.grid("output").get_by_role("gridcell")
    assert cells.count() == (before.shape[0] - 2) * (before.shape[1] - 2)
    rows = explorer.grid("output").locator(".rows").bounding_box()
    at = "([x, y]) => document.elementFromPoint(x, y).closest('.grid')"
    assert explorer.page.evaluate(at, [rows["x"] + 4, rows["y"] + 4]) is None


def test_padding_that_no_window_reads_is_struck_out(explorer):
    explorer.set("Kernel", "edge [1, −1]")
    explorer.set("Padding", 1)
    explorer.set("Stride", 4)
    X, padding = explorer.numbers("input"), explorer.grid("input").locator(".padding")
    never = [r - 1 for r in range(X.shape[0] + 2) if r % 4]
    assert padding.locator(".never-row").count() == len(never)
    struck = explorer.grid("input").get_by_role("row").nth(never[0]).locator(".never")
    assert struck.count() == X.shape[1]


def test_a_drag_paints(explorer):
    explorer.stage.get_by_label("the number to paint with").fill("7")
    first = explorer.cell("input", 0, 0).bounding_box()
    last = explorer.cell("input", 0, 3).bounding_box()
    mouse = explorer.page.mouse
    mouse.move(first["x"] + 5, first["y"] + 5)
    mouse.down()
    mouse.move(last["x"] + 5, last["y"] + 5, steps=12)
    mouse.up()
    assert explorer.numbers("input")[0].tolist()[:4] == [7, 7, 7, 7]
    check(explorer, answer(explorer))
    explorer.press("Paint with")  # put away
    mouse.move(last["x"] + 5, last["y"] + 45)
    mouse.down()
    mouse.move(first["x"] + 5, first["y"] + 45, steps=12)
    mouse.up()
    assert 7 not in explorer.numbers("input")[1]
    explorer.press("Reset numbers")
    assert torch.equal(explorer.numbers("input"), number_image())


def test_colours_keep_their_scale_while_one_edits(explorer):
    back = "cell => getComputedStyle(cell).backgroundColor"
    explorer.set("Kernel", "box")
    names = [("input", 2, 2), ("output", 0, 0), ("output", 2, 2)]
    shades = [explorer.cell(*place).evaluate(back) for place in names]
    rescale = explorer.stage.get_by_role("button", name="Rescale colours")
    assert rescale.count() == 0
    explorer.edit("input", 0, 4, "1000")
    assert [explorer.cell(*place).evaluate(back) for place in names] == shades
    assert explorer.cell("input", 0, 4).evaluate(back) == "rgb(255, 255, 255)"
    rescale.click()
    assert rescale.count() == 0
    assert explorer.cell("output", 2, 2).evaluate(back) != shades[2]
    assert explorer.cell("input", 2, 2).evaluate(back) == "rgb(0, 0, 0)"
    explorer.edit("input", 0, 4, "3")
    explorer.edit("input", 1, 1, "-3")  # grey would not show it
    assert explorer.cell("input", 1, 1).evaluate(back) != explorer.cell("input", 0, 4).evaluate(
        back
    )
    explorer.set("Input", "digit 8×8")
    assert rescale.count() == 0


def test_the_outputs_palette_depends_on_what_it_is_made_of(explorer):
    """Not on whether some window happens to give a negative number."""
    back = "cell => getComputedStyle(cell).backgroundColor"
    explorer.set("Kernel", "Laplacian")
    for padding in (0, 1, 2):
        explorer.set("Padding", padding)
        numbers = explorer.numbers("output")
        i, j = divmod(int(numbers.argmax()), numbers.shape[1])
        shade = explorer.cell("output", i, j).evaluate(back)
        red, _, blue = map(int, shade[4:-1].split(", "))
        assert red > blue, "orange, not grey"


def test_reset_brings_back_a_presets_numbers_and_its_name(explorer):
    explorer.edit("input", 2, 2, "-7")
    explorer.edit("kernel", 0, 0, "5")
    assert explorer.control("Kernel").input_value() == "your own"
    explorer.set("Height", 2)
    explorer.edit("kernel", 1, 2, "8")
    explorer.press("Reset numbers")
    assert torch.equal(explorer.numbers("input"), number_image())
    assert torch.equal(explorer.numbers("kernel"), torch.tensor(KERNELS["sobel x"]))
    assert explorer.control("Kernel").input_value() == "Sobel x"
    check(explorer, answer(explorer))
    explorer.set("Kernel", "box")
    explorer.set("Width", 2)
    explorer.set("Kernel", "your own")
    explorer.edit("kernel", 0, 0, "5")
    explorer.press("Reset numbers")
    assert explorer.control("Kernel").input_value() == "box"
    box = explorer.numbers("kernel")
    torch.testing.assert_close(box, torch.full((3, 2), 1 / 6), atol=0.006, rtol=0)


@pytest.mark.parametrize(
    ("settings", "own"),
    [
        ("input='numbers', kernel=[[1, 2], [0, -1]]", "Kernel"),
        ("input=torch.eye(5), kernel='sobel x', padding=1, operation='convolution'", "Input"),
    ],
)
def test_reset_brings_back_what_the_explorer_opened_with(open_explorer, settings, own):
    drive = open_explorer(f"ConvolutionExplorer({settings})")
    assert drive.control(own).input_value() == "your own"
    before = drive.numbers("input"), drive.numbers("kernel"), drive.output()
    drive.paint("input", 6, (0, 0), (0, 2))
    drive.edit("kernel", 0, 1, "-4")
    drive.edit("kernel", 0, 0, "7")
    assert not torch.equal(drive.output(), before[2])
    drive.press("Reset numbers")
    after = drive.numbers("input"), drive.numbers("kernel"), drive.output()
    assert all(map(torch.equal, before, after))


def test_step_and_play_slide_the_window(explorer):
    assert explorer.text(".arithmetic").startswith("Y[0, 0]")
    explorer.press("Step ▶")
    explorer.press("Step ▶")
    assert explorer.text(".arithmetic").startswith("Y[0, 2]")
    explorer.press("◀ Step")
    explorer.press("◀ Step")
    explorer.press("◀ Step")
    assert explorer.text(".arithmetic").startswith("Y[2, 2]")
    explorer.play("Y[0, 2]", ".arithmetic")


def test_a_photo_and_a_picture_from_disk(explorer, tmp_path):
    from PIL import Image

    explorer.set("Input", "photo: temple")
    assert explorer.output().shape == (126, 126)
    assert explorer.stage.get_by_role("img", name="output").count() == 1
    Image.new("RGB", (300, 200), (255, 0, 0)).save(tmp_path / "red.png")
    explorer.set("Kernel", "identity")
    explorer.stage.locator("input[type=file]").set_input_files(tmp_path / "red.png")
    explorer.page.wait_for_function(
        "stage => Math.abs(stage.output.data[0] - 0.299) < 0.002",
        arg=explorer.stage.element_handle(),
    )
    torch.testing.assert_close(explorer.output(), torch.full((126, 126), 0.299), atol=2e-3, rtol=0)
    (tmp_path / "no.png").write_text("not a picture")
    explorer.stage.locator("input[type=file]").set_input_files(tmp_path / "no.png")
    explorer.stage.get_by_role("alert").wait_for()
    assert explorer.refusal == "expected a picture (PNG, JPEG, …), got no.png"


def test_playing_goes_on_at_the_pace_of_what_is_shown(explorer):
    explorer.press("Play")
    explorer.set("Input", "photo: temple")
    cell = explorer.stage.locator(".arithmetic strong").first
    explorer.page.wait_for_timeout(600)
    seen = set()
    for _ in range(20):
        explorer.page.wait_for_timeout(50)
        seen.add(cell.inner_text())
    explorer.press("Pause")
    assert len(seen) > 8  # numbers would show two or three


def test_a_picture_shows_its_numbers_however_large_it_was_before(explorer):
    explorer.set("Input", "photo: temple")
    X = 255 * load_inputs()["china"][..., None]
    moves = [(i, j) for i in (0, 1, -1) for j in (0, 1, -1)]
    for padding in (0, 9, 2, 12, 0):
        explorer.set("Padding", padding)
        assert explorer.refuses_nothing()
        seen = explorer.look("input", 128 + 2 * padding, 128 + 2 * padding)
        seen = seen[padding : padding + 128, padding : padding + 128]
        errors = {move: (seen - X.roll(move, (0, 1))).abs().mean().item() for move in moves}
        assert min(errors, key=errors.get) == (0, 0), f"padding {padding}: {errors}"
        assert errors[0, 0] < 6, f"padding {padding}: {errors}"


def test_a_phone_shows_it_all_without_scrolling_sideways(open_explorer):
    drive = open_explorer("ConvolutionExplorer()", width=390)
    drive.set("Padding", 2)
    page = drive.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    inside = drive.stage.evaluate("stage => stage.scrollWidth <= stage.clientWidth")
    assert inside


def test_a_kernel_finds_its_numbers_again_when_its_size_comes_back(explorer):
    explorer.set("Input", "edges 6×8")
    explorer.set("Padding rule", "same")
    explorer.edit("kernel", 0, 0, "7")
    X, K = explorer.numbers("input"), explorer.numbers("kernel")
    for sizes in ([5, 3], [1, 3], [2, 7, 1, 3]):  # larger, smaller, and to and fro
        for size in sizes:
            explorer.set("Height", size)
            explorer.set("Width", size)
            assert explorer.control("Kernel").input_value() == "your own"
            torch.testing.assert_close(
                explorer.output(), corr2d(X, explorer.numbers("kernel"), padding="same")
            )
        assert torch.equal(explorer.numbers("kernel"), K)
    explorer.set("Width", 5)
    explorer.edit("kernel", 0, 0, "4")  # from here on it is another kernel
    explorer.set("Width", 3)
    assert torch.equal(explorer.numbers("kernel"), K)  # the middle
    explorer.set("Width", 5)
    assert explorer.numbers("kernel")[0].tolist() == [4, 7, 0, 1, 0]
    explorer.set("Kernel", "Sobel y")
    explorer.set("Height", 2)
    explorer.set("Height", 3)
    assert explorer.control("Kernel").input_value() == "Sobel y"
    assert torch.equal(explorer.numbers("kernel"), torch.tensor(KERNELS["sobel y"]))


def test_what_is_typed_painted_or_opened_is_the_readers_own_and_comes_back(explorer):
    own = {"Input": "input", "Kernel": "kernel"}
    explorer.edit("input", 0, 0, "-5")
    explorer.edit("kernel", 2, 2, "-5")
    before = {grid: explorer.numbers(grid) for grid in own.values()}
    for label, grid in own.items():
        assert explorer.control(label).input_value() == "your own"
        explorer.edit(grid, 1, 1, "1e39")
        largest = "must hold numbers of at most 3.4e+38 in size, got 1e+39"
        assert explorer.refusal == f"{grid} {largest}"
        assert torch.equal(explorer.numbers(grid), before[grid])
        explorer.set(label, {"Input": "edges 6×8", "Kernel": "box"}[label])
        assert not torch.equal(explorer.numbers(grid), before[grid])
        explorer.set(label, "your own")
        assert torch.equal(explorer.numbers(grid), before[grid])
    explorer.set("Input", "edges 6×8")
    explorer.paint("input", 6, (0, 0), (0, 2))
    assert explorer.control("Input").input_value() == "your own"
    check(explorer, answer(explorer))


def test_a_control_refuses_what_python_refuses_and_is_marked(explorer):
    before = explorer.output()
    for label, value, sentence in [
        ("Padding", 13, "padding must be from 0 to 12, got 13"),
        ("Padding", -1, "padding must be from 0 to 12, got −1"),
        ("Stride", 17, "stride must be from 1 to 16, got 17"),
        ("Dilation", "1.5", "dilation must be a whole number, got 1.5"),
        ("Height", 8, "kernel height must be from 1 to 7, got 8"),
        ("Width", "wide", "kernel width: expected a number, got “wide”"),
    ]:
        first = explorer.control(label).input_value()
        explorer.set(label, value)
        assert explorer.refusal == sentence
        assert explorer.control(label).input_value() == first
        assert explorer.control(label).get_attribute("aria-invalid") == "true"
        assert torch.equal(explorer.output(), before)
    explorer.set("Stride", 2)
    assert explorer.refuses_nothing()


def test_a_border_by_name_may_need_more_padding_than_may_be_typed(explorer):
    for label, value in [("Kernel", "box"), ("Padding rule", "full"), ("Height", 7), ("Width", 5)]:
        explorer.set(label, value)
    explorer.set("Dilation", 3)
    explorer.set("Dilation columns", 2)
    K = torch.full((7, 5), 1 / 35)
    X = number_image()
    padded = {"Padding": "18", "Padding columns": "8"}
    assert {label: explorer.control(label).input_value() for label in padded} == padded
    torch.testing.assert_close(explorer.output(), corr2d(X, K, padding="full", dilation=(3, 2)))
    explorer.set("Padding rule", "a number")
    assert explorer.refusal == "padding must be from 0 to 12, got 18"
    assert explorer.control("Padding rule").input_value() == "full"
    explorer.set("Padding", 12)
    assert explorer.refuses_nothing()
    assert explorer.control("Padding rule").input_value() == "a number"
    torch.testing.assert_close(explorer.output(), corr2d(X, K, padding=(12, 8), dilation=(3, 2)))


def test_in_jupyterlab_page_and_kernel_agree(lab):
    page = lab("6-3")
    drive = Drive(page, "convolution")
    find = (
        "import json, torch\n"
        "from convlab import ConvolutionExplorer\n"
        "explorer = next(w for w in Out.values() if isinstance(w, ConvolutionExplorer))\n"
    )
    say = "print(json.dumps([explorer.output.tolist(), list(explorer.padding)]))"
    drive.set("Input", "edges 6×8")
    drive.set("Kernel", "edge [1, −1]")
    drive.set("Padding", 1)
    drive.edit("kernel", 0, 0, "3")
    drive.edit("input", 2, 2, "5")
    X = edge_image()
    X[2, 2] = 5
    expected = corr2d(X, torch.tensor([[3.0, -1.0]]), padding=1)
    torch.testing.assert_close(drive.output(), expected)
    output, padding = ask_kernel(page, find + say)
    assert padding == [1, 1]
    torch.testing.assert_close(torch.tensor(output), expected)
    ask_kernel(page, "explorer.stride = 2\nprint(0)")
    page.wait_for_function("stage => stage.output.shape[1] === 5", arg=drive.stage.element_handle())
    assert drive.control("Stride").input_value() == "2"
    torch.testing.assert_close(
        drive.output(), corr2d(X, torch.tensor([[3.0, -1.0]]), padding=1, stride=2)
    )
    drive.press("Reset numbers")
    expected = corr2d(edge_image(), torch.tensor([[1.0, -1.0]]), padding=1, stride=2)
    torch.testing.assert_close(torch.tensor(ask_kernel(page, say)[0]), expected)
    drive.set("Dilation", 8)
    drive.set("Padding", 0)
    assert "does not fit" in drive.refusal
    output, padding = ask_kernel(page, say)
    assert padding == [1, 1], "the kernel keeps the last good state, as the page does"
