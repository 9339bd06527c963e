"""TrainingLab: its arithmetic against torch's, its worker, and driven as a reader does."""

import numpy as np
import pytest
import torch
from drive import Drive, ask_kernel
from playwright.sync_api import expect

from convlab import TrainingLab
from convlab.explorers.core.linker import link
from convlab.explorers.training.page import for_worker
from convlab.explorers.training.run import replay
from convlab.explorers.training.start import epoch_order, initial_net

RUN = {"activation": "relu", "pooling": "max", "initialisation": "gain", "seed": 0}
NEW_RUN = """const { newRun, readDigits, trainStep, ...run } =
            await import("./explorers/training/run.js");
          const begin = (settings) => newRun(readDigits(digits), { momentum: 0.9, ...settings });"""


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
@pytest.mark.parametrize("start", ["xavier", "gain", "torch", "zeros"])
def test_page_and_torch_start_from_the_same_numbers(modules, activation, start):
    values = modules.evaluate(
        """async (asked) => {
          const { initialValues } = await import("./explorers/training/start.js");
          return [...initialValues(...asked)];
        }""",
        [99, start, activation],
    )
    net = initial_net(activation, "avg", start, seed=99)
    expected = torch.cat([value.flatten() for value in net.parameters()]).detach()
    np.testing.assert_array_equal(values, expected)


def test_page_and_torch_take_the_digits_in_the_same_order(modules):
    orders = modules.evaluate(
        """async () => {
          const { epochOrder } = await import("./explorers/training/start.js");
          return [[0, 0], [7, 0], [7, 31]].map(([seed, epoch]) => epochOrder(seed, epoch, 1437));
        }"""
    )
    for said, (seed, epoch) in zip(orders, [(0, 0), (7, 0), (7, 31)], strict=True):
        assert said == epoch_order(seed, epoch, 1437).tolist()


@pytest.mark.parametrize(
    ("settings", "schedule"),
    [
        ({"seed": 3}, ((0, 0.02, 128), (5, 0.05, 64), (18, 0.01, 64))),
        ({"activation": "sigmoid", "pooling": "avg"}, ((0, 0.1, 64), (4, 0.3, 16))),
        ({"activation": "sigmoid", "initialisation": "zeros"}, ((0, 0.3, 64),)),
        ({"pooling": "avg", "initialisation": "torch", "seed": 9}, ((0, 0.1, 64),)),
    ],
)
def test_steps_are_torchs_beyond_the_end_of_an_epoch(modules, settings, schedule):
    settings, steps = RUN | settings, 20
    said = modules.evaluate(
        f"""async ([digits, settings]) => {{
          {NEW_RUN}
          const state = begin(settings);
          for (let n = 0; n < {steps}; n++) trainStep(state);
          return {{ losses: state.losses, epoch: state.epoch, values: [...state.values] }};
        }}""",
        [for_worker(), settings | {"schedule": schedule}],
    )
    names = [settings[name] for name in ("activation", "pooling", "initialisation", "seed")]
    run = replay(initial_net(*names), settings["seed"], schedule, steps)
    np.testing.assert_allclose(said["losses"], run.losses, rtol=1e-8)
    expected = torch.cat([value.flatten() for value in run.net.parameters()]).detach()
    np.testing.assert_allclose(said["values"], expected, rtol=1e-6, atol=1e-9)
    assert said["epoch"] == (1 if settings["seed"] == 3 else 0)


def test_a_step_to_numbers_too_large_for_float32_is_not_taken(modules):
    settings = RUN | {"pooling": "avg", "initialisation": "torch", "schedule": [[0, 100, 32]]}
    said = modules.evaluate(
        f"""async ([digits, settings]) => {{
          {NEW_RUN}
          const state = begin(settings);
          let before = null;
          while (!state.diverged && state.steps < 50) {{
            before = [...state.values];
            trainStep(state);
          }}
          const kept = state.values.every((value, n) => value === before[n]);
          const fits = before.every((value) => Number.isFinite(Math.fround(value)));
          return [state.steps, state.diverged, kept, fits];
        }}""",
        [for_worker(), settings],
    )
    assert 0 < said[0] < 50
    assert said[1:] == [True, True, True]


def test_the_worker_runs_from_one_string_and_stops_when_told(modules):
    said = modules.evaluate(
        """async ([script, digits, settings]) => {
          const { startWorker } = await import("./explorers/ui/worker.js");
          const life = new AbortController();
          let next = null;
          const send = startWorker(script, life.signal, (message) => {
            if (!message.busy) next?.(message);
          });
          const rest = () => new Promise((resolve, reject) => {
            next = resolve;
            setTimeout(() => reject(new Error("no answer")), 60000);
          });
          send({ kind: "digits", ...digits });
          send({ kind: "start", id: 1, most: 7, steps: 0, momentum: 0.9, ...settings });
          const start = await rest();
          send({ kind: "until", steps: 1 });
          send({ kind: "until", steps: 2 });
          let now = await rest();
          while (now.steps < 2) now = await rest();
          send({ kind: "until" });
          while (now.steps < 7) now = await rest();
          send({ kind: "rate", rate: 0.5, batch: 64 });
          const after = await rest();
          life.abort();
          return {
            start: [start.steps, start.guesses.length, start.kernels.length],
            sizes: start.sizes.map(({ name }) => name),
            losses: after.losses.length,
            accuracies: after.accuracies.map(({ epoch }) => epoch),
            after: [after.steps, after.schedule, after.batch],
          };
        }""",
        [
            link(TrainingLab.folder / "worker.js", start="work"),
            for_worker(),
            RUN | {"schedule": [[0, 0.02, 32]]},
        ],
    )
    assert said["start"] == [0, 10, 150]
    assert said["sizes"] == ["conv1", "conv2", "dense1", "dense2", "dense3"]
    assert said["losses"] == 7
    assert said["accuracies"] == [0]
    assert said["after"] == [7, [[0, 0.02, 32], [7, 0.5, 64]], 64]


@pytest.fixture
def lab_page(open_explorer):
    drive = open_explorer("TrainingLab(batch_size=128)")
    drive.page.set_default_timeout(60_000)
    return drive


def until(drive, text):
    """Wait until the line beside the buttons says `text`, and training rests."""
    drive.stage.locator(".pace", has_text=text).wait_for()
    drive.root.get_by_role("button", name="Train", exact=True).wait_for()


def check(drive, **settings):
    run = TrainingLab(**settings)
    torch.testing.assert_close(drive.output(), run.output.float(), rtol=1e-5, atol=1e-6)


def test_steps_and_an_epoch_are_torchs(lab_page):
    check(lab_page)
    lab_page.press("Step")
    until(lab_page, "Step 1 ")
    check(lab_page, batch_size=128, steps=1)
    lab_page.press("Epoch")
    until(lab_page, "Step 12 ")
    check(lab_page, batch_size=128, steps=12)
    lab_page.stage.get_by_role("status").filter(has_text="After epoch 1").wait_for()
    assert "test accuracy" in lab_page.status
    lab_page.press("Reset")
    until(lab_page, "Step 0")
    check(lab_page)


def test_a_rate_applies_at_once_and_another_seed_begins_anew(lab_page):
    lab_page.press("Step")
    until(lab_page, "Step 1 ")
    lab_page.set("Learning rate", 0.5)
    lab_page.press("Step")
    until(lab_page, "Step 2 ")
    run = TrainingLab(batch_size=128, steps=1)
    run.learning_rate = 0.5
    run.steps = 2
    torch.testing.assert_close(lab_page.output(), run.output.float(), rtol=1e-5, atol=1e-6)
    lab_page.set("Seed", 5)
    until(lab_page, "Step 0")
    check(lab_page, seed=5)


def test_training_goes_on_without_holding_up_the_page(lab_page):
    page = lab_page.page
    page.evaluate(
        """() => {
          window.gaps = [];
          let last = performance.now();
          const beat = () => {
            const now = performance.now();
            window.gaps.push(now - last);
            last = now;
            setTimeout(beat, 10);
          };
          beat();
          const stage = document.querySelector("[data-explorer=training]");
          window.drawn = 0;
          new MutationObserver(() => (window.drawn += 1)).observe(
            stage.querySelector(".pace"), { childList: true },
          );
        }"""
    )
    lab_page.press("Train")
    lab_page.stage.locator(".pace", has_text="epoch 3").wait_for()
    lab_page.press("Pause")
    lab_page.root.get_by_role("button", name="Train", exact=True).wait_for()
    gaps = np.array(page.evaluate("window.gaps"))
    assert np.quantile(gaps, 0.9) < 60, "the page was held up"
    assert page.evaluate("window.drawn") <= 20 * gaps.sum() / 1000
    steps = int(lab_page.text(".pace").split()[1])
    check(lab_page, batch_size=128, steps=steps)


def test_what_goes_wrong_is_said(lab_page):
    zeros = lab_page.options("Initialisation")[-1]
    lab_page.set("Initialisation", zeros)
    lab_page.press("Step")
    until(lab_page, "Step 1 ")
    assert "No gradient reaches the weights of conv1" in lab_page.text(".verdict")
    assert not lab_page.output().any()
    lab_page.set("Initialisation", lab_page.options("Initialisation")[2])
    lab_page.set("Pooling", lab_page.options("Pooling")[1])
    lab_page.set("Batch size", "32")
    lab_page.set("Learning rate", 100)
    lab_page.press("Train")
    lab_page.stage.locator(".training.diverged .verdict").wait_for()
    assert "too large for float32" in lab_page.text(".verdict")
    assert lab_page.output().isfinite().all()
    assert lab_page.root.get_by_role("button", name="Train", exact=True).is_disabled()
    lab_page.press("Reset")
    until(lab_page, "Step 0")
    lab_page.set("Learning rate", 0)
    assert "more than 0" in lab_page.refusal
    assert lab_page.control("Learning rate").input_value() == "100"


def test_a_refusal_stays_while_training_goes_on(lab_page):
    lab_page.press("Train")
    lab_page.set("Learning rate", 0)
    said = lab_page.refusal
    assert "more than 0" in said
    lab_page.stage.locator(".pace", has_text="epoch 3").wait_for()  # the model learns of each
    assert lab_page.refusal == said
    lab_page.press("Pause")


def test_gradients_are_dots_on_a_labelled_axis(lab_page):
    """A dot's place is the logarithm of the number beside it: six decades from end to end."""
    lab_page.press("Epoch")
    until(lab_page, "Step 12 ")
    rows = lab_page.stage.locator("table.gradients tbody tr").all()
    ticks = rows[-1].locator(".track-axis span")
    assert ticks.all_inner_texts() == ["10⁻⁶", "10⁻⁴", "10⁻²", "1"]
    ends = [middle_of(ticks.nth(n)) for n in (0, 3)]
    for row in rows[:-1]:
        size = float(row.locator("td").last.inner_text().replace("−", "-"))
        share = (middle_of(row.locator(".gradient-dot")) - ends[0]) / (ends[1] - ends[0])
        assert 6 * share - 6 == pytest.approx(np.log10(size), abs=0.1)
    assert lab_page.stage.locator(".gradient-dot.below").count() == 0
    lab_page.set("Initialisation", lab_page.options("Initialisation")[-1])
    lab_page.press("Step")
    until(lab_page, "Step 1 ")
    expect(lab_page.stage.locator(".gradient-dot.below")).to_have_count(5)


def middle_of(part):
    box = part.bounding_box()
    return box["x"] + box["width"] / 2


def test_empty_plots_say_how_they_are_filled(open_explorer):
    drive = open_explorer("TrainingLab()")
    assert drive.stage.get_by_text("Press Train").count() == 2
    drive.press("Step")
    until(drive, "Step 1 ")
    assert drive.stage.get_by_text("Press Train").count() == 0


def test_in_jupyterlab_kernel_and_page_lead_each_other(lab):
    page = lab("6-6")
    drive = Drive(page, "training")
    drive.set("Learning rate", 0.05)
    drive.press("Step")
    until(drive, "Step 1 ")
    ask = (
        "import json\n"
        "from convlab import TrainingLab\n"
        "lab = next(w for w in Out.values() if isinstance(w, TrainingLab))\n"
    )
    show = "print(json.dumps([lab.output.tolist(), lab.steps, lab.learning_rate]))"
    said = ask_kernel(page, ask + show)
    assert said[1:] == [1, 0.05]
    torch.testing.assert_close(drive.output(), torch.tensor(said[0]), rtol=1e-5, atol=1e-6)
    ask_kernel(page, ask + "lab.steps = 4\nprint(4)")
    until(drive, "Step 4 ")
    said = ask_kernel(page, ask + show)
    torch.testing.assert_close(drive.output(), torch.tensor(said[0]), rtol=1e-5, atol=1e-6)
