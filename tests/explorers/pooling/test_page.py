"""PoolingExplorer, driven as a reader does: in the built page from disk, and in JupyterLab."""

import re

import pytest
import torch
import torch.nn.functional as F
from drive import Drive, ask_kernel, place_of

from convlab.explorers.core.inputs import load_inputs
from convlab.explorers.pooling import PEAKS, PoolingExplorer, presets

SOURCES = {shown: name for name, shown in PoolingExplorer.words()["options"]["source"].items()}


@pytest.fixture
def explorer(open_explorer):
    """An explorer as it opens: peaks 6×6, the maximum of 2×2."""
    return open_explorer("PoolingExplorer()")


def by_torch(X, mode, window, stride=None, padding=0):
    pool = F.max_pool2d if mode == "max" else F.avg_pool2d
    return pool(X[None, None], window, stride, padding)[0, 0]


def settings_of(drive):
    """The mode, window, stride and padding that the controls say, apart where they are apart."""
    values = drive.values()
    apart = values["Rows and columns"] == "different"
    pairs = [
        ("Window height", "Window width"),
        ("Stride", "Stride columns" if apart else "Stride"),
        ("Padding", "Padding columns" if apart else "Padding"),
    ]
    window, stride, padding = ((int(values[a]), int(values[b])) for a, b in pairs)
    return ("max" if values["Pooling"] == "max" else "avg"), window, stride, padding


def check(drive, X=None):
    """The output, and the gradient where it is shown, against torch and its autograd.

    X is the input where its cells round it, or where it is a picture.
    """
    numbers = drive.grid("input").count() > 0
    if numbers and X is not None:
        torch.testing.assert_close(drive.numbers("input"), X, atol=0.006, rtol=0)
    X = (drive.numbers("input") if X is None else X.clone()).requires_grad_()
    mode, window, stride, padding = settings_of(drive)
    Y = by_torch(X, mode, window, stride, padding)
    torch.testing.assert_close(drive.output(), Y.detach(), rtol=1e-5, atol=1e-5)
    shapes = ["×".join(map(str, shape)) for shape in (X.shape, window, Y.shape)]
    assert f"input {shapes[0]}, " in drive.status
    assert f"window {shapes[1]}, output {shapes[2]}." in drive.status
    for n, axis in enumerate(("rows", "columns")):
        sizes = f"({X.shape[n]} + {padding[n]} + {padding[n]} − {window[n]}) / {stride[n]}"
        assert f"{axis}: ⌊{sizes}⌋ + 1 = {Y.shape[n]}" in drive.text(".formula")
    if numbers:
        torch.testing.assert_close(drive.numbers("output"), Y.detach(), atol=0.006, rtol=0)
        if drive.control("Show").input_value() == "gradient":
            Y.sum().backward()
            torch.testing.assert_close(drive.numbers("gradient"), X.grad, atol=0.006, rtol=0)
    return X.detach(), Y.detach()


def test_every_control_changes_the_output_to_torchs(explorer):
    explorer.set("Show", "gradient")
    known = {"peaks": torch.tensor(PEAKS).float()} | load_inputs()
    for shown in ("digit 8×8", "peaks 6×6", "numbers 5×5", "edges 6×8"):
        explorer.set("Input", shown)
        for mode in ("average", "max"):
            explorer.set("Pooling", mode)
            check(explorer, known[SOURCES[shown]])
    explorer.set("Window height", 3)  # rows and columns go together, and so does the stride
    assert settings_of(explorer) == ("max", (3, 3), (3, 3), (0, 0))
    check(explorer)
    explorer.set("Padding", 1)
    check(explorer)
    explorer.set("Stride", 2)
    assert explorer.control("Stride rule").input_value() == "a number"
    for mode in ("average", "max"):
        explorer.set("Pooling", mode)
        check(explorer)
    explorer.set("Window width", 5)
    assert explorer.control("Rows and columns").input_value() == "different"
    explorer.set("Padding columns", 2)
    explorer.set("Stride columns", 1)
    for mode in ("average", "max"):
        explorer.set("Pooling", mode)
        check(explorer)
    assert settings_of(explorer) == ("max", (3, 5), (2, 1), (1, 2))
    explorer.set("Stride rule", "as the window")
    assert settings_of(explorer)[2] == (3, 5)
    check(explorer)
    explorer.set("Rows and columns", "equal")
    assert settings_of(explorer) == ("max", (3, 3), (3, 3), (1, 1))
    check(explorer)
    explorer.set("Show", "values")
    assert explorer.grid("gradient").count() == 0


def test_photos_and_a_picture_from_disk(explorer, tmp_path):
    from PIL import Image

    for shown, window, padding, mode in [
        ("photo: temple", 3, 1, "max"),
        ("photo: flower", 8, 0, "average"),
    ]:
        explorer.set("Input", shown)
        explorer.set("Window height", window)
        explorer.set("Padding", padding)
        explorer.set("Pooling", mode)
        check(explorer, load_inputs()[SOURCES[shown]])
        assert explorer.stage.get_by_role("img", name="output", exact=True).count() == 1
    colours = torch.randint(256, (128, 128, 3), generator=torch.Generator().manual_seed(3))
    Image.fromarray(colours.to(torch.uint8).numpy()).save(tmp_path / "own.png")
    luma = torch.tensor([0.299, 0.587, 0.114], dtype=torch.float64)
    X = (colours.double() @ luma / 255).mul(1000).round().div(1000).float()
    explorer.open(tmp_path / "own.png")
    explorer.follows(by_torch(X, "avg", 8))
    assert explorer.control("Input").input_value() == "your own"
    explorer.set("Pooling", "max")
    check(explorer, X)
    (tmp_path / "no.png").write_text("not a picture")
    explorer.open(tmp_path / "no.png")
    explorer.stage.get_by_role("alert").wait_for()
    assert explorer.refusal == "expected a picture (PNG, JPEG, …), got no.png"
    check(explorer, X)
    explorer.set("Window height", 4)
    assert explorer.refuses_nothing()
    check(explorer, X)


def test_reset_brings_back_what_was_chosen_last_however_often(explorer):
    for _ in range(3):
        for name, trait in [("digit 8×8", "digit"), ("peaks 6×6", "peaks")]:
            explorer.set("Input", name)
            explorer.edit("input", 0, 0, "7")
            explorer.press("Reset numbers")
            assert explorer.control("Input").input_value() == name
            shown = explorer.numbers("input")
            torch.testing.assert_close(shown, presets()[trait], atol=0.006, rtol=0)


def test_cells_are_typed_painted_and_reset_and_words_refused(explorer):
    explorer.set("Show", "gradient")
    explorer.edit("input", 0, 0, "8")
    explorer.edit("input", 5, 5, "-1/2")
    X, _ = check(explorer)
    assert (X[0, 0], X[5, 5]) == (8, -0.5)
    assert explorer.control("Input").input_value() == "your own"
    before = explorer.output()
    explorer.edit("input", 2, 3, "peak")
    assert explorer.refusal == "expected a number in input[2, 3], got “peak”"
    assert torch.equal(explorer.output(), before)
    explorer.paint("input", 9.5, (3, 1), (3, 4))
    X, _ = check(explorer)
    assert X[3].tolist() == [0, 9.5, 9.5, 9.5, 9.5, 1]
    assert explorer.refuses_nothing()
    explorer.press("Reset numbers")
    X, _ = check(explorer)
    assert torch.equal(X, torch.tensor(PEAKS).float())
    explorer.set("Input", "your own")
    assert torch.equal(explorer.numbers("input")[3], torch.tensor([0, 9.5, 9.5, 9.5, 9.5, 1]))
    explorer.edit("input", 0, 0, "8")
    explorer.press("Reset numbers")
    X, _ = check(explorer)
    assert torch.equal(X, torch.tensor(PEAKS).float())


def test_what_does_not_fit_is_refused_and_the_control_goes_back(explorer):
    before = explorer.output()
    explorer.set("Padding", 2)
    assert explorer.refusal == "padding must be at most half the window 2×2, got 2"
    assert explorer.control("Padding").input_value() == "0"
    assert torch.equal(explorer.output(), before)
    explorer.set("Window height", 7)
    assert explorer.refusal == "window 7×7 does not fit the padded input 6×6: take a smaller window"
    assert settings_of(explorer) == ("max", (2, 2), (2, 2), (0, 0))
    assert torch.equal(explorer.output(), before)
    explorer.set("Window height", 4)
    assert explorer.refuses_nothing()
    explorer.set("Padding", 2)
    check(explorer)
    explorer.set("Window height", 3)
    assert explorer.refusal == "padding must be at most half the window 3×3, got 2"
    explorer.set("Window width", 8)
    assert explorer.control("Rows and columns").input_value() == "different"
    check(explorer)


def test_the_window_of_an_output_is_written_out(explorer):
    explorer.set("Window height", 3)
    explorer.set("Stride", 1)
    explorer.set("Padding", 1)
    X, Y = check(explorer)
    explorer.cell("output", 2, 3).hover()
    assert explorer.text(".arithmetic") == (
        "Y[2, 3] = max(3, 0, 2, 1, 1, 9, 0, 2, 5) = 9. The winner is X[2, 4]."
    )
    frame = explorer.grid("input").locator(".frame")
    explorer.page.wait_for_timeout(250)
    corner, box = explorer.cell("input", 1, 2).bounding_box(), frame.bounding_box()
    assert (box["x"], box["y"]) == pytest.approx((corner["x"] - 1, corner["y"] - 1), abs=0.6)
    assert box["width"] == pytest.approx(3 * corner["width"] + 4, abs=0.6)
    winner = explorer.grid("input").locator(".winner")
    assert place_of(winner) == (2, 4)
    explorer.cell("output", 0, 0).focus()
    assert explorer.text(".arithmetic").startswith("Y[0, 0] = max(−∞, −∞, −∞, −∞, 1, 0, −∞, 0, 8)")
    explorer.keys("ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowDown")
    said = explorer.text(".arithmetic")
    assert said.startswith("Y[1, 2] = max(0, 2, 1, 8, 3, 0, 4, 1, 1) = 8.")
    assert Y[1, 2] == 8
    explorer.set("Show", "gradient")
    explorer.set("Pooling", "average")
    explorer.cell("output", 0, 1).hover()
    mean = X[:2, :3].sum().item() / 9
    said = explorer.text(".arithmetic")
    assert said.startswith(f"Y[0, 1] = (0 + 0 + 0 + 1 + 0 + 2 + 0 + 8 + 3) / 9 = {mean:.4g}.")
    assert "Zeros of the padding among the 9: 3." in said
    assert "gives each of them 1/9. What goes to the padding is lost." in said
    explorer.set("Padding", 0)
    explorer.set("Pooling", "max")
    explorer.edit("input", 4, 2, "7")
    explorer.cell("output", 2, 0).hover()
    assert "The maximum stands there 2 times; torch takes the first" in explorer.text(".arithmetic")
    assert "A gradient of 1 at Y[2, 0] goes whole to X[4, 0]" in explorer.text(".arithmetic")


def test_an_input_pixel_tells_its_windows_and_its_gradient(explorer):
    explorer.set("Window height", 3)
    explorer.set("Stride", 1)
    explorer.set("Show", "gradient")
    X, _ = check(explorer)
    for i, j in ((2, 4), (2, 1), (0, 0)):
        for grid in ("input", "gradient"):
            explorer.cell(grid, i, j).hover()
            said = explorer.text(".pixel-says")
            windows = [
                (r, c) for r in range(4) for c in range(4) if r <= i < r + 3 and c <= j < c + 3
            ]
            listed = ", ".join(f"Y[{r}, {c}]" for r, c in windows[:8])
            listed += ", …" if len(windows) > 8 else ""
            assert said.startswith(f"X[{i}, {j}] = {X[i, j]:g}: windows that hold it: ")
            assert f"{len(windows)} ({listed})." in said
            gradient = int(explorer.numbers("gradient")[i, j])
            assert said.endswith(f"number of its wins: {gradient}.")
            assert explorer.grid("output").locator(".uses").count() == len(windows)
    explorer.set("Pooling", "average")
    explorer.cell("input", 1, 0).hover()
    assert explorer.text(".pixel-says").endswith(f"Its gradient is 2 · 1/9 = {2 / 9:.4g}.")
    explorer.set("Stride", 4)
    assert "Never used: rows 3, 4, 5. Never used: columns 3, 4, 5." in explorer.status
    explorer.cell("input", 4, 4).hover()
    assert explorer.text(".pixel-says").startswith("X[4, 4] = 1: no window holds it.")
    explorer.set("Input", "numbers 5×5")
    explorer.set("Stride rule", "as the window")
    explorer.set("Window height", 2)
    assert "Never used: row 4. Never used: column 4." in explorer.status


def test_step_and_play_move_the_window(explorer):
    explorer.press("Step ▶")
    assert explorer.text(".arithmetic").startswith("Y[0, 1]")
    explorer.press("◀ Step")
    explorer.press("◀ Step")
    assert explorer.text(".arithmetic").startswith("Y[2, 2]")
    explorer.play("Y[0, 1]", ".arithmetic")


def test_a_pictures_window_is_shown_in_numbers(explorer):
    explorer.set("Input", "photo: temple")
    explorer.set("Window height", 3)
    X, Y = check(explorer, load_inputs()["china"])
    first = X[96:99, 96:99]  # before anything is pointed at: the middle of what was 64×64
    torch.testing.assert_close(explorer.numbers("window"), first, atol=0.006, rtol=0)
    assert explorer.text(".arithmetic").startswith("Y[32, 32] = max(")
    explorer.point("output", 20, 11, 42)
    window = X[60:63, 33:36]
    torch.testing.assert_close(explorer.numbers("window"), window, atol=0.006, rtol=0)
    said = explorer.text(".arithmetic")
    assert said.startswith("Y[20, 11] = max(")
    values = [float(v) for v in re.search(r"max\((.*?)\)", said)[1].split(", ")]
    assert values == pytest.approx(window.flatten().tolist(), abs=1e-3)
    assert f"= {Y[20, 11]:.4g}. The winner is X[" in said
    explorer.stage.get_by_role("img", name="output", exact=True).focus()
    explorer.keys("ArrowRight", "Shift+ArrowDown")
    assert explorer.text(".arithmetic").startswith("Y[30, 12] = ")
    explorer.page.mouse.move(2, 2)
    explorer.keys("Tab")
    assert explorer.text(".arithmetic").startswith("Y[30, 12] = "), "it stays"
    explorer.point("input", 100, 100, 128)
    assert explorer.text(".pixel-says").startswith("X[100, 100] = ")


def test_an_element_and_its_term_light_each_other(explorer):
    explorer.cell("output", 1, 1).hover()
    explorer.cell("input", 2, 3).hover()
    term = explorer.stage.locator("[data-term].linked")
    assert term.all_inner_texts() == [explorer.cell("input", 2, 3).inner_text()]
    explorer.stage.locator("[data-term]").nth(3).hover()
    lit = explorer.grid("input").locator(".linked")
    assert place_of(lit) == (3, 3)
    assert explorer.text(".arithmetic").startswith("Y[1, 1] = max(")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_shows_it_all(open_explorer, theme):
    for settings in ("", "input='china', window=4", "window=3, stride=1"):
        drive = open_explorer(f"PoolingExplorer({settings})", theme=theme, width=390)
        drive.set("Show", "gradient")
        assert drive.cut() == [], settings
    drive.set("Input", "digit 8×8")
    drive.set("Pooling", "average")
    drive.set("Padding", 1)
    assert drive.cut() == []
    check(drive, load_inputs()["digit"])


def test_the_width_follows_the_height_until_they_are_set_apart(explorer):
    explorer.set("Window height", 3)
    assert explorer.values()["Window width"] == "3"
    explorer.set("Rows and columns", "different")
    explorer.set("Window height", 4)
    assert explorer.values()["Window width"] == "3"


def test_over_the_gradient_the_window_ends_with_the_input(open_explorer):
    drive = open_explorer("PoolingExplorer(padding=1, view='gradient')")
    grid = drive.grid("gradient").bounding_box()
    frame = drive.grid("gradient").locator(".frame").bounding_box()
    corner = drive.cell("gradient", 0, 0).bounding_box()
    assert frame["x"] >= grid["x"] - 1
    assert frame["y"] >= grid["y"] - 1
    assert frame["width"] < 1.5 * corner["width"]  # one pixel of a window of four is no padding


def test_a_field_says_what_is_set_after_an_undo(explorer):
    explorer.set("Window width", 4)
    field = explorer.control("Window width")
    settings = "stage => String(stage.settings.window_columns)"
    field.click()
    explorer.keys("Control+a", "3", "ArrowDown", "Control+z", "Tab")
    assert field.input_value() == explorer.stage.evaluate(settings) == "4"
    # Chromium may undo in a field that was left.
    field.evaluate(
        """(field) => {
          field.value = "2";
          field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "historyUndo" }));
        }"""
    )
    assert field.input_value() == explorer.stage.evaluate(settings) == "2"
    check(explorer)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_tall_output_is_drawn_with_square_pixels_and_bounded(open_explorer, width):
    drive = open_explorer("PoolingExplorer()", width=width)
    drive.set("Input", "photo: temple")
    drive.set("Rows and columns", "different")
    drive.set("Window height", 1)
    drive.set("Window width", 8)
    assert "output 128×16" in drive.status
    box = drive.stage.get_by_role("img", name="output", exact=True).bounding_box()
    assert 256 < box["height"] <= 443
    assert abs(box["height"] / box["width"] - 128 / 16) < 0.1


def test_in_jupyterlab_page_and_kernel_agree(lab):
    page = lab("6-5")
    drive = Drive(page, "pooling")
    find = (
        "import json, torch\n"
        "from convlab import PoolingExplorer\n"
        "explorer = next(w for w in Out.values() if isinstance(w, PoolingExplorer))\n"
    )
    say = (
        "print(json.dumps([explorer.output.tolist(), explorer.gradient.tolist(), explorer.mode, "
        "explorer.window, explorer.stride, explorer.padding]))"
    )
    drive.set("Show", "gradient")
    drive.set("Input", "digit 8×8")
    drive.set("Window height", 4)
    drive.set("Padding", 1)
    drive.edit("input", 3, 3, "2.5")
    X = load_inputs()["digit"].clone()
    X[3, 3] = 2.5
    _, Y = check(drive, X)
    output, gradient, *settings = ask_kernel(page, find + say)
    assert settings == ["max", [4, 4], None, [1, 1]]
    torch.testing.assert_close(torch.tensor(output), Y)
    torch.testing.assert_close(drive.output(), torch.tensor(output))
    torch.testing.assert_close(drive.numbers("gradient"), torch.tensor(gradient))
    drive.set("Rows and columns", "different")
    drive.set("Stride columns", 3)
    drive.set("Pooling", "average")
    output, _, *settings = ask_kernel(page, say)
    assert settings == ["avg", [4, 4], [4, 3], [1, 1]]
    torch.testing.assert_close(drive.output(), torch.tensor(output))
    ask_kernel(
        page,
        "explorer.input = torch.eye(5)\nexplorer.padding = 0\nexplorer.window = 2, 3\n"
        "explorer.stride = None\nexplorer.mode = 'max'\nprint(0)",
    )
    drive.follows(by_torch(torch.eye(5), "max", (2, 3)))
    check(drive)
    values = [
        drive.control(label).input_value() for label in ("Input", "Stride rule", "Window width")
    ]
    assert values == ["your own", "as the window", "3"]
    drive.set("Padding", 2)
    assert drive.refusal == "padding must be at most half the window 2×3, got (2, 0)"
    assert ask_kernel(page, say)[-1] == [0, 0], "the kernel keeps the last good state"
