"""LeNetExplorer, driven as a reader does: in the built page from disk, and in JupyterLab."""

import json

import pytest
import torch
import torch.nn.functional as F
from drive import ask_kernel
from handwriting import DIGITS, HANDS, strokes
from lenet_drive import MOVES, LeNetDrive

from convlab import Layer, load_images, load_trained, receptive_fields
from convlab.drawings import transform_drawing
from convlab.lenet import VARIANTS

LAYERS = ["conv1", "pool1", "conv2", "pool2", "dense1", "dense2"]
LINE = [(0.3, 0.2), (0.6, 0.5), (0.4, 0.8)]


@pytest.fixture
def explorer(open_explorer):
    """The explorer with a test digit and the settings of an empty call."""
    return open_explorer("LeNetExplorer()", LeNetDrive)


@pytest.mark.parametrize("name", VARIANTS)
def test_logits_of_every_test_digit_are_torchs(explorer, name):
    explorer.network(name)
    said = explorer.element.evaluate(
        """async (stage) => {
          const root = stage.closest(".convlab-explorer");
          const numbers = [...root.querySelectorAll("input")];
          const input = numbers.find((one) => one.labels[0]?.textContent === "Test digit");
          const said = [];
          for (let n = 0; n < 360; n++) {
            input.value = n;
            input.dispatchEvent(new Event("input", { bubbles: true }));
            input.dispatchEvent(new Event("change", { bubbles: true }));
            await null; // the answer is there before the next frame
            said.push(Array.from(stage.output.data));
          }
          return JSON.stringify(said);
        }"""
    )
    images = load_images(split="test")
    with torch.no_grad():
        expected = load_trained(name)(images.X)
    assert len(images) == 360
    found = torch.tensor(json.loads(said))
    apart = (found - expected).abs().max().item()
    assert apart < 1e-4, apart
    answers = (found.argmax(1) == images.y).float().mean()
    assert answers == (expected.argmax(1) == images.y).float().mean()


@pytest.mark.parametrize("hand", HANDS)
def test_digits_drawn_with_the_mouse_are_recognised(explorer, hand):
    """All 30 were, when this was written; none of the shapes was made for the network."""
    said = {}
    for digit in DIGITS:
        explorer.press("Clear")
        explorer.draw(strokes(digit, hand))
        explorer.check()
        said[digit] = int(explorer.output().argmax())
        assert f"It says {said[digit]}, with " in explorer.status
    assert sum(digit == answer for digit, answer in said.items()) >= 8, said


def test_a_stroke_shows_in_every_layer_before_it_ends(explorer):
    explorer.press("Clear")
    explorer.draw([[(0.5, 0.2), (0.5, 0.8)]])
    before = explorer.maps()
    box = explorer.pad.bounding_box()
    explorer.page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.25 * box["height"])
    explorer.page.mouse.down()
    explorer.page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 0.2 * box["height"], steps=5)
    during = explorer.maps()
    explorer.page.mouse.up()
    assert all(not torch.equal(before[name], during[name]) for name in before)
    after = explorer.maps()
    assert all(torch.equal(after[name], during[name]) for name in after)
    twin = explorer.check()
    for name, Y in after.items():
        torch.testing.assert_close(Y.float(), twin.maps[name], rtol=1e-4, atol=1e-4)


def test_a_finger_draws_and_does_not_scroll(explorer):
    explorer.press("Clear")
    before = explorer.page.evaluate("scrollY")
    explorer.pad.scroll_into_view_if_needed()
    scrolled = explorer.page.evaluate("scrollY")
    explorer.touch(LINE)
    assert explorer.drawing().sum() > 150
    assert explorer.page.evaluate("scrollY") == scrolled >= before
    explorer.check()
    touch = "canvas => getComputedStyle(canvas).touchAction"
    assert explorer.pad.evaluate(touch) == "none"
    assert all(explorer.canvas(name).evaluate(touch) != "none" for name in LAYERS)


def test_the_keyboard_draws(explorer):
    explorer.press("Clear")
    assert "The drawing is empty" in explorer.status
    explorer.pad.focus()
    keys = explorer.page.keyboard
    keys.press("ArrowUp")
    assert "Pen up at row 30, column 32" in explorer.text(".hint")
    keys.press(" ")
    for _ in range(10):
        keys.press("ArrowDown")
    assert "Pen down at row 50, column 32" in explorer.text(".hint")
    keys.press(" ")
    keys.press("ArrowRight")
    ink = explorer.drawing()
    assert ink[30:50, 32].min() == 1  # from where the pen was put down to where it was lifted
    assert ink[:, 38:].max() == 0
    explorer.check()
    assert "The drawing is empty" not in explorer.status


def test_pen_width_and_eraser(explorer):
    explorer.press("Clear")
    explorer.set("Pen width", 3)
    explorer.draw([[(0.5, 0.1), (0.5, 0.9)]])
    assert explorer.drawing()[32].sum().item() == pytest.approx(3, abs=0.1)
    explorer.set("Tool", "eraser")
    explorer.set("Pen width", 12)
    explorer.draw([[(0.1, 0.5), (0.9, 0.5)]])
    ink = explorer.drawing()
    assert ink[32].sum() == 0
    assert ink[16].sum() > 2
    explorer.check()


def test_clear_undo_and_the_digit_again(explorer):
    digit = explorer.drawing()
    explorer.draw([LINE])
    drawn = explorer.drawing()
    assert not torch.equal(drawn, digit)
    assert explorer.control("Fit").input_value() == "off"  # a digit that is drawn over
    explorer.press("Clear")
    assert explorer.drawing().sum() == 0
    assert explorer.control("Fit").input_value() == "on"
    explorer.press("Undo")
    assert torch.equal(explorer.drawing(), drawn)
    assert explorer.control("Fit").input_value() == "off"
    explorer.press("Undo")
    assert torch.equal(explorer.drawing(), digit)
    explorer.press("Clear")
    explorer.press("Digit no. 0 again")
    assert torch.equal(explorer.drawing(), digit)
    assert explorer.control("Fit").input_value() == "off"
    explorer.press("Undo")
    assert explorer.drawing().sum() == 0
    assert explorer.control("Fit").input_value() == "on"
    explorer.check()


def test_the_pad_says_what_is_on_it_and_the_answer_is_seen_from_the_back_row(explorer):
    title, says = ".pad .panel-title", ".says"
    assert explorer.text(title) == "Pad: a 7 (test digit no. 0)"
    assert explorer.text(says) == "7"
    digit = explorer.stage.locator(says)
    size = digit.evaluate("digit => parseFloat(getComputedStyle(digit).fontSize)")
    assert size >= 96
    beside, pad = digit.bounding_box(), explorer.pad.bounding_box()
    assert pad["y"] - 20 < beside["y"] < pad["y"] + pad["height"]
    for index in range(1, 6):
        explorer.digit(index)
        assert explorer.text(says) == str(int(explorer.output().argmax()))
    explorer.press("Clear")
    assert explorer.text(title) == "Pad: empty, draw here"
    assert "blank" in digit.get_attribute("class")
    explorer.draw([LINE])
    assert explorer.text(title) == "Pad: your drawing"
    assert "blank" not in digit.get_attribute("class")


def test_moves_are_behind_a_button_and_seen_when_one_is_made(open_explorer):
    drive = open_explorer("LeNetExplorer()", LeNetDrive)
    assert not drive.control("Turn").is_visible()
    drive.set("Turn", 20)
    drive.press("Distort…")
    assert not drive.control("Turn").is_visible()
    assert open_explorer("LeNetExplorer(turn=20)", LeNetDrive).control("Turn").is_visible()


def test_maps_have_outlines_on_any_page(open_explorer):
    """After Clear, maps are all white or all black: in light and in dark they are still seen."""
    for theme in ("light", "dark"):
        drive = open_explorer("LeNetExplorer()", LeNetDrive, theme=theme)
        drive.press("Clear")
        for layer, count in (("conv1", 6), ("pool1", 6), ("conv2", 16), ("pool2", 16)):
            panel = drive.canvas(layer).locator("xpath=..")
            tiles = panel.locator(".tile")
            assert tiles.count() == count
            outline = tiles.first.evaluate("tile => getComputedStyle(tile).outline")
            assert outline == "rgba(128, 128, 128, 0.6) solid 1px"
            side = drive.place_of(layer, 1, 0, 0)["x"] - drive.place_of(layer, 0, 0, 0)["x"]
            boxes = [tiles.nth(n).bounding_box() for n in (0, 1)]
            assert boxes[1]["x"] - boxes[0]["x"] == pytest.approx(side, abs=0.1)


def test_what_is_cut_out_is_framed_on_the_pad(explorer):
    frame = explorer.stage.locator(".pad .cut")
    assert not frame.is_visible()  # a test digit is taken as it is
    explorer.press("Clear")
    assert not frame.is_visible()
    explorer.draw([[(0.25, 0.25), (0.75, 0.25), (0.75, 0.75)]])
    explorer.check()
    pad, cut = explorer.pad.bounding_box(), frame.bounding_box()
    rows = (explorer.drawing() > 0.2).any(1).nonzero().flatten()
    pixel = pad["height"] / 64
    assert cut["y"] - pad["y"] == pytest.approx(rows[0] * pixel, abs=1)
    assert cut["height"] == pytest.approx(len(rows) * pixel, abs=1)
    assert cut["width"] == pytest.approx(cut["height"] * 8 / 6, rel=0.05)  # 6 of 8 columns of ink


def test_every_control_leads_to_torchs_answer(explorer):
    explorer.set("Test digit", 41)
    seen = [explorer.check().output]
    for label, value in [
        ("Shift down", 3),
        ("Shift right", -2),
        ("Turn", 25),
        ("Thicker", 1),
        ("Fit", "on"),
        ("Network", "original: sigmoid, average pooling"),
    ]:
        explorer.set(label, value)
        seen.append(explorer.check().output)
        assert not torch.equal(seen[-1], seen[-2]), label
    explorer.straighten()
    assert [explorer.number(name) for name in MOVES] == [0] * 4
    explorer.check()
    explorer.set("Maps", "before the activation")
    assert "sigmoid" not in explorer.text(".layers")
    explorer.set("Maps", "after the activation")
    assert "conv1 + sigmoid 6×28×28" in explorer.text(".layers")


@pytest.mark.parametrize("name", VARIANTS)
def test_a_convolutions_arithmetic_is_torchs(explorer, name):
    explorer.network(name)
    explorer.digit(12)
    twin, net = explorer.twin(), load_trained(name)
    for layer, below, act, place in [
        ("conv1", twin.image[0], "act1", (3, 0, 13)),  # at the edge, where zeros are read
        ("conv1", twin.image[0], "act1", (5, 14, 9)),
        ("conv2", twin.maps["pool1"], "act2", (11, 4, 6)),
    ]:
        map, i, j = place
        unit = explorer.click_unit(layer, *place)
        assert (unit["layer"], unit["map"], unit["i"], unit["j"]) == (layer, *place)
        conv = net.get_submodule(layer)
        W, padding = conv.weight[map], conv.padding[0]
        X = F.pad(below, (padding,) * 4)[:, i : i + 5, j : j + 5]
        for part, x, w in zip(unit["parts"], X, W, strict=True):
            torch.testing.assert_close(
                torch.tensor(part["window"], dtype=torch.float32), x.flatten()
            )
            torch.testing.assert_close(torch.tensor(part["kernel"]), w.flatten())
            assert part["sum"] == pytest.approx((x * w).sum().item(), abs=1e-5)
        total = sum(part["sum"] for part in unit["parts"]) + unit["bias"]
        assert unit["sum"] == pytest.approx(total, abs=1e-9)
        assert unit["sum"] == pytest.approx(twin.maps[layer][place].item(), abs=1e-4)
        assert unit["value"] == pytest.approx(twin.maps[act][place].item(), abs=1e-4)
        for part in range(len(W)):
            if len(W) > 1:
                explorer.stage.locator(".parts button").nth(part).click()
            for grid, numbers in [
                ("window", X[part]),
                ("kernel", W[part]),
                ("products", X[part] * W[part]),
            ]:
                shown = explorer.numbers(grid)
                torch.testing.assert_close(shown, numbers.detach(), atol=0.006, rtol=0.006)


@pytest.mark.parametrize("name", VARIANTS)
def test_a_poolings_and_a_dense_units_arithmetic_is_torchs(explorer, name):
    explorer.network(name)
    explorer.digit(30)
    twin, net = explorer.twin(), load_trained(name)
    for layer, below, place in [("pool1", "act1", (2, 6, 8)), ("pool2", "act2", (9, 3, 1))]:
        map, i, j = place
        unit = explorer.click_unit(layer, *place)
        X = twin.maps[below][map, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
        window = torch.tensor(unit["window"], dtype=torch.float32)
        torch.testing.assert_close(window, X.flatten(), atol=1e-4, rtol=0)
        assert unit["value"] == pytest.approx(twin.maps[layer][place].item(), abs=1e-4)
        if name == "present":
            assert unit["window"][unit["winner"]] == max(unit["window"])
        torch.testing.assert_close(explorer.numbers("window"), X, atol=0.006, rtol=0.006)
    for layer, below, act, map in [
        ("dense1", "flatten", "act3", 100),
        ("dense2", "act3", "act4", 43),
        ("dense3", "act4", "dense3", 7),
    ]:
        unit = explorer.click_unit(layer, map)
        W, x = net.get_submodule(layer).weight[map].detach(), twin.maps[below]
        torch.testing.assert_close(torch.tensor(unit["weights"]), W)
        torch.testing.assert_close(torch.tensor(unit["terms"]), W * x, atol=1e-4, rtol=0)
        assert unit["sum"] == pytest.approx(sum(unit["terms"]) + unit["bias"], abs=1e-9)
        assert unit["sum"] == pytest.approx(twin.maps[layer][map].item(), abs=1e-4)
        assert unit["value"] == pytest.approx(twin.maps[act][map].item(), abs=1e-4)
        assert f"{unit['sum']:.2f}"[:3].replace("-", "−") in explorer.text(".work .arithmetic")
    share = twin.output.softmax(0)[7].item()
    assert f"Softmax makes {share:.2f} of it" in explorer.text(".work .arithmetic")


def test_a_units_receptive_field_is_what_a_gradient_reaches(explorer):
    """With kernels of ones and averages, every path from a pixel to the unit shows."""
    stack = [Layer(5, padding=2), Layer(2, 2), Layer(5), Layer(2, 2)]
    assert [field.size for field in receptive_fields(stack)] == [5, 6, 14, 16]
    cases = [("conv1", 1, 0, 27), ("pool1", 2, 0, 7), ("conv2", 3, 9, 0), ("pool2", 15, 2, 4)]
    for depth, (layer, *place) in enumerate(cases, 1):
        unit = explorer.click_unit(layer, *place)
        assert unit["field"]["size"] == receptive_fields(stack[:depth])[-1].size
        X = torch.ones(1, 1, 28, 28, requires_grad=True)
        maps = [X]
        for one in stack[:depth]:
            K = torch.ones(1, 1, one.kernel, one.kernel)
            maps.append(F.conv2d(maps[-1], K, stride=one.stride, padding=one.padding))
            maps[-1].retain_grad()
        maps[-1][0, 0, place[1], place[2]].backward()
        boxes = unit["field"]["boxes"]
        assert list(boxes) == ["input", "conv1", "pool1", "conv2"][:depth]
        for box, Y in zip(boxes.values(), maps, strict=False):
            rows, columns = (Y.grad[0, 0].sum(axis).nonzero().flatten() for axis in (1, 0))
            assert (box["i"], box["rows"]) == (rows[0], len(rows))
            assert (box["j"], box["columns"]) == (columns[0], len(columns))
        outlines = explorer.stage.locator(".prepared .window, .prepared .field")
        assert outlines.count() == 1
    marks = explorer.stage.locator(".layers .field, .layers .window")
    assert marks.count() == 6 + 6 + 1  # of pool2: all maps of conv1 and pool1, its own of conv2


def test_units_are_reached_by_arrow_keys(explorer):
    for layer in LAYERS:
        explorer.click_unit(layer, 1)
        keys = explorer.page.keyboard
        keys.press("ArrowRight")
        unit = explorer.unit()
        dense = layer.startswith("dense")
        assert (unit["layer"], unit["map"], unit["j"]) == (layer, 2 if dense else 1, 1 - dense)
        keys.press("ArrowLeft")
        keys.press("ArrowLeft")
        last = {"conv1": 27, "pool1": 13, "conv2": 9, "pool2": 4}.get(layer, 0)
        unit = explorer.unit()
        assert (unit["map"], unit["i"], unit["j"]) == (0, 0, last), layer
        assert layer + "[0" in explorer.text(".unit-title")
    explorer.click_unit("dense3", 4)
    explorer.page.keyboard.press("ArrowDown")
    assert (explorer.unit()["layer"], explorer.unit()["map"]) == ("dense3", 5)


def test_all_test_digits_moved_and_the_next_mistake(explorer):
    explorer.set("Shift right", 5)
    explorer.set("Turn", 20)
    images = load_images(split="test")
    X = torch.stack(
        [transform_drawing(x[0], down=0, right=5, turn=20, thicker=0) for x in images.X]
    )[:, None]
    with torch.no_grad():
        wrong = (load_trained("present")(X).argmax(1) != images.y).nonzero().flatten().tolist()
    assert wrong, "choose moves that lead to mistakes"
    explorer.press("Try all test digits")
    result = explorer.stage.locator(".tally")
    right = 360 - len(wrong)
    result.get_by_text(f"{right} of 360 right").wait_for()
    explorer.set("Test digit", wrong[0] - 1 if wrong[0] else 359)
    explorer.press("Next mistake ▶")
    explorer.page.wait_for_function(
        "([input, digit]) => input.value == digit",
        arg=[explorer.control("Test digit").element_handle(), str(wrong[0])],
    )
    assert int(explorer.output().argmax()) != images.y[wrong[0]]
    assert f"Test digit no. {wrong[0]} is a {images.y[wrong[0]]}." in explorer.status
    explorer.set("Turn", 10)
    assert result.inner_text() == ""
    explorer.set("Turn", 20)
    explorer.press("Try all test digits")  # they are known
    result.get_by_text(f"{right} of 360 right").wait_for()
    explorer.straighten()
    assert result.inner_text() == ""


def test_a_number_out_of_range_is_refused(explorer):
    before = explorer.output()
    for label, number, sentence in [
        ("Test digit", 999, "test digit must be from 0 to 359, got 999"),
        ("Pen width", 21, "pen width must be from 1 to 20, got 21"),
        ("Shift down", -99, "shift must be from −14 to 14, got −99"),
        ("Turn", "1/2", "turn must be a whole number, got 0.5"),
    ]:
        was = explorer.number(label)
        explorer.set(label, number)
        assert explorer.refusal == sentence
        assert explorer.number(label) == was
        assert torch.equal(explorer.output(), before)
    explorer.set("Turn", 5)
    assert explorer.refuses_nothing()
    explorer.check()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone_all_is_there(open_explorer, axe, theme):
    drive = open_explorer("LeNetExplorer()", LeNetDrive, width=390, theme=theme)
    page = drive.page
    for layer in LAYERS:
        assert drive.click_unit(layer, 5)["layer"] == layer
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not axe(page, '[data-explorer="lenet"]')


def test_in_jupyterlab_page_and_kernel_follow_each_other(lab):
    drive = LeNetDrive(lab("6-6"))
    drive.reset()
    page = drive.page
    name = "found"
    ask_kernel(
        page,
        "import json\nfrom convlab import LeNetExplorer\n"
        f"{name} = next(w for w in Out.values() if isinstance(w, LeNetExplorer))\nprint(1)",
    )
    before = drive.output()
    says = ask_kernel(
        page,
        f"{name}.drawing, {name}.turn, {name}.network = 12, 30, 'original'\n"
        f"print(json.dumps({name}.output.tolist()))",
    )
    page.wait_for_function(
        "([stage, old]) => stage.output.data[0] !== old",
        arg=[drive.stage.element_handle(), before[0].item()],
    )
    assert drive.control("Turn").input_value() == "30"
    torch.testing.assert_close(drive.output(), torch.tensor(says), rtol=0, atol=1e-4)
    drive.press("Clear")
    drive.draw(strokes(2, "slanted"))

    says = ask_kernel(page, f"print(json.dumps([{name}.output.tolist(), {name}.fit]))")
    for _ in range(20):
        if (torch.tensor(says[0]) - drive.output()).abs().max() < 1e-4:
            break
        page.wait_for_timeout(200)
        says = ask_kernel(page, f"print(json.dumps([{name}.output.tolist(), {name}.fit]))")
    torch.testing.assert_close(drive.output(), torch.tensor(says[0]), rtol=0, atol=1e-4)
    assert says[1] is True
    ask_kernel(page, f"{name}.stage.pad = 'AAAA'\nprint(1)")
    drive.stage.get_by_role("alert").wait_for()
    assert drive.refusal == "drawing must have 4096 levels of ink, got 3"
    torch.testing.assert_close(drive.output(), torch.tensor(says[0]), rtol=0, atol=1e-4)
