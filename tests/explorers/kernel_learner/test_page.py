"""KernelLearner, driven as a reader does: the notes' question, in the built page and JupyterLab."""

import pytest
import torch
from drive import Drive, ask_kernel

from convlab import KernelLearner, edge_image, learn_kernel, noise_image
from convlab.learning_directions import stability_limit

SQUARE = torch.tensor([[1.0, -1.0], [-4.0, 2.0]])


@pytest.fixture
def learner(open_explorer):
    # The whole page is in view: at its end, one that gets shorter would move under the hand.
    return open_explorer("KernelLearner(true_kernel='square', size=(2, 2))", height=1400)


def losses(drive):
    return torch.tensor(drive.stage.evaluate("stage => [...stage.losses]"), dtype=torch.float64)


def check(drive, run):
    torch.testing.assert_close(drive.output().double(), run.kernels[-1], rtol=1e-5, atol=1e-6)
    torch.testing.assert_close(losses(drive), run.losses, rtol=1e-6, atol=1e-9)


def choose(drive, kernel, image):
    drive.set("True kernel", drive.options("True kernel")[kernel])
    drive.set("Input", drive.options("Input")[image])


def test_an_input_of_zeros_has_nothing_to_learn_from(learner):
    choose(learner, 0, 0)
    rows, columns = learner.numbers("input").shape
    for i in range(rows):
        learner.paint("input", 0, (i, 0), (i, columns - 1))
    assert not learner.numbers("input").any()
    assert not losses(learner).any()
    assert learner.stage.locator(".surface ellipse").count() == 0


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("image", [0, 1])
def test_every_number_fits_its_cell(open_explorer, width, image):
    drive = open_explorer("KernelLearner(true_kernel='square', size=(2, 2))", width=width)
    choose(drive, 1, image)
    for label, value in [("Height", 2), ("Steps", 10), ("Learning rate", 0.2)]:
        drive.set(label, value)
    assert max(map(len, drive.grid("learned kernel").inner_text().split())) >= 5
    wide = """stage => [...stage.querySelectorAll("[role=gridcell]")]
      .filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent)"""
    assert drive.stage.evaluate(wide) == []


def test_a_kernel_that_is_no_number_any_more_says_why(open_explorer):
    drive = open_explorer("KernelLearner(learning_rate=12, steps=200)")
    assert set(drive.grid("learned kernel").inner_text().split()) == {"?"}
    told = drive.root.inner_text()
    assert "the loss is too large for the computer’s numbers" in told
    assert "NaN" not in told


def test_the_notes_question(learner):
    choose(learner, 0, 0)
    for label, value in [("Steps", 10), ("Seed", 0), ("Learning rate", 0.03), ("Height", 1)]:
        learner.set(label, value)
    edge = torch.tensor([[1.0, -1.0]])
    check(learner, learn_kernel(edge_image(), edge, (1, 2), learning_rate=0.03, steps=10, seed=0))
    assert losses(learner)[-1] < losses(learner)[0]
    choose(learner, 1, 0)
    learner.set("Height", 2)
    check(learner, learn_kernel(edge_image(), SQUARE, (2, 2), learning_rate=0.03, steps=10, seed=0))
    assert (losses(learner)[-1] / losses(learner)[-2]).item() == pytest.approx(4, rel=1e-3)
    assert "iverge" in learner.stage.inner_text()
    learner.set("Learning rate", 0.015)
    learner.set("Steps", 60)
    check(
        learner, learn_kernel(edge_image(), SQUARE, (2, 2), learning_rate=0.015, steps=60, seed=0)
    )
    assert losses(learner)[-1] < 1e-9
    assert (learner.output() - SQUARE).abs().max() > 1
    assert learner.grid("free direction 1").count() == learner.grid("free direction 2").count() == 1


def test_another_image_repairs_it(learner):
    choose(learner, 1, 2)
    for label, value in [("Height", 2), ("Width", 2), ("Learning rate", 0.03), ("Steps", 100)]:
        learner.set(label, value)
    learner.set("Seed", 0)
    noise = KernelLearner(input="noise").input
    torch.testing.assert_close(noise.float(), noise_image(6, 8), atol=0.006, rtol=0)
    check(
        learner, learn_kernel(noise, SQUARE.double(), (2, 2), learning_rate=0.03, steps=100, seed=0)
    )
    assert (learner.output() - SQUARE).abs().max() < 1e-3
    assert stability_limit(noise, (2, 2)) > 0.03


def test_cells_are_typed_and_words_refused(learner):
    choose(learner, 1, 0)
    learner.edit("true kernel", 0, 1, "3")
    learner.edit("input", 2, 2, "0.5")
    X, K = edge_image(), SQUARE.clone()
    X[2, 2], K[0, 1] = 0.5, 3
    assert learner.numbers("input")[2, 2] == 0.5
    size = tuple(learner.output().shape)
    rate = float(learner.control("Learning rate").input_value())
    steps = int(learner.control("Steps").input_value())
    seed = int(learner.control("Seed").input_value())
    check(learner, learn_kernel(X, K, size, learning_rate=rate, steps=steps, seed=seed))
    before = learner.output()
    learner.edit("true kernel", 0, 0, "one")
    assert "“one”" in learner.refusal
    assert torch.equal(learner.output(), before)
    learner.paint("input", "-1e300", (0, 0), (0, 1))
    assert learner.refusal == "input must hold numbers of at most 1e+100 in size, got 1e+300"
    assert torch.equal(learner.output(), before)


def test_what_was_refused_is_never_the_readers_own(learner):
    choose(learner, 1, 0)
    edges = learner.numbers("input")
    learner.edit("input", 2, 2, "0.5")
    mine = learner.numbers("input")
    for refused in ("1e300", "-1e300"):
        learner.paint("input", refused, (0, 0), (0, 1))
        assert learner.refusal.startswith("input must hold numbers of at most 1e+100 in size")
        assert torch.equal(learner.numbers("input"), mine)
        learner.edit("true kernel", 1, 1, "1e309")
        assert learner.refusal.startswith("expected a number in true kernel[1, 1], got “1e309”")
        learner.set("Input", "edges 6×8")
        assert torch.equal(learner.numbers("input"), edges)
        learner.set("Input", "your own")
        assert torch.equal(learner.numbers("input"), mine)
        assert learner.refuses_nothing()
    assert torch.equal(learner.numbers("true kernel"), SQUARE)
    learner.edit("true kernel", 1, 1, "7")
    assert learner.control("True kernel").input_value() == "your own"
    learner.set("True kernel", "box 2×2")
    learner.set("True kernel", "your own")
    assert learner.numbers("true kernel")[1, 1] == 7


def test_settings_beyond_their_limits_are_refused_and_change_nothing(learner):
    before = losses(learner)
    for label, value, what in [
        ("Height", 5, "size must be from 1 to 4, got 5"),
        ("Learning rate", 0, "learning rate must be more than 0 and at most 1000, got 0"),
        ("Steps", 201, "steps must be from 1 to 200, got 201"),
        ("Seed", 10, "seed must be from 0 to 9, got 10"),
    ]:
        kept = learner.control(label).input_value()
        learner.set(label, value)
        assert learner.refusal == what
        assert learner.control(label).input_value() == kept
    assert torch.equal(losses(learner), before)


def test_the_slider_of_the_rate_ends_at_twice_the_limit_whatever_the_input(learner):
    slider = learner.stage.get_by_label("learning rate beside its limit")
    for pixel, limit in [("1", 1 / 30), ("1e100", 1e-200), ("1e-3", 1 / 30)]:
        choose(learner, 0, 0)
        learner.set("Height", 1)
        learner.edit("input", 2, 2, pixel)
        ends = learner.stage.locator(".rate-ends").inner_text()
        assert "limit" in ends
        low, high = (float(slider.get_attribute(end)) for end in ("min", "max"))
        assert 0 < low < high
        text = slider.get_attribute("aria-valuetext")
        found = float(text.split("limit ")[1].replace("−", "-"))
        assert high == pytest.approx(2 * found, rel=0.01)
        assert found < 2 * limit


def test_the_rate_stands_over_its_curve_and_the_verdict_beside(open_explorer):
    learner = open_explorer("KernelLearner()", height=800)
    rate, curve, verdict = (part.bounding_box() for part in rate_curve_verdict(learner))
    assert rate["y"] + rate["height"] <= curve["y"] < rate["y"] + rate["height"] + 110
    assert verdict["x"] > curve["x"] + curve["width"] - 1
    assert verdict["y"] < rate["y"] + rate["height"], "what it leads to is beside the slider"
    top = learner.root.bounding_box()["y"]
    assert curve["y"] + curve["height"] - top < 800, "in one window with the curve"


def test_on_a_phone_what_the_rate_leads_to_follows_it(open_explorer):
    learner = open_explorer("KernelLearner('square', size=(2, 2))", width=390, height=844)
    rate, curve, verdict = (part.bounding_box() for part in rate_curve_verdict(learner))
    assert rate["y"] < verdict["y"] < curve["y"]
    room = curve["y"] - rate["y"]
    for learning_rate in (0.001, 0.02, 0.04):  # sentences of other lengths
        learner.set("Learning rate", learning_rate)
        rate, curve, _ = (part.bounding_box() for part in rate_curve_verdict(learner))
        assert curve["y"] - rate["y"] == room


def rate_curve_verdict(learner):
    return [
        learner.stage.get_by_label("learning rate beside its limit"),
        learner.stage.locator(".learner-loss .plot"),
        learner.stage.locator(".verdict"),
    ]


def test_the_two_sliders_say_what_they_do_and_look_apart(learner):
    """One sets the learning rate, the other looks at a step."""
    rate = learner.stage.get_by_label("learning rate beside its limit")
    step = learner.stage.get_by_label("step", exact=True)
    assert learner.stage.locator(".slider-title").all_inner_texts() == [
        *("Set the learning rate: 0.03", "Look at step 10 of 10")
    ]
    step.fill("4")
    rate.fill("0.01")
    assert learner.stage.locator(".slider-title").all_inner_texts() == [
        *("Set the learning rate: 0.01", "Look at step 4 of 10")
    ]
    assert step.get_attribute("aria-valuetext").startswith("Look at step 4 of 10. Loss ")
    colour = "slider => getComputedStyle(slider).accentColor"
    assert rate.evaluate(colour) != step.evaluate(colour)


def test_the_bars_have_an_axis_and_the_factor_says_what_it_multiplies(learner):
    """The line at which a run diverges stands over its number."""
    learner.set("Learning rate", 0.01)
    table = learner.stage.locator(".curvatures")
    assert table.locator("thead th").last.inner_text() == "a step multiplies the error by"
    assert table.locator(".track-axis span").all_inner_texts() == ["0", "1", "2", "3"]
    two = table.locator(".track-axis span").nth(2).bounding_box()
    bars = [track.bounding_box() for track in table.locator(".track").all()]
    for bar in bars:
        middle = two["x"] + two["width"] / 2
        assert middle == pytest.approx(bar["x"] + bar["width"] * 2 / 3, abs=1.5)
    factors = [row.locator("td").last.inner_text() for row in table.locator("tbody tr").all()]
    assert factors[:3] == ["|1 − 0.01·100| = 0", "|1 − 0.01·20| = 0.8", "1: no change"]


def test_numbers_beyond_the_colours_are_striped_and_said(learner):
    choose(learner, 1, 0)
    for label, number in [("Height", 2), ("Steps", 10), ("Learning rate", 0.03)]:
        learner.set(label, number)
    off = learner.grid("learned kernel").locator(".off")
    assert off.count() == (learner.numbers("learned kernel").abs() > 6).sum() == 4
    assert "Striped: off the scale, whose colours end at ±4." in learner.stage.inner_text()
    learner.set("Learning rate", 0.01)
    assert off.count() == (learner.numbers("learned kernel").abs() > 6).sum() == 0
    assert "off the scale" not in learner.stage.inner_text()


def test_marks_are_explained_below_the_plot(open_explorer):
    learner = open_explorer("KernelLearner(steps=7)")
    key = learner.stage.locator(".learner-surface .keys > span")
    assert key.all_inner_texts() == ["each step", "step 7", "least loss", "true kernel"]
    learner.stage.get_by_label("step", exact=True).fill("3")
    assert key.nth(1).inner_text() == "step 3"
    learner.set("Height", 1)
    learner.set("True kernel", "box 2×2")
    assert not key.nth(3).is_visible(), "a larger kernel has no place there"


def test_in_jupyterlab_page_and_kernel_agree(lab):
    page = lab("6-2")
    drive = Drive(page, "kernel-learner")
    drive.set("Learning rate", 0.015)
    drive.set("Steps", 40)
    drive.set("Height", 2)
    drive.set("Seed", 3)
    said = ask_kernel(
        page,
        "import json\n"
        "from convlab import KernelLearner\n"
        "learner = next(w for w in Out.values() if isinstance(w, KernelLearner))\n"
        "print(json.dumps([learner.output.tolist(), learner.seed, learner.steps]))",
    )
    assert said[1:] == [3, 40]
    torch.testing.assert_close(drive.output(), torch.tensor(said[0]), rtol=1e-5, atol=1e-6)
