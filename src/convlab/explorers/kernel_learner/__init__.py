"""KernelLearner: gradient descent on one kernel, and what its input can and cannot teach it."""

import torch
from ipywidgets import BoundedFloatText
from traitlets import Any, Dict, Float, Int, List, validate

from convlab import learning, learning_directions
from convlab.checks import pair, positive, whole
from convlab.explorers.core.legacy import Explorer, choice, number, refusing
from convlab.explorers.core.legacy_inputs import look_up, named
from convlab.explorers.core.legacy_stage import Stage
from convlab.explorers.kernel_learner.inputs import (
    LARGEST_INPUT,
    LARGEST_KERNEL,
    LARGEST_TRUE_KERNEL,
    as_double,
    at_most,
    learner_inputs,
    learner_kernels,
    must_be_moderate,
    must_fit,
)
from convlab.explorers.kernel_learner.words import LABELS, WORDS

MOST_STEPS, SEEDS = 200, 10


class KernelLearnerStage(Stage):
    """The loss, the true and the learned kernel, and what decides how learning ends."""

    inputs = Dict(help="named inputs, each a list of rows").tag(sync=True)
    kernels = Dict(help="named true kernels, each a list of rows").tag(sync=True)
    streams = List(help="for each seed, the numbers that its starts are made of").tag(sync=True)
    source = Int(0, help="which input").tag(sync=True)
    image = List(help="the input's rows").tag(sync=True)
    kernel_name = Int(0, help="which true kernel").tag(sync=True)
    true_kernel = List(help="the true kernel's rows").tag(sync=True)
    height = Int(1, help="rows of the learned kernel").tag(sync=True)
    width = Int(2, help="columns of the learned kernel").tag(sync=True)
    learning_rate = Float(0.03).tag(sync=True)
    steps = Int(10).tag(sync=True)
    seed = Int(0, help="of the learned kernel's start").tag(sync=True)

    table = WORDS
    labels = LABELS


class KernelLearner(Explorer):
    """Learn a kernel from one input and its true output, and see why it converges or not.

    The loss is the sum of squared errors, without a bias; the arithmetic is that of
    `convlab.learning`, in float64.

    Settings, all readable and settable at any time:
        input: tensor (rows, columns), at most 64×64; may be set by name ("edges",
            "edges with an end", "noise", "photo") or from any nested list or array.
        true_kernel: tensor (k_h, k_w), at most 7×7; may be set by name ("edge", "square",
            "sobel x", "box").
        size: pair (rows, columns) of the learned kernel, 1 to 4; an int sets both.
        learning_rate: a positive number.
        steps: 1 to 200.
        seed: 0 to 9.

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    settings = ("input", "true_kernel", "size", "learning_rate", "steps", "seed")

    input = Any()
    true_kernel = Any()
    size = Any((1, 2))
    learning_rate = Any(0.03)
    steps = Any(10)
    seed = Any(0)

    def __init__(self, true_kernel="edge", size=(1, 2), input="edges", **settings):
        self._inputs, self._kernels = learner_inputs(), learner_kernels()
        longest = LARGEST_KERNEL**2
        stage = KernelLearnerStage(
            inputs={name: X.tolist() for name, X in self._inputs.items()},
            kernels={name: K.tolist() for name, K in self._kernels.items()},
            streams=[learning.uniform_stream(seed)[:longest].tolist() for seed in range(SEEDS)],
        )
        chosen = {"input": input, "true_kernel": true_kernel, "size": size}
        super().__init__(stage, learner_controls(), **chosen, **settings)

    @property
    def run(self) -> learning.Run:
        """The whole run for the present settings, by torch's autograd: kernels, losses, target."""
        return learning.learn_kernel(
            self.input, self.true_kernel, self.size, self.learning_rate, self.steps, self.seed
        )

    @property
    def output(self) -> torch.Tensor:
        """The learned kernel after the last step, float64, shape `size`."""
        return self.run.kernels[-1]

    @property
    def losses(self) -> torch.Tensor:
        """The loss before the first step and after every step, shape (steps + 1,)."""
        return self.run.losses

    @property
    def curvatures(self) -> torch.Tensor:
        """The eigenvalues of the loss's Hessian, largest first, shape (k_h·k_w,)."""
        return learning_directions.curvatures(*self._sizes)

    @property
    def stability_limit(self) -> float:
        """The learning rate above which the run diverges."""
        return learning_directions.stability_limit(*self._sizes)

    @property
    def rank(self) -> int:
        """How many numbers of the learned kernel the input determines."""
        return learning_directions.free_directions(*self._sizes)[0]

    @property
    def free_directions(self) -> torch.Tensor:
        """An orthonormal basis of what the input leaves open, (k_h·k_w − rank, k_h, k_w)."""
        return learning_directions.free_directions(*self._sizes)[1]

    @property
    def _sizes(self):
        return self.input, self.size, tuple(self.true_kernel.shape)

    @validate(*settings)
    def _together(self, proposal):
        """Return one setting in its normal form, if it goes together with the others."""
        with refusing():
            normal = self._asked(proposal, self.settings)
            must_be_moderate(normal["input"])
            for name in ("true_kernel", "size"):
                must_fit(name, normal[name], normal["input"])
        return normal[proposal.trait.name]

    def _normal(self, name, value):
        if name == "learning_rate":
            return positive(value, name)
        if name == "size":
            return at_most(pair(value, name, 1), LARGEST_KERNEL, "size")
        if name in ("steps", "seed"):
            return whole(value, name, *((1, MOST_STEPS) if name == "steps" else (0, SEEDS - 1)))
        table, most = {
            "input": (self._inputs, LARGEST_INPUT),
            "true_kernel": (self._kernels, LARGEST_TRUE_KERNEL),
        }[name]
        M = look_up(value, table, name, torch.float64)
        at_most(tuple(M.shape), most, name)
        return M

    def _write(self, setting):
        value = getattr(self, setting)
        if setting == "size":
            return {"height": value[0], "width": value[1]}
        if setting not in ("input", "true_kernel"):
            return {setting: value}
        rows, which, table = {
            "input": ("image", "source", self._inputs),
            "true_kernel": ("true_kernel", "kernel_name", self._kernels),
        }[setting]
        name = self.stage.choose(which, named(table, value))
        return {rows: value.tolist(), which: name}

    def _read(self):
        stage = self.stage
        return {
            "input": as_double(stage.image, "input"),
            "true_kernel": as_double(stage.true_kernel, "true_kernel"),
            "size": (stage.height, stage.width),
            **{name: getattr(stage, name) for name in ("learning_rate", "steps", "seed")},
        }

    def _summary(self):
        sizes = [f"{a}×{b}" for a, b in (self.input.shape, self.true_kernel.shape, self.size)]
        run = f"learning rate {self.learning_rate:g}, {self.steps} steps"
        return "input {}, true kernel {}, learned kernel {}, {}".format(*sizes, run)


def learner_controls():
    """Return the rows of controls, each a list of (stage trait, widget)."""
    rate = BoundedFloatText(description="Learning rate", min=0, max=1000, step=0.001)
    rate.add_class("convlab-rate")
    return [
        [
            choice("source", "Input", LABELS["source"]),
            choice("kernel_name", "True kernel", LABELS["kernel_name"]),
        ],
        [
            number("height", "Height", 1, LARGEST_KERNEL),
            number("width", "Width", 1, LARGEST_KERNEL),
            ("learning_rate", rate),
            number("steps", "Steps", 1, MOST_STEPS),
            number("seed", "Seed", 0, SEEDS - 1),
        ],
    ]
