"""What LeNetExplorer computes in the page before the network and about it, against Python's."""

import math

import numpy as np
import pytest
import torch

from convlab.datasets import digit_split
from convlab.drawings import reduce_drawing, transform_drawing
from convlab.explorers.lenet.page import digit_drawing, pad_of

SIDE = 64


def strokes(modules, lines, width=7, erased=()):
    """Levels of a pad, drawn by the page's own pen: lines of [row, column] places."""
    levels = modules.evaluate(
        """async ([lines, width, erased]) => {
          const { drawLine } = await import("./explorers/lenet/ink.js");
          const levels = new Uint8Array(64 * 64);
          const draw = (line, erase) => line.slice(1).forEach((to, n) =>
            drawLine(levels, line[n], to, width, erase));
          lines.forEach((line) => draw(line, false));
          erased.forEach((line) => draw(line, true));
          return [...levels];
        }""",
        [lines, width, list(erased)],
    )
    return torch.tensor(levels, dtype=torch.float32).reshape(SIDE, SIDE)


def pads(modules):
    """Levels of all kinds of pads, by what they are."""
    random = np.random.default_rng(6)
    made = {"empty": torch.zeros(SIDE, SIDE), "full": torch.full((SIDE, SIDE), 255.0)}
    for n in range(12):
        made[f"noise {n}"] = torch.tensor(random.integers(0, 256, (SIDE, SIDE)) * 1.0)
    for n in range(60):
        top, left = random.integers(0, 60, 2)
        high, wide = random.integers(1, 64, 2)
        X = torch.zeros(SIDE, SIDE)
        X[top : top + high, left : left + wide] = random.choice([30, 51, 52, 128, 255])
        made[f"box {n}"] = X
    for n in range(60):
        corners = random.uniform(-4, 68, (random.integers(2, 7), 2)).round(2).tolist()
        width = int(random.integers(1, 21))
        made[f"stroke {n}"] = strokes(
            modules, [corners], width, [corners[:2]] if n % 4 == 0 else ()
        )
    for n in range(0, 360, 30):
        made[f"digit {n}"] = (255 * digit_drawing(n)).round()
    return made


def test_a_drawing_is_reduced_as_in_python(modules):
    made = pads(modules)
    said = modules.evaluate(
        """async (pads) => {
          const { inkOf } = await import("./explorers/lenet/ink.js");
          const { reduceDrawing } = await import("./drawings.js");
          return pads.map((levels) => [true, false].map((fit) => [
            ...reduceDrawing(inkOf(levels), fit)]));
        }""",
        [X.int().flatten().tolist() for X in made.values()],
    )
    for (name, X), answers in zip(made.items(), said, strict=True):
        for fit, answer in zip((True, False), answers, strict=True):
            expected = reduce_drawing(X / 255, fit=fit).flatten().tolist()
            assert answer == expected, f"{name}, fit {fit}"


def test_every_test_digit_comes_back_from_the_pad(modules):
    images = digit_split("test")[0]
    pads, back = modules.evaluate(
        """async (digits) => {
          const { digitLevels, inkOf, toBase64 } = await import("./explorers/lenet/ink.js");
          const { reduceDrawing } = await import("./drawings.js");
          const pads = digits.map(digitLevels);
          const back = pads.map((levels) => [...reduceDrawing(inkOf(levels), false)]);
          return [pads.map(toBase64), back];
        }""",
        images.reshape(-1, 64).tolist(),
    )
    assert len(pads) == 360
    np.testing.assert_array_equal(16 * np.array(back), images.reshape(-1, 64))
    assert pads == [pad_of(digit_drawing(n)) for n in range(360)]


MOVES = [
    (0, 0, 0, 0),
    (3, -2, 0, 0),
    (-14, 14, 0, 0),
    (0, 0, 15, 0),
    (0, 0, -90, 0),
    (2, 5, 33, 1),
    (-1, 4, 180, -1),
    (0, 0, 0, 2),
    (0, 0, 0, -2),
]


@pytest.mark.parametrize("moves", MOVES)
def test_an_image_is_transformed_as_in_python(modules, moves):
    images = torch.rand(4, 28, 28, generator=torch.Generator().manual_seed(6))
    said = modules.evaluate(
        """async ([images, [down, right, turn, thicker]]) => {
          const { transformDrawing } = await import("./drawings.js");
          return images.map((X) => [...transformDrawing(X, { down, right, turn, thicker })]);
        }""",
        [images.flatten(1).tolist(), list(moves)],
    )
    named = dict(zip(("down", "right", "turn", "thicker"), moves, strict=True))
    expected = [transform_drawing(X, **named).flatten().tolist() for X in images]
    np.testing.assert_allclose(said, expected, atol=2e-5)


def test_the_pen_is_round_soft_and_as_wide_as_it_says(modules):
    ink = strokes(modules, [[[20, 10], [20, 50]]], width=7) / 255
    assert ink[:, 30].sum().item() == pytest.approx(7, abs=0.05)
    expected = math.pi * 3.5**2 + 40 * 7
    assert ink.sum().item() == pytest.approx(expected, rel=0.01)
    dot = strokes(modules, [[[32, 32], [32, 32]]], width=10)
    assert torch.equal(dot, dot.T)
    assert torch.equal(dot, dot.flip(0))
    assert {0, 255} < set(dot.flatten().int().tolist())  # its edge has levels between


def test_an_eraser_takes_back_what_a_pen_has_drawn(modules):
    line = [[10, 10], [40, 50]]
    assert strokes(modules, [line], 9).sum() > 0
    assert strokes(modules, [line], 9, [line]).max() <= 128  # half an edge stays half
    wide = strokes(modules, [line, [[50, 5], [60, 5]]], 5, [[[10, 10], [40, 50], [10, 10]]])
    assert wide[:48].max() <= 128
    assert wide[55, 5] == 255
