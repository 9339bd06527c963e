"""TrainingLab: LeNet is trained in the reader's browser, and torch repeats every step."""

from copy import deepcopy
from functools import lru_cache

from ipywidgets import BoundedFloatText
from torch import Tensor
from traitlets import Any, Dict, Float, Int, List, Unicode, validate

from convlab.checks import positive, whole
from convlab.explorers.core.legacy import Explorer, Option, choice, number
from convlab.explorers.core.legacy_stage import Stage
from convlab.explorers.core.linker import link
from convlab.explorers.training.page import for_worker
from convlab.explorers.training.run import Replay, Schedule, initial_net, replay, revised
from convlab.explorers.training.words import LABELS, WORDS
from convlab.lenet import LeNet
from convlab.training import MOMENTUM

SEEDS, MOST_STEPS, HIGHEST_RATE = 100, 5000, 100
ACTIVATIONS, POOLINGS, STARTS = (
    tuple(LABELS[n]) for n in ("activation", "pooling", "initialisation")
)
BATCHES = tuple(map(int, LABELS["batch_size"]))
# A change of one of these begins a run anew.
RUN = ("activation", "pooling", "initialisation", "seed")


class TrainingStage(Stage):
    """Loss, accuracy, kernels, gradients and answers of a network that learns in a worker."""

    worker = Unicode(help="its script, linked").tag(sync=True)
    digits = Dict(help="images and labels, as the worker reads them").tag(sync=True)
    momentum = Float(MOMENTUM).tag(sync=True)
    most_steps = Int(MOST_STEPS).tag(sync=True)
    activation = Int(0).tag(sync=True)
    pooling = Int(0).tag(sync=True)
    initialisation = Int(0).tag(sync=True)
    seed = Int(0, help="of the start and of the order of the digits").tag(sync=True)
    learning_rate = Float(0.02).tag(sync=True)
    batch_size = Int(1, help="which batch size").tag(sync=True)
    steps = Int(0, help="steps taken; the page goes to a number that is set").tag(sync=True)
    schedule = List(help="[from which step on, learning rate, batch size]").tag(sync=True)

    table = WORDS
    labels = LABELS


class TrainingLab(Explorer):
    """Train LeNet on the digits of scikit-learn, live in the page, in float64.

    SGD with momentum on the cross-entropy, as `torch.optim.SGD` does it. Start and order of the
    digits come from the seed alone, in the page and in torch.

    Settings, all readable and settable at any time:
        activation: "relu" or "sigmoid".
        pooling: "max" or "avg".
        initialisation: "gain" (Xavier's bound times 4 for a sigmoid, √2 for a ReLU), "xavier",
            "torch" (the default of its layers) or "zeros".
        seed: 0 to 99.
        learning_rate: more than 0, at most 100.
        batch_size: 16, 32, 64 or 128.
        steps: how many steps have been taken, 0 to 5,000. The page says it at the end of each epoch
            and whenever training stops; a number that is set here is what the page trains to.

    Learning rate and batch size may change between two steps, as `schedule` says; any other change
    begins anew with 0 steps.

    Raises:
        ValueError: for settings out of range; the last good ones stay.
    """

    settings = (*RUN, "learning_rate", "batch_size", "steps")

    activation = Option(ACTIVATIONS, ACTIVATIONS[0])
    pooling = Option(POOLINGS, POOLINGS[0])
    initialisation = Option(STARTS, STARTS[0])
    seed = Any(0)
    learning_rate = Any(0.02)
    batch_size = Any(32)
    steps = Any(0)

    def __init__(self, activation="relu", pooling="max", **settings):
        worker = link(TrainingStage.folder / "worker.js", start="work")
        stage = TrainingStage(worker=worker, digits=for_worker())
        chosen = {"activation": activation, "pooling": pooling}
        super().__init__(stage, training_controls(), **chosen, **settings)
        self.observe(self._anew, RUN)

    @property
    def schedule(self) -> Schedule:
        """From which step on which learning rate and batch size: ((step, rate, size), …)."""
        return tuple(tuple(part) for part in self.stage.schedule)

    @property
    def run(self) -> Replay:
        """The whole run so far by torch, repeated from its start: some 10 ms a step on a CPU."""
        run = repeated(*(getattr(self, name) for name in RUN), self.schedule, self.steps)
        return deepcopy(run)

    @property
    def net(self) -> LeNet:
        """A copy of the network after the last step, in float64."""
        return self.run.net

    @property
    def output(self) -> Tensor:
        """The kernels of conv1 after the last step, float64, shape (6, 5, 5)."""
        return self.net.conv1.weight.detach()[:, 0]

    def _anew(self, _change):
        if not self._busy:  # what the page changes, it begins anew itself
            self.steps = 0

    @validate("seed", "learning_rate", "batch_size", "steps")
    def _checked(self, proposal):
        return self._by_itself(proposal)

    def _normal(self, name, value):
        if name == "learning_rate":
            return positive(value, name, HIGHEST_RATE)
        if name == "batch_size":
            if value not in BATCHES:
                raise ValueError(f"batch_size must be one of {BATCHES}, got {value!r}")
            return int(value)
        return whole(value, name, 0, SEEDS - 1 if name == "seed" else MOST_STEPS)

    def _write(self, setting):
        value = getattr(self, setting)
        now = {setting: value}
        if setting == "batch_size":
            now = {setting: self.stage.choose(setting, str(value))}
        elif setting in LABELS:
            now = {setting: self.stage.choose(setting, value)}
        if setting in ("learning_rate", "batch_size", "steps"):
            rate, size = self.learning_rate, self.batch_size
            parts = revised(self.schedule, self.steps, rate, size)
            now["schedule"] = [list(part) for part in parts]
        return now

    def _read(self):
        stage = self.stage
        named = {name: stage.chosen(name) for name in ("activation", "pooling", "initialisation")}
        numbers = {name: getattr(stage, name) for name in ("seed", "learning_rate", "steps")}
        return named | numbers | {"batch_size": int(stage.chosen("batch_size"))}

    def _summary(self):
        layers = f"{self.activation}, {self.pooling} pooling, {self.initialisation} start"
        rate = f"learning rate {self.learning_rate:g}, batches of {self.batch_size}"
        return f"{layers}, {rate}, {self.steps} steps"


@lru_cache(maxsize=4)
def repeated(activation, pooling, initialisation, seed, schedule, steps) -> Replay:
    """Return the run with these settings; the last few are kept."""
    return replay(initial_net(activation, pooling, initialisation, seed), seed, schedule, steps)


def training_controls():
    """Return the rows of controls, each a list of (stage trait, widget)."""

    def option(trait, label):
        return choice(trait, label, LABELS[trait])

    rate = BoundedFloatText(description="Learning rate", min=0, max=HIGHEST_RATE, step=0.01)
    rate.add_class("convlab-rate")
    return [
        [
            option("activation", "Activation"),
            option("pooling", "Pooling"),
            option("initialisation", "Initialisation"),
        ],
        [
            ("learning_rate", rate),
            option("batch_size", "Batch size"),
            number("seed", "Seed", 0, SEEDS - 1),
        ],
    ]
