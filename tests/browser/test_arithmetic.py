"""The page's arithmetic, file by file in a real browser, on the cases of torch and ops.py."""

import numpy as np
import pytest
from cases import channel_cases, learning_cases, parity_cases, pooling_cases

from convlab import Layer, receptive_fields
from convlab.explorers.core.linker import ROOT, link

NESTED = """
  const nested = ({ rows, columns, data }) =>
    Array.from({ length: rows }, (_, i) => [...data.slice(i * columns, (i + 1) * columns)]);
"""


def test_cross_correlation_and_convolution_equal_torch(modules):
    cases = parity_cases()
    answers = modules.evaluate(
        """async (cases) => {"""
        + NESTED
        + """
          const { corr2d, flip, matrix } = await import("./ops.js");
          return cases.map(({ X, K, operation, ...settings }) => {
            const sliding = operation === "convolve2d" ? flip(matrix(K)) : matrix(K);
            return nested(corr2d(matrix(X), sliding, settings));
          });
        }""",
        cases,
    )
    assert len(cases) >= 200
    for case, answer in zip(cases, answers, strict=True):
        np.testing.assert_allclose(answer, case["expected"], rtol=1e-12, atol=1e-12)


def test_one_cells_products_sum_to_it_and_each_pixel_knows_its_outputs(modules):
    """The cursor's two directions say the same as the arithmetic."""
    wrong = modules.evaluate(
        """async (cases) => {
          const kernels = { ...(await import("./ops.js")), ...(await import("./shapes.js")) };
          const wrong = [];
          cases.filter(({ operation }) => operation === "corr2d").forEach((settings, n) => {
            const [X, K] = [kernels.matrix(settings.X), kernels.matrix(settings.K)];
            const Y = kernels.corr2d(X, K, settings);
            const counts = new Float64Array(X.data.length);
            for (let i = 0; i < Y.rows; i++) for (let j = 0; j < Y.columns; j++) {
              const terms = kernels.terms(X, K, settings, i, j);
              const sum = terms.reduce((total, { x, k }) => total + x * k, 0);
              if (Math.abs(sum - Y.data[i * Y.columns + j]) > 1e-9) wrong.push([n, "sum", i, j]);
              for (const { inside, row, column } of terms) {
                if (inside) counts[row * X.columns + column] += 1;
              }
            }
            const said = kernels.useCounts(X, K, settings).data;
            if (String(said) !== String(counts)) wrong.push([n, "counts", said, counts]);
          });
          return wrong;
        }""",
        parity_cases(),
    )
    assert not wrong


def test_pooling_and_its_gradient_equal_torch(modules):
    cases = pooling_cases()
    answers = modules.evaluate(
        """async (cases) => {"""
        + NESTED
        + """
          const { matrix } = await import("./ops.js");
          const { pool2d, poolGradient } = await import("./pooling.js");
          return cases.map(({ X, ...settings }) => {
            const M = matrix(X);
            const Y = pool2d(M, settings);
            return [nested(Y), nested(poolGradient(M, Y, settings))];
          });
        }""",
        cases,
    )
    for case, (output, gradient) in zip(cases, answers, strict=True):
        np.testing.assert_allclose(output, case["expected"], rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(gradient, case["gradient"], rtol=1e-12, atol=1e-12)


def test_partial_sums_and_output_channels_equal_torch(modules):
    cases = channel_cases()
    answers = modules.evaluate(
        """async (cases) => {"""
        + NESTED
        + """
          const { matrix } = await import("./ops.js");
          const { partialSums, totalOf } = await import("./channels.js");
          return cases.map(({ X, K, bias, ...settings }) => {
            const kernels = K.map((row) => row.map(matrix));
            const partial = partialSums(X.map(matrix), kernels, settings);
            const totals = partial.map((sums, o) => totalOf(sums, bias[o]));
            return { partial: partial.map((sums) => sums.map(nested)), Y: totals.map(nested) };
          });
        }""",
        cases,
    )
    for case, answer in zip(cases, answers, strict=True):
        np.testing.assert_allclose(answer["partial"], case["partial"], rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(answer["Y"], case["expected"], rtol=1e-12, atol=1e-12)


def test_receptive_fields_are_those_of_receptive_py(modules):
    layers = [(3, 1, 0, 1), (2, 2, 0, 1), (5, 3, 2, 1), (3, 1, 4, 4), (1, 4, 1, 1)]
    names = ("kernel", "stride", "padding", "dilation")
    named = [dict(zip(names, layer, strict=True)) for layer in layers]
    answers = modules.evaluate(
        """async (layers) => {
          const { receptiveFields } = await import("./receptive.js");
          return receptiveFields(layers).map(({ size, jump, start }) => [size, jump, start]);
        }""",
        named,
    )
    expected = receptive_fields([Layer(**layer) for layer in named])
    assert [tuple(answer) for answer in answers] == expected


def test_learning_a_kernel_equals_torch(modules):
    cases = learning_cases()
    answers = modules.evaluate(
        """async (cases) => {
          const { matrix } = await import("./ops.js");
          const learning = await import("./learning.js");
          const { curvaturesOf, determined } = await import("./learning_directions.js");
          return cases.map(({ size, learning_rate, steps, ...given }) => {
            const [X, K] = [matrix(given.X), matrix(given.true_kernel)];
            const region = learning.commonRegion(X, size, [K.rows, K.columns]);
            const A = learning.lossWindows(X, size, region);
            const y = learning.learningTarget(X, K, region);
            const run = learning.learnKernel(A, y, given.start.flat(), learning_rate, steps);
            const found = curvaturesOf(A);
            return {
              kernels: run.kernels.map((k) => [...k]),
              losses: run.losses,
              curvatures: found.values,
              rank: found.rank,
              free: determined(found).free,
              A: Array.from({ length: A.rows }, (_, n) => [
                ...A.data.subarray(n * A.columns, (n + 1) * A.columns),
              ]),
            };
          });
        }""",
        cases,
    )
    for case, answer in zip(cases, answers, strict=True):
        kernels = np.reshape(case["kernels"], (len(case["kernels"]), -1))
        scale = np.abs(kernels).max()
        np.testing.assert_allclose(answer["kernels"], kernels, rtol=1e-9, atol=1e-9 * scale)
        first = case["losses"][0]
        np.testing.assert_allclose(answer["losses"], case["losses"], rtol=1e-7, atol=1e-12 * first)
        largest = case["curvatures"][0]
        np.testing.assert_allclose(
            answer["curvatures"], case["curvatures"], rtol=1e-9, atol=1e-9 * largest
        )
        assert answer["rank"] == case["rank"]
        assert len(answer["free"]) == len(kernels[0]) - case["rank"]
        for direction in answer["free"]:
            np.testing.assert_allclose(np.array(answer["A"]) @ direction, 0, atol=1e-7)


ENTRIES = sorted({*ROOT.glob("explorers/*/stage.js")} - {ROOT / "explorers/core/stage.js"})
ENTRIES.append(ROOT / "exercises" / "view.js")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda path: path.parent.name)
def test_every_linked_string_is_a_module_that_renders(modules, entry):
    """As a notebook front end loads it: one string, from a blob."""
    kind = modules.evaluate(
        """async (text) => {
          const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
          const module = await import(url);
          return [Object.keys(module), typeof module.default.render];
        }""",
        link(entry),
    )
    assert kind == [["default"], "function"]


def test_a_kernel_resized_stays_what_it_is(modules):
    resized = modules.evaluate(
        """async () => {
          const { gaussian, resizeKernel } = await import("./data.js");
          return {
            box: resizeKernel("box", [[1]], 2, 3),
            gaussian: gaussian(3, 3),
            grown: resizeKernel("own", [[1, 2]], 3, 4),
            shrunk: resizeKernel("own", [[1, 2, 3], [4, 5, 6], [7, 8, 9]], 1, 1),
            back: resizeKernel("own", resizeKernel("own", [[1, 2]], 4, 5), 1, 2),
          };
        }"""
    )
    assert resized["box"] == [[1 / 6] * 3] * 2
    assert resized["gaussian"] == [
        [1 / 16, 2 / 16, 1 / 16],
        [2 / 16, 4 / 16, 2 / 16],
        [1 / 16, 2 / 16, 1 / 16],
    ]
    assert resized["grown"] == [[0, 0, 0, 0], [0, 1, 2, 0], [0, 0, 0, 0]]
    assert resized["shrunk"] == [[5]]
    assert resized["back"] == [[1, 2]]
