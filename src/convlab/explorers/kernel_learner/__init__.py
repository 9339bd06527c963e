"""KernelLearner: gradient descent on one kernel, and what its input can and cannot teach it."""

import sys

import torch

from convlab import learning, learning_directions
from convlab.checks import MATRIX
from convlab.explorers.core.blocks import sizes
from convlab.explorers.core.explorer import Explorer
from convlab.explorers.core.settings import Numbers, Pair, Positive, Whole
from convlab.explorers.kernel_learner.presets import named_inputs, named_kernels

LARGEST_KERNEL = 4  # rows or columns of the learned one
SEEDS = 10
LARGEST_PIXEL = 1e100  # in size; the curvatures are sums of its square


class KernelLearner(Explorer):
    """Learn a kernel from one input and its true output, and see why it converges or not.

    The loss is the sum of squared errors, without a bias; the arithmetic is that of
    `convlab.learning`, in float64.

    Settings, all readable and settable at any time:
        input: tensor (rows, columns), at most 64×64, with numbers up to 1e100 in size; may be set
            by name ("edges", "edges with an end", "noise", "photo") or from any nested list or
            array.
        true_kernel: tensor (k_h, k_w), at most 7×7; may be set by name ("edge", "square",
            "sobel x", "box").
        size: pair (rows, columns) of the learned kernel, 1 to 4; an int sets both.
        learning_rate: more than 0, at most 1000.
        steps: 1 to 200.
        seed: 0 to 9.

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    input = Numbers(
        MATRIX,
        "edges",
        named_inputs,
        page=("image", "source"),
        library="inputs",
        most=(64, 64),
        largest=LARGEST_PIXEL,
        dtype=torch.float64,
    )
    true_kernel = Numbers(
        MATRIX,
        "edge",
        named_kernels,
        page=("true_kernel", "kernel_name"),
        library="kernels",
        most=(7, 7),
        largest=sys.float_info.max,
        dtype=torch.float64,
    )
    size = Pair((1, 2), least=1, most=LARGEST_KERNEL, tied=False)
    learning_rate = Positive(0.03, most=1000, step=0.001)
    steps = Whole(10, least=1, most=200)
    seed = Whole(0, least=0, most=SEEDS - 1)

    rows = ("source kernel_name", "size_rows size_columns learning_rate steps seed")

    def __init__(self, true_kernel="edge", size=(1, 2), input="edges", **settings):
        super().__init__(true_kernel=true_kernel, size=size, input=input, **settings)

    def constants(self):
        """For each seed, the numbers that its starts are made of."""
        longest = LARGEST_KERNEL**2
        streams = [learning.uniform_stream(seed)[:longest].tolist() for seed in range(SEEDS)]
        return {"streams": streams}

    @property
    def run(self) -> learning.Run:
        """The whole run for the present settings, by torch's autograd: kernels, losses, target."""
        numbers = {name: getattr(self, name) for name in ("learning_rate", "steps", "seed")}
        return learning.learn_kernel(self.input, self.true_kernel, self.size, **numbers)

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
        return self._decides(learning_directions.curvatures)

    @property
    def stability_limit(self) -> float:
        """The learning rate above which the run diverges."""
        return self._decides(learning_directions.stability_limit)

    @property
    def rank(self) -> int:
        """How many numbers of the learned kernel the input determines."""
        return self._decides(learning_directions.free_directions)[0]

    @property
    def free_directions(self) -> torch.Tensor:
        """An orthonormal basis of what the input leaves open, (k_h·k_w − rank, k_h, k_w)."""
        return self._decides(learning_directions.free_directions)[1]

    def _decides(self, question):
        return question(self.input, self.size, true_size=self.true_kernel.shape)

    def fits(self, settings):
        """Refuse a kernel that is larger than the input, the true one or the learned one."""
        kernels = {"true_kernel": settings.true_kernel.shape, "learned_kernel": settings.size}
        for name, kernel in kernels.items():
            if any(k > n for k, n in zip(kernel, settings.input.shape, strict=True)):
                values = {"kernel": sizes(kernel), "input": sizes(settings.input.shape)}
                self.refuse("larger_than_input", what=self._says(name), **values)

    def _summary(self):
        shapes = map(sizes, (self.input.shape, self.true_kernel.shape, self.size))
        run = f"learning rate {self.learning_rate:g}, {self.steps} steps"
        return "input {}, true kernel {}, learned kernel {}, {}".format(*shapes, run)
