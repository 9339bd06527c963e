"""ShiftLab, driven as a reader does: in the built page from disk, and in JupyterLab."""

import math
import re

import pytest
import torch
import torch.nn.functional as F
from drive import Drive, ask_kernel

from convlab import KERNELS
from convlab.explorers.shift_lab import presets
from convlab.noise import noise_stream
from convlab.shifts import undisturbed

SOBEL = torch.tensor(KERNELS["sobel x"]).double()[None, None]
INPUTS = {"digit 28×28": "digit", "photo: temple": "china", "photo: flower": "flower"}
BORDERS = {"zeros": "zero", "the opposite edge": "circular"}


def blocks(X):
    """Rows and columns of the blocks that the dense layer averages: 16×16 of them at most."""
    return math.ceil(max(X.shape[2:]) / 16)


def dense(X):
    means = F.avg_pool2d(X, blocks(X))
    n = means.numel()
    W = noise_stream(n * n, seed=4).reshape(n, n) * math.sqrt(3 / n)
    return (W @ means.flatten()).reshape(means.shape)


def circular(X):
    return F.conv2d(F.pad(X, (1, 1, 1, 1), mode="circular"), SOBEL)


# What the reader chooses: the map by torch, and its window, stride and padding.
MAPS = {
    "dense layer": (dense, (0, None, 0)),
    "convolution, zero padding": (lambda X: F.conv2d(X, SOBEL, padding=1), (3, 1, 1)),
    "convolution, circular padding": (circular, (3, 1, 1)),
    "convolution, stride 2": (lambda X: F.conv2d(X, SOBEL, stride=2, padding=1), (3, 2, 1)),
    "max pooling 2×2": (lambda X: F.max_pool2d(X, 2), (2, 2, 0)),
    "average pooling 2×2": (lambda X: F.avg_pool2d(X, 2), (2, 2, 0)),
    "global average pooling": (lambda X: F.adaptive_avg_pool2d(X, 1), (0, 1, 0)),
    "global max pooling": (lambda X: F.adaptive_max_pool2d(X, 1), (0, 1, 0)),
}


def moved(X, by, border):
    """X moved by (rows, columns): zeros enter, or what has left on the other side."""
    (rows, columns), (h, w) = by, X.shape[2:]
    if border == "circular":
        return X.roll((rows, columns), (2, 3))
    rows, columns = (max(-n, min(n, d)) for d, n in ((rows, h), (columns, w)))
    sides = max(columns, 0), max(-columns, 0), max(rows, 0), max(-rows, 0)
    return F.pad(X, sides)[:, :, max(-rows, 0) :, max(-columns, 0) :][:, :, :h, :w]


@pytest.fixture
def explorer(open_explorer):
    return open_explorer("ShiftLab()")


def check(drive, X, label, by, border):
    """The output, both errors and the sentences against torch, in float64."""
    f, (window, step, padding) = MAPS[label]
    X = torch.as_tensor(X).double()[None, None]
    step = step or blocks(X)
    Y, Z = f(X), f(moved(X, by, border))
    torch.testing.assert_close(drive.output(), Z[0, 0].float(), rtol=1e-5, atol=1e-6)
    single = Y.numel() == 1
    places = tuple(0 if single else math.floor(d / step + 0.5) for d in by)
    after = moved(Y, places, border)
    where = torch.ones(Y.shape[2:], dtype=torch.bool)
    if label == "convolution, circular padding" and border == "circular":
        inside = where
    elif window:
        inside = undisturbed(tuple(X.shape[2:]), tuple(Y.shape[2:]), by, window, step, padding)
    else:
        inside = ~where
    errors = [[ratio((Z - B)[0, 0], Y[0, 0], kept) for kept in (where, inside)] for B in (after, Y)]
    check_errors(drive, errors)
    check_sentences(drive, errors, by, places, step, single)
    check_signs(drive, errors, by, single)
    check_frame(drive, inside, single)
    empty = not single and errors[0][0] < 1e-9
    said = drive.stage.locator(".nothing")
    assert said.is_visible() == empty
    assert not empty or said.inner_text() == ("0 everywhere" if any(by) else "Move x")


def ratio(difference, Y, where):
    return (difference[where].norm() / Y[where].norm()).item() if where.any() else None


def check_errors(drive, errors):
    """The table's numbers, to the four digits that it shows."""
    rows = drive.stage.get_by_role("table", name="measured errors").locator("tbody tr").all()
    for row, expected in zip(rows, errors, strict=True):
        for text, error in zip(row.locator("td").all_inner_texts(), expected, strict=True):
            if error is None:
                assert text == "–"
            elif error < 1e-9:
                assert text in ("0", "≈ 0")
            else:
                assert float(text) == pytest.approx(error, rel=6e-4)


def check_sentences(drive, errors, by, places, step, single):
    """The verdict follows from torch's errors, and the explanation from the map's stride."""
    (equivariance, within), (invariance, _) = errors
    verdict, explains = drive.text(".verdict"), drive.text(".explains")
    still = not any(by)
    assert ("Nothing has moved" in verdict) == still
    assert ("Invariant for" in verdict) == (invariance < 1e-9 and not still)
    moves_along = not single and not still
    assert ("Equivariant for this shift:" in verdict) == (moves_along and equivariance < 1e-9)
    only_inside = moves_along and equivariance >= 1e-9 and within is not None and within < 1e-9
    assert ("only away from the border" in verdict) == only_inside
    if step > 1 and not single:
        assert f"stands for a block of {step}×{step} input pixels" in explains
        rows, columns = (str(d).replace("-", "−") for d in places)
        assert f"({rows}, {columns})." in explains
        assert ("would have to move" in explains) == any(d % step for d in by)


def check_signs(drive, errors, by, single):
    """For each property a mark, a word and a formula, from torch's errors."""
    shown = drive.stage.get_by_role("list", name="what this shift shows").locator("li")
    for sign, (everywhere, inside), (name, other) in zip(
        shown.all(), errors, (("equivariant", "shift f(x)"), ("invariant", "f(x)")), strict=True
    ):
        is_so, is_not = f"f(shift x) = {other}", f"f(shift x) ≠ {other}"
        if not any(by):
            expected = "?", f"{name}?", f"{is_so}?"
        elif single and name == "equivariant":
            expected = "–", f"{name}?", "one number has no place"
        elif everywhere < 1e-9:
            expected = "✓", name, is_so
        elif inside is not None and inside < 1e-9:
            expected = "✓", f"{name} away from the border", f"{is_so} in the dashed frame"
        else:
            expected = "✗", f"not {name}", is_not
        assert tuple(sign.locator("> *").all_inner_texts()) == expected


def check_frame(drive, inside, single):
    """The dashed frame surrounds the outputs that keep clear of the border, if some do not."""
    frame = drive.stage.locator(".output .boxes .frame")
    if single or inside.all() or not inside.any():
        assert frame.count() == 0
        return
    rows, columns = (inside.any(axis).nonzero().flatten() for axis in (1, 0))
    (h, w), style = inside.shape, frame.get_attribute("style")
    found = dict(re.findall(r"(\w+): ([\d.]+)%", style))
    expected = {
        "top": 100 * rows[0].item() / h,
        "left": 100 * columns[0].item() / w,
        "height": 100 * len(rows) / h,
        "width": 100 * len(columns) / w,
    }
    assert {side: float(value) for side, value in found.items()} == pytest.approx(
        expected, rel=1e-4
    )


def choose(drive, label, by, border):
    wanted = dict(zip(("Map f", "Shift rows", "Shift columns"), (label, *by), strict=True))
    for name, value in (wanted | {"At the border enter": border}).items():
        if drive.control(name).input_value() != str(value):
            drive.set(name, value)


@pytest.mark.parametrize("shown", list(INPUTS)[:2])
def test_every_map_and_shift_is_measured_as_torch_measures_it(explorer, shown):
    explorer.set("Input", shown)
    X = presets()[INPUTS[shown]]
    for n, label in enumerate(MAPS):
        shifts = [((2, -4), "the opposite edge"), ((-1, 3 + n % 2), "zeros")]
        for by, border in shifts if n % 2 else shifts[::-1]:
            choose(explorer, label, by, border)
            check(explorer, X, label, by, BORDERS[border])
            rows, columns = (str(d).replace("-", "−") for d in by)
            assert explorer.status.endswith(f"shift ({rows}, {columns}).")


def test_the_farthest_shifts_and_none(explorer):
    explorer.set("Input", "digit 28×28")
    X = presets()["digit"]
    for by in ((32, -32), (0, 0)):
        for label in ("convolution, zero padding", "max pooling 2×2", "global max pooling"):
            choose(explorer, label, by, "zeros")
            check(explorer, X, label, by, "zero")
    explorer.set("Shift rows", 40)
    assert explorer.refusal == "shift must be from −32 to 32, got 40"
    assert shift_of(explorer) == (0, 0)
    check(explorer, X, label, (0, 0), "zero")


def shift_of(drive):
    return tuple(int(drive.control(f"Shift {axis}").input_value()) for axis in ("rows", "columns"))


def test_buttons_keys_and_a_drag_move_the_picture(explorer):
    X, label = presets()["china"], "convolution, zero padding"
    explorer.press("Back to 0")
    assert shift_of(explorer) == (0, 0)
    for button, by in {
        "Left": (0, -1),
        "Up": (-1, -1),
        "Down": (0, -1),
        "Right": (0, 0),
    }.items():
        explorer.press(button)
        assert shift_of(explorer) == by
    explorer.press("Down")
    check(explorer, X, label, (1, 0), "zero")
    explorer.stage.get_by_role("img", name="input", exact=True).focus()
    explorer.keys("ArrowRight", "Shift+ArrowDown", "ArrowUp", "Shift+ArrowLeft")
    assert shift_of(explorer) == (8, -7)
    check(explorer, X, label, (8, -7), "zero")
    for picture in ("input", "moved input"):
        explorer.press("Back to 0")
        explorer.point(picture, 40, 20, 64)
        explorer.page.mouse.down()
        explorer.point(picture, 35, 31, 64)
        explorer.page.mouse.up()
        assert shift_of(explorer) == (-5, 11)
    check(explorer, X, label, (-5, 11), "zero")
    explorer.stage.get_by_role("img", name="moved input").focus()
    explorer.keys(*["Shift+ArrowDown"] * 6)
    assert shift_of(explorer) == (32, 11)


@pytest.mark.parametrize("width", [390, 1280])
def test_arrows_beside_the_picture_move_it(open_explorer, width):
    """By a finger, the keyboard, and with Shift by eight."""
    drive = open_explorer("ShiftLab(shift=0)", width=width, height=800, touch=width == 390)
    pad = drive.stage.get_by_role("group", name="move x")
    arrows = {name: pad.get_by_role("button", name=name) for name in ("Up", "Left", "Down")}
    boxes = [arrow.bounding_box() for arrow in arrows.values()]
    assert all(min(box["width"], box["height"]) >= 36 for box in boxes)
    picture = drive.stage.locator(".panel.input").bounding_box()
    middle = boxes[1]["x"] + 1.5 * boxes[1]["width"], boxes[1]["y"] + boxes[1]["height"] / 2
    across, down = (
        max(picture[start] - at, at - picture[start] - picture[size])
        for at, start, size in zip(middle, "xy", ("width", "height"), strict=True)
    )
    assert max(across, down) < 120, "beside the picture that they move"
    drive.set("At the border enter", "zeros")
    arrows["Down"].click()  # the signs say more: the arrows stay under the hand
    assert [arrow.bounding_box() for arrow in arrows.values()] == boxes
    drive.press("Back to 0")
    arrows["Left"].focus()
    drive.keys("Enter", "Space")
    assert shift_of(drive) == (0, -2)
    arrows["Up"].click(modifiers=["Shift"])
    assert shift_of(drive) == (-8, -2)
    arrows["Down"].tap() if width == 390 else arrows["Down"].click()
    assert shift_of(drive) == (-7, -2)


def test_the_signs_are_no_controls(explorer):
    signs = explorer.stage.get_by_role("list", name="what this shift shows")
    assert signs.locator("input, button, [tabindex], [role]").count() == 0
    assert signs.evaluate("list => getComputedStyle(list).cursor") == "auto"


def test_a_picture_from_disk(explorer, tmp_path):
    from PIL import Image

    colours = torch.randint(256, (64, 64, 3), generator=torch.Generator().manual_seed(1))
    Image.fromarray(colours.to(torch.uint8).numpy()).save(tmp_path / "own.png")
    luma = torch.tensor([0.299, 0.587, 0.114], dtype=torch.float64)
    X = (colours.double() @ luma / 255).mul(1000).round() / 1000
    choose(explorer, "global average pooling", (3, 0), "zeros")
    explorer.open(tmp_path / "own.png")
    explorer.stage.locator(".shapes", has_text="input 64×64").wait_for()
    explorer.follows(X[:61].sum().reshape(1, 1) / 64**2)
    assert explorer.control("Input").input_value() == "your own"
    for label in ("dense layer", "convolution, stride 2"):
        explorer.set("Map f", label)
        check(explorer, X, label, (3, 0), "zero")
    explorer.set("Input", "photo: flower")
    check(explorer, presets()["flower"], label, (3, 0), "zero")
    before = explorer.output()
    (tmp_path / "no.png").write_text("not a picture")
    explorer.open(tmp_path / "no.png")
    explorer.stage.get_by_role("alert").wait_for()
    assert explorer.refusal == "expected a picture (PNG, JPEG, …), got no.png"
    assert torch.equal(explorer.output(), before)
    explorer.set("Input", "your own")
    check(explorer, X, label, (3, 0), "zero")
    assert explorer.refuses_nothing()


def test_a_dense_layer_speaks_of_blocks(explorer):
    choose(explorer, "dense layer", (0, 2), "zeros")
    assert "the averages of blocks of 4×4 pixels, 256 in all" in explorer.text(".explains")
    assert "its own weight for each block of pixels" in explorer.text(".verdict")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_shows_it_all(open_explorer, theme):
    drive = open_explorer("ShiftLab()", theme=theme, width=390)
    assert drive.cut() == []
    drive.set("Map f", "global max pooling")
    drive.press("Right")
    assert drive.cut() == []
    check(drive, presets()["china"], "global max pooling", (0, 4), "zero")


def test_on_a_phone_the_difference_follows_what_it_is_the_difference_of(open_explorer):
    drive = open_explorer("ShiftLab()", width=390, height=844)
    names = ("input", "moved", "before", "difference")
    tops = [drive.stage.locator(f".panel.{name}").bounding_box()["y"] for name in names]
    assert tops == sorted(tops)
    assert drive.stage.locator(".input .hand").is_visible()


def test_a_single_number_has_no_frame_and_no_scale(explorer):
    choose(explorer, "global max pooling", (0, 3), "zeros")
    for name in ("before", "output", "after", "difference"):
        panel = explorer.stage.locator(f".panel.{name}")
        assert not panel.locator(".legend").is_visible()
        frame = panel.locator(".panel-body").bounding_box()
        cell = panel.get_by_role("gridcell").bounding_box()
        assert frame["height"] < cell["height"] + 4
    explorer.set("Map f", "max pooling 2×2")
    assert explorer.stage.locator(".panel.difference .legend").is_visible()


def test_in_jupyterlab_page_and_kernel_agree(lab):
    page = lab("6-1")
    drive = Drive(page, "shift-lab")
    find = (
        "import json, torch\n"
        "from convlab import ShiftLab\n"
        "moved = next(w for w in Out.values() if isinstance(w, ShiftLab))\n"
    )
    say = (
        "print(json.dumps([moved.output.tolist(), list(moved.shift), moved.border, moved.map, "
        "moved.equivariance_error, moved.inside_equivariance_error]))"
    )
    drive.set("Input", "digit 28×28")
    choose(drive, "max pooling 2×2", (4, -2), "the opposite edge")
    drive.press("Down")
    X = presets()["digit"]
    check(drive, X, "max pooling 2×2", (5, -2), "circular")
    output, *settings, error, inside = ask_kernel(page, find + say)
    assert settings == [[5, -2], "circular", "max pool"]
    torch.testing.assert_close(drive.output(), torch.tensor(output))
    shown = drive.stage.get_by_role("row", name="equivariance error").locator("td")
    said = [float(text) for text in shown.all_inner_texts()]
    assert said == pytest.approx([error, inside], rel=6e-4)
    ask_kernel(
        page,
        "moved.map, moved.border, moved.shift = 'dense', 'zero', (0, 3)\n"
        "moved.input = torch.eye(12)\nprint(0)",
    )
    X = torch.eye(12).double()[None, None]
    drive.follows(dense(moved(X, (0, 3), "zero"))[0, 0])
    check(drive, torch.eye(12), "dense layer", (0, 3), "zero")
    values = [drive.control(label).input_value() for label in ("Map f", "Input", "Shift columns")]
    assert values == ["dense layer", "your own", "3"]
    assert "its own weight for each pixel" in drive.text(".verdict")
    assert "the 144 pixels times a fixed random matrix of 144×144" in drive.text(".explains")


@pytest.mark.parametrize("chapter", ["6-1", "6-5"])
def test_a_finger_moves_the_picture_and_not_the_page(open_page, chapter):
    """Also where the style of another explorer comes later."""
    drive = Drive(open_page(chapter), "shift-lab")
    picture = drive.stage.locator(".movable .picture").first
    assert picture.evaluate("picture => getComputedStyle(picture).touchAction") == "none"
