"""TrainingLab: LeNet is trained in the reader's browser, and torch repeats every step."""

from copy import deepcopy
from functools import lru_cache

from torch import Tensor

from convlab.explorers.core.explorer import Explorer
from convlab.explorers.core.linker import link
from convlab.explorers.core.settings import Choice, Field, Positive, Whole
from convlab.explorers.training.page import for_worker
from convlab.explorers.training.run import Replay, Schedule, replay, revised
from convlab.explorers.training.start import initial_net
from convlab.lenet import LeNet
from convlab.training import MOMENTUM

# A change of one of these begins a run anew.
RUN = ("activation", "pooling", "initialisation", "seed")


class Steps(Whole):
    """How many steps have been taken; with them, the page has the schedule of the run."""

    follows = ("learning_rate", "batch_size")

    def fields(self):
        """The number, and from which step on which learning rate and batch size."""
        return super().fields() | {"schedule": Field([])}

    def write(self, explorer, value):
        """The number, and the schedule with what is set now."""
        now = explorer.learning_rate, explorer.batch_size
        schedule = revised(explorer.schedule, value, *now)
        return {self.name: value, "schedule": [list(part) for part in schedule]}


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

    activation = Choice("relu", "sigmoid")
    pooling = Choice("max", "avg")
    initialisation = Choice("gain", "xavier", "torch", "zeros")
    seed = Whole(0, 0, 99)
    learning_rate = Positive(0.02, 100, step=0.01)
    batch_size = Choice(16, 32, 64, 128, first=32)
    steps = Steps(0, 0, 5000)

    rows = ("activation pooling initialisation", "learning_rate batch_size seed")

    def __init__(self, activation="relu", pooling="max", **settings):
        super().__init__(activation=activation, pooling=pooling, **settings)

    def constants(self):
        """The worker's linked script, the digits as it reads them, and the momentum."""
        worker = link(self.folder / "worker.js", start="work")
        return {"worker": worker, "digits": for_worker(), "momentum": MOMENTUM}

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

    def _to_stage(self, setting):
        if setting in RUN and self._was_set(setting):
            self.steps = 0
        super()._to_stage(setting)

    def _summary(self):
        layers = f"{self.activation}, {self.pooling} pooling, {self.initialisation} start"
        rate = f"learning rate {self.learning_rate:g}, batches of {self.batch_size}"
        return f"{layers}, {rate}, {self.steps} steps"


@lru_cache(maxsize=4)
def repeated(activation, pooling, initialisation, seed, schedule, steps) -> Replay:
    """Return the run with these settings; the last few are kept."""
    return replay(initial_net(activation, pooling, initialisation, seed), seed, schedule, steps)
