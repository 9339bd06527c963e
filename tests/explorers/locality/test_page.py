"""LocalityExplorer, driven as a reader does: in the built page from disk, and in JupyterLab."""

import re
from itertools import pairwise

import pytest
import torch
import torch.nn.functional as F
from drive import SETTLED, Drive, ask_kernel, place_of

from convlab.explorers.locality.presets import images
from convlab.numbers import read_number

INPUTS = {"one bright pixel": "dot", "edge": "edge", "numbers": "numbers"}


@pytest.fixture
def explorer(open_explorer):
    return open_explorer("LocalityExplorer()")


def by_torch(X, K):
    """The output of a kernel with as many rows and columns of zeros around X as it reaches."""
    return F.conv2d(X[None, None], K[None, None], padding=len(K) // 2)[0, 0]


def check(drive, X, K):
    """The page's output and its numbers against torch's, for the numbers on screen."""
    expected = by_torch(X, K)
    torch.testing.assert_close(drive.output(), expected, rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(drive.numbers("output"), expected, atol=0.006, rtol=0)


def cards(drive):
    return drive.stage.get_by_role("radiogroup", name="Weights")


def parameters(drive):
    """The three layers' numbers of parameters, as the cards say them, and which is the present."""
    found = cards(drive).locator(".layer-card")
    counts = [card.locator("strong").last.inner_text() for card in found.all()]
    present = [n for n, one in enumerate(found.get_by_role("radio").all()) if one.is_checked()]
    return [int(count.replace(",", "")) for count in counts], present


def test_every_control_changes_the_output_to_torchs(explorer):
    explorer.press("shared")
    for name, n in [("numbers", 3), ("edge", 8), ("one bright pixel", 5), ("numbers", 6)]:
        explorer.set("Input", name)
        explorer.set("Size", n)
        X = explorer.numbers("input")
        assert torch.equal(X, images()[INPUTS[name]][n])
        # As far as a shared layer reaches, all of V is the kernel.
        explorer.set("Delta", n - 1)
        check(explorer, X, explorer.numbers("kernel"))
        assert parameters(explorer) == ([n**4, (2 * n - 1) ** 2, (2 * n - 1) ** 2], [1])
        assert f"weight matrix {n * n}×{n * n}" in explorer.status
    explorer.press("local")
    for delta in (5, 2, 1, 0):
        explorer.set("Delta", delta)
        K = explorer.numbers("kernel")
        assert len(K) == 2 * delta + 1
        check(explorer, X, K)
        assert parameters(explorer) == ([6**4, 121, (2 * delta + 1) ** 2], [2])
        assert explorer.status.endswith(f"of the local layer: {(2 * delta + 1) ** 2}.")


def test_a_dense_output_is_the_sum_of_its_own_weights_times_the_pixels(explorer):
    explorer.set("Input", "numbers")
    explorer.set("Size", 3)
    explorer.press("dense")
    X, Y = explorer.numbers("input"), explorer.output()
    explorer.cell("output", 0, 0).focus()
    seen = []
    for i in range(3):
        for j in range(3):
            assert f"Weights of H[{i}, {j}]" in explorer.text(".own .panel-title")
            assert explorer.text(".text p:first-child").startswith(f"H[{i}, {j}] = ")
            seen.append(explorer.numbers("weights of the output"))
            assert torch.isclose((seen[-1] * X).sum(), Y[i, j], atol=1e-5)
            explorer.keys("ArrowRight")
        explorer.keys("ArrowDown", "ArrowLeft", "ArrowLeft")
    # Each output has weights of its own: what they have for offset (0, 0) differs.
    assert len({round(seen[3 * i + i][i, i].item(), 2) for i in range(3)}) > 1
    explorer.press("shared")
    explorer.set("Delta", 2)
    V = explorer.numbers("kernel")
    for i, j in ((0, 2), (1, 1), (2, 0)):
        explorer.cell("output", i, j).click()
        own = explorer.numbers("weights of the output")
        assert torch.equal(own, V[2 - i : 5 - i, 2 - j : 5 - j])


def test_cells_are_typed_painted_and_reset_and_words_refused(explorer):
    explorer.press("local")
    explorer.edit("input", 1, 0, "-2.5")
    explorer.edit("kernel", 0, 2, "3/4")
    X = images()["dot"][5].clone()
    X[1, 0] = -2.5
    K = torch.tensor([[-1, 0, 0.75], [-2, 0, 2], [-1, 0, 1]])
    assert torch.equal(explorer.numbers("input"), X)
    assert torch.equal(explorer.numbers("kernel"), K)
    check(explorer, X, K)
    assert explorer.control("Input").input_value() == "your own"
    explorer.edit("kernel", 1, 1, "one")
    assert explorer.refusal == "expected a number in kernel[1, 1], got “one”"
    assert torch.equal(explorer.numbers("kernel"), K)
    explorer.paint("input", 4, (0, 0), (0, 2))
    X[0, :3] = 4
    assert torch.equal(explorer.numbers("input"), X)
    check(explorer, X, K)
    assert explorer.refuses_nothing()
    explorer.set("Size", 4)
    assert torch.equal(explorer.numbers("input"), X[:4, :4])
    explorer.set("Size", 6)
    X = F.pad(X[:4, :4], (0, 2, 0, 2))
    check(explorer, X, K)
    explorer.set("Input", "edge")
    explorer.edit("input", 0, 0, "9")
    explorer.set("Input", "edge")
    assert torch.equal(explorer.numbers("input"), images()["edge"][6])
    explorer.edit("kernel", 0, 0, "7")
    explorer.press("Reset numbers")
    K[0, 2] = 1
    check(explorer, images()["edge"][6], K)


def test_reset_brings_back_the_image_that_was_typed_over(explorer):
    explorer.press("local")
    K = explorer.numbers("kernel")
    explorer.edit("input", 1, 0, "-2.5")
    explorer.edit("kernel", 0, 2, "3/4")
    explorer.set("Size", 4)
    assert explorer.control("Input").input_value() == "your own"
    explorer.press("Reset numbers")
    assert explorer.control("Input").input_value() == "one bright pixel"
    assert torch.equal(explorer.numbers("input"), images()["dot"][4])
    assert torch.equal(explorer.numbers("kernel"), K)
    check(explorer, images()["dot"][4], K)


def test_the_readers_own_image_comes_back_in_its_size_and_what_was_refused_does_not(explorer):
    explorer.press("local")
    explorer.set("Size", 4)
    explorer.edit("input", 1, 0, "-2.5")
    mine = explorer.numbers("input")
    explorer.paint("input", "1e39", (0, 0), (0, 2))
    assert explorer.refusal == "input must hold numbers of at most 3.4e+38 in size, got 1e+39"
    explorer.set("Input", "edge")
    explorer.set("Size", 6)
    explorer.set("Delta", 5)
    explorer.set("Input", "your own")
    assert torch.equal(explorer.numbers("input"), mine)
    assert [explorer.control(name).input_value() for name in ("Size", "Delta")] == ["4", "3"]
    check(explorer, mine, explorer.numbers("kernel"))
    K = explorer.numbers("kernel")
    explorer.edit("kernel", 3, 3, "1e39")
    assert explorer.refusal == "shared must hold numbers of at most 3.4e+38 in size, got 1e+39"
    explorer.edit("kernel", 6, 0, "12 cm")
    assert explorer.refusal == "expected a number in kernel[6, 0], got “12 cm”"
    assert torch.equal(explorer.numbers("kernel"), K)


def test_sizes_beyond_their_limits_are_refused(explorer):
    for label, value, sentence in [
        ("Size", 2, "size must be from 3 to 8, got 2"),
        ("Size", 9, "size must be from 3 to 8, got 9"),
        ("Delta", 8, "delta must be from 0 to 7, got 8"),
    ]:
        before = explorer.output(), explorer.control(label).input_value()
        explorer.set(label, value)
        assert explorer.refusal == sentence
        assert torch.equal(explorer.output(), before[0])
        assert explorer.control(label).input_value() == before[1]


def test_a_kernel_that_reaches_too_far_is_refused(explorer):
    explorer.press("local")
    before = explorer.output()
    explorer.set("Delta", 5)
    assert explorer.refusal == "delta must be at most 4 for an image of 5×5, got 5"
    assert explorer.control("Delta").input_value() == "1"
    assert torch.equal(explorer.output(), before)
    explorer.set("Delta", 4)
    assert explorer.refuses_nothing()
    explorer.set("Size", 3)  # a smaller image takes a smaller kernel along
    assert explorer.control("Delta").input_value() == "2"
    check(explorer, explorer.numbers("input"), explorer.numbers("kernel"))


def test_the_cards_are_the_control(explorer):
    assert explorer.root.get_by_role("button", name="dense").count() == 0
    cards(explorer).get_by_text("locality cuts it to a kernel").click()  # all of a card is pressed
    assert parameters(explorer)[1] == [2]
    check(explorer, explorer.numbers("input"), explorer.numbers("kernel"))
    explorer.keys("ArrowUp")
    assert parameters(explorer)[1] == [1]
    assert "parameters of the shared layer: 81" in explorer.status
    explorer.keys("ArrowRight", "ArrowRight")  # from the last to the first
    assert parameters(explorer)[1] == [0]
    assert "parameters of the dense layer: 625" in explorer.status


def test_the_columns_beside_the_matrix_are_input_and_output(explorer):
    explorer.set("Input", "numbers")
    explorer.press("local")
    for name, grid in (("input as a column", "input"), ("output as a column", "output")):
        strip = explorer.stage.get_by_role("img", name=name).bounding_box()
        matrix = explorer.stage.get_by_role("img", name="weight matrix").bounding_box()
        assert strip["height"] == matrix["height"]
        assert strip["y"] == pytest.approx(matrix["y"], abs=1)
        shown = explorer.look(name, 25, 1)[:, 0]
        M = explorer.numbers(grid).flatten()
        assert len(shown.unique(dim=0)) == len(M.unique()), "one colour for each number"
    explorer.point("input as a column", 7, 0, 25, 1)
    assert explorer.text(".arithmetic").startswith("X[1, 2] = ")
    assert place_of(explorer.grid("input").locator(".uses")) == (1, 2)
    explorer.point("output as a column", 16, 0, 25, 1)
    assert "Weights of H[3, 1]" in explorer.text(".own .panel-title")


def test_one_frame_stands_around_what_is_marked_alike(explorer):
    """All outputs are marked: their digits keep their size, and no frame stands around each."""
    before = type_of(explorer, "output")
    explorer.cell("input", 0, 2).hover()
    assert framed(explorer, "output") == ((0, 0), (4, 4))
    assert type_of(explorer, "output") == before
    explorer.press("local")
    explorer.cell("output", 0, 2).hover()  # which sees rows 0 and 1, columns 1 to 3
    for name in ("input", "weights of the output"):
        assert framed(explorer, name) == ((0, 1), (1, 3))


def framed(drive, name):
    """The first and the last cell within the frame over a grid."""
    drive.page.wait_for_timeout(200)  # it slides
    frame = drive.grid(name).locator(".frame").bounding_box()
    last = len(drive.numbers(name)) - 1
    first, end = (drive.cell(name, *place).bounding_box() for place in ((0, 0), (last, last)))
    places = []
    for start, size in (("y", "height"), ("x", "width")):
        each = (end[start] - first[start]) / last
        begins = (frame[start] - first[start]) / each
        ends = begins + frame[size] / each - 1
        assert [begins, ends] == pytest.approx([round(begins), round(ends)], abs=0.15)
        places.append((round(begins), round(ends)))
    return tuple(zip(*places, strict=True))


def said_numbers(text):
    return [float(found) for found in re.findall(r"-?\d+\.?\d*", text.replace("−", "-"))]


def test_what_was_pointed_at_does_not_outlive_its_place(explorer):
    """A smaller matrix or kernel no longer has the cell that the pointer or the keys had chosen."""
    explorer.set("Size", 8)
    explorer.point("weight matrix", 63, 63, 64)
    explorer.page.mouse.down()
    explorer.page.mouse.up()
    explorer.set("Size", 3)
    explorer.stage.get_by_role("img", name="weight matrix").focus()
    explorer.keys("ArrowUp")
    assert explorer.text(".arithmetic").startswith("W[2, 1, 2, 2] = ")
    explorer.press("local")
    explorer.set("Size", 5)
    explorer.set("Delta", 2)
    explorer.cell("kernel", 0, 0).hover()
    assert explorer.text(".arithmetic").startswith("V[−2, −2] = ")
    explorer.set("Delta", 1)
    assert explorer.numbers("kernel").shape == (3, 3)
    assert explorer.output().shape == (5, 5)


def test_pointer_and_keys_tie_weights_pixels_and_outputs(explorer):
    explorer.set("Input", "numbers")
    X = explorer.numbers("input")
    explorer.cell("output", 3, 1).click()
    own = explorer.numbers("weights of the output")
    explorer.cell("weights of the output", 2, 2).hover()
    w, x = own[2, 2].item(), X[2, 2].item()
    said = explorer.text(".arithmetic")
    assert said.startswith("W[3, 1, 2, 2] = V[3, 1, −1, 1] = ")
    assert said_numbers(said)[8] == pytest.approx(w)
    assert said_numbers(said)[-2:] == pytest.approx([x, w * x], abs=1e-3)
    # The same weight in the picture of the matrix: row 3·5 + 1, column 2·5 + 2.
    explorer.point("weight matrix", 16, 12, 25)
    assert explorer.text(".arithmetic") == said
    canvas = explorer.stage.get_by_role("img", name="weight matrix")
    explorer.page.mouse.click(*centre(canvas))
    explorer.keys("ArrowRight", "ArrowDown")
    assert explorer.text(".arithmetic").startswith("W[2, 3, 2, 3] = V[2, 3, 0, 0] = ")
    assert "Weights of H[2, 3]" in explorer.text(".own .panel-title")
    explorer.press("local")
    explorer.cell("kernel", 0, 2).hover()
    said = explorer.text(".arithmetic")
    # Offset (−1, 1): an output has a pixel there unless it is in row 0 or in column 4.
    assert said.startswith("V[−1, 1] = 1 stands at 16 places")
    assert explorer.stage.locator(".matrix .boxes .same").count() == 16
    assert place_of(explorer.grid("input").locator(".uses")) == (1, 4)
    explorer.cell("input", 0, 2).hover()
    assert "has a weight in 6 of the 25 outputs" in explorer.text(".arithmetic")
    assert framed(explorer, "output") == ((0, 1), (1, 3))
    explorer.press("dense")
    explorer.cell("input", 0, 2).hover()
    assert "in every one of the 25 outputs: column 0·5 + 2 = 2" in explorer.text(".arithmetic")
    assert framed(explorer, "output") == ((0, 0), (4, 4))


def test_what_is_clicked_stays_pointed_at(explorer):
    explorer.set("Input", "numbers")
    explorer.press("local")
    explorer.cell("input", 0, 2).click()
    explorer.stage.get_by_role("status").click()
    assert explorer.text(".arithmetic").startswith("X[0, 2] = ")
    explorer.cell("kernel", 0, 0).hover()
    assert explorer.text(".arithmetic").startswith("V[−1, −1] = −1 stands at ")
    explorer.stage.get_by_role("status").hover()
    assert explorer.text(".arithmetic").startswith("X[0, 2] = ")
    explorer.set("Delta", 4)
    explorer.cell("kernel", 0, 0).hover()
    assert " stands at 1 place of the matrix: " in explorer.text(".arithmetic")


def test_a_finger_that_taps_a_weight_sees_its_two_names(open_explorer):
    drive = open_explorer("LocalityExplorer()", width=390, height=800, touch=True)
    page = drive.page
    canvas = drive.stage.get_by_role("img", name="weight matrix")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    # Row 3·5 + 1, column 2·5 + 2.
    at = (box["x"] + 12.5 * box["width"] / 25, box["y"] + 16.5 * box["height"] / 25)
    page.touchscreen.tap(*at)
    page.wait_for_timeout(500)  # what a finger leaves, it leaves at once
    assert drive.text(".arithmetic").startswith("W[3, 1, 2, 2] = V[3, 1, −1, 1] = ")
    assert "Weights of H[3, 1]" in drive.text(".own .panel-title")
    drive.cell("input", 1, 3).tap()
    page.wait_for_timeout(500)
    assert drive.text(".arithmetic").startswith("X[1, 3] = ")


def centre(part):
    box = part.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_it_opens_with_an_output_that_has_something_to_show(explorer):
    """One row of the matrix, its weights as an image, and the output are those of one place."""
    assert "Weights of H[2, 1]: row 11" in explorer.text(".own .panel-title")
    chosen = explorer.grid("output").locator(".cursor")
    assert chosen.count() == 1
    assert abs(read_number(chosen.inner_text())) > 1
    assert explorer.text(".text p:first-child").startswith("H[2, 1] = 2.")


def test_where_a_row_has_the_kernel_a_frame_says_so(explorer):
    frame = explorer.grid("weights of the output").locator(".frame")
    said = set()
    for layer, frames in (("dense", 0), ("shared", 1), ("local", 1)):
        explorer.press(layer)
        assert frame.count() == frames
        said.add(explorer.text(".of-kernel .note"))
        own, K = (explorer.numbers(name) for name in ("weights of the output", "kernel"))
        assert torch.equal(own[1:4, :3], K) == bool(frames)
    assert len(said) == 3


@pytest.mark.parametrize("width", [390, 1280])
def test_its_steps_stand_in_the_order_in_which_they_are_read(open_explorer, width):
    drive = open_explorer("LocalityExplorer()", width=width, height=800)
    cards_box = cards(drive).bounding_box()
    steps = [step.bounding_box() for step in drive.stage.locator(".step").all()]
    assert cards_box["y"] + cards_box["height"] <= steps[0]["y"]
    places = [(round(box["y"]), box["x"]) for box in steps]
    assert places == sorted(places)
    own, kernel = (drive.grid(n).bounding_box() for n in ("weights of the output", "kernel"))
    assert kernel["y"] == pytest.approx(own["y"], abs=2), "the kernel beside the row it is in"
    assert own["x"] + own["width"] < kernel["x"]


@pytest.mark.parametrize("size", range(3, 9))
def test_matrix_row_and_kernel_of_every_size_stand_in_one_row(open_explorer, size):
    drive = open_explorer("LocalityExplorer()", width=1280)
    drive.set("Size", size)
    drive.page.evaluate(SETTLED)
    matrix = drive.stage.get_by_role("img", name="weight matrix")
    for parts in [
        [matrix, drive.grid("weights of the output"), drive.grid("kernel")],
        [drive.grid("input"), drive.grid("output")],
    ]:
        boxes = [part.bounding_box() for part in parts]
        tops = [box["y"] for box in boxes]
        assert max(tops) - min(tops) < 5
        assert all(a["x"] + a["width"] < b["x"] for a, b in pairwise(boxes))
    assert min(type_of(drive, name) for name in ("input", "weights of the output")) >= 8.6
    assert drive.cut() == []


@pytest.mark.parametrize("size", range(3, 9))
def test_a_phone_shows_images_readably(open_explorer, size):
    drive = open_explorer("LocalityExplorer()", width=390)
    drive.set("Size", size)
    assert min(type_of(drive, name) for name in ("input", "output")) >= 9
    assert drive.cut() == []


def type_of(drive, name):
    """The size of a grid's digits in pixels."""
    size = drive.grid(name).evaluate("grid => getComputedStyle(grid).fontSize")
    return float(size.removesuffix("px"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_shows_the_largest_image_whole(open_explorer, theme):
    drive = open_explorer("LocalityExplorer()", theme=theme, width=390)
    drive.set("Size", 8)
    drive.press("local")
    drive.set("Delta", 7)
    assert drive.cut() == []
    check(drive, drive.numbers("input"), drive.numbers("kernel"))


def test_in_jupyterlab_page_and_kernel_agree(lab):
    page = lab("6-1")
    drive = Drive(page, "locality")
    find = (
        "import json, torch\n"
        "from convlab import LocalityExplorer\n"
        "explorer = next(w for w in Out.values() if isinstance(w, LocalityExplorer))\n"
    )
    say = (
        "print(json.dumps([explorer.output.tolist(), explorer.weights, explorer.delta, "
        "explorer.matrix.tolist(), explorer.parameters]))"
    )
    drive.set("Input", "numbers")
    drive.set("Size", 6)
    drive.press("local")
    drive.set("Delta", 2)
    drive.edit("kernel", 2, 2, "-3")
    drive.edit("input", 5, 0, "0.5")
    X, K = drive.numbers("input"), drive.numbers("kernel")
    assert (X[5, 0], K[2, 2]) == (0.5, -3)
    check(drive, X, K)
    output, *settings, matrix, count = ask_kernel(page, find + say)
    assert (settings, count) == (["local", 2], 25)
    torch.testing.assert_close(torch.tensor(output), by_torch(X, K))
    torch.testing.assert_close(torch.tensor(matrix) @ X.flatten(), by_torch(X, K).flatten())
    drive.press("dense")
    output = torch.tensor(ask_kernel(page, say)[0])
    torch.testing.assert_close(drive.output(), output)
    ask_kernel(
        page,
        "explorer.weights = 'local'\nexplorer.input = torch.eye(4)\n"
        "explorer.kernel = [[0, 1, 0], [1, -4, 1], [0, 1, 0]]\nprint(0)",
    )
    K = torch.tensor([[0.0, 1, 0], [1, -4, 1], [0, 1, 0]])
    drive.follows(by_torch(torch.eye(4), K))
    assert torch.equal(drive.numbers("kernel"), K)
    drive.edit("kernel", 1, 1, "7")
    drive.edit("input", 0, 0, "-2")
    drive.press("Reset numbers")  # what Python gave last
    output = torch.tensor(ask_kernel(page, say)[0])
    torch.testing.assert_close(output, by_torch(torch.eye(4), K))
    torch.testing.assert_close(drive.output(), output)
    values = [drive.control(label).input_value() for label in ("Size", "Delta", "Input")]
    assert values == ["4", "1", "your own"]
    drive.set("Delta", 4)
    assert drive.refusal == "delta must be at most 3 for an image of 4×4, got 4"
    assert ask_kernel(page, say)[2] == 1, "the kernel keeps the last good state"
