"""Every explorer on its largest setting: from a control's change to the frame that shows it.

The pages are the built ones, opened from disk without a kernel. All are open at once and measured
in turn, so that a busy machine slows them all alike.
"""

from typing import NamedTuple

from measure import browser, line, load, open_explorer

LIMIT_MS = 16
PASSES, ROUNDS = 5, 20


class Change(NamedTuple):
    """What is measured: `measure.open_explorer` says what each part means."""

    chapter: str
    name: str
    settings: list[tuple]
    control: str | None
    values: list
    act: str = "give"


CONVOLUTION = [("Kernel", "box"), ("Height", 7), ("Width", 7), ("Show", "values and times used")]
POOLING = [("Window height", 8), ("Stride rule", "a number"), ("Stride", 1), ("Show", "gradient")]
LEARNER = [("Height", 4), ("Width", 4), ("Steps", 200), ("Learning rate", 0.0001)]
SIZES = [("Output channels", 3), ("Kernel size", 3)]
PHOTO = ("Input", "photo: temple")

# One move of a pen that goes over the pad line by line.
PEN = """(stage) => {
  const n = (stage.penMoves = (stage.penMoves ?? 0) + 1);
  const pad = stage.querySelector("canvas[aria-label=drawing]");
  const { left, top, width, height } = pad.getBoundingClientRect();
  const [line, along] = [Math.floor(n / 8), n % 8];
  const place = {
    clientX: left + ((line % 2 ? 7 - along : along) + 0.5) * (width / 8),
    clientY: top + (line + 0.5) * (height / 21),
  };
  const pen = { pointerId: 9, isPrimary: true, bubbles: true, ...place };
  if (n === 1) pad.dispatchEvent(new PointerEvent("pointerdown", pen));
  pad.dispatchEvent(new PointerEvent("pointermove", pen));
}"""
ORIGINAL = ("Network", "original: sigmoid, average pooling")

LARGEST = {
    "ConvolutionExplorer, a photo": Change(
        "6-3", "convolution", [PHOTO, *CONVOLUTION], "Padding", [11, 12]
    ),
    "ConvolutionExplorer, numbers": Change(
        "6-3", "convolution", [("Input", "digit 8×8"), *CONVOLUTION], "Padding", [3, 4]
    ),
    "LocalityExplorer": Change("6-1", "locality", [("dense", None)], "Size", [7, 8]),
    "ShiftLab": Change("6-1", "shift-lab", [PHOTO], "Shift columns", [31, 32]),
    "ChannelsExplorer": Change("6-4", "channels", [PHOTO, *SIZES], "Padding", [2, 3]),
    "PoolingExplorer": Change("6-5", "pooling", [PHOTO, *POOLING], "Padding", [3, 4]),
    "ReceptiveFieldExplorer": Change(
        "6-5-deeper",
        "receptive-field",
        [("Stack", "VGG-like"), ("Input size", 64)],
        "Kernel₁",
        [3, 5],
    ),
    "KernelLearner": Change(
        "6-2", "kernel-learner", [("Input", "photo patch 16×16"), *LEARNER], "Seed", [1, 2]
    ),
    "LeNetExplorer, a stroke of the pen": Change(
        "6-6", "lenet", [ORIGINAL, ("Pen width", 3), ("Clear", None)], None, [], PEN
    ),
}


def main():
    """Measure in turn, and print."""
    with browser() as chromium:
        opened = {name: open_explorer(chromium, *change) for name, change in LARGEST.items()}
        times = {name: [] for name in opened}
        for timer, _ in opened.values():
            timer(10)
        before = {name: worked() for name, (_, worked) in opened.items()}
        for _ in range(PASSES):
            for name, (timer, _) in opened.items():
                times[name] += timer(ROUNDS)
        print(f"from a change to the new frame, on the largest setting; {load()}")
        work = {name: worked() - before[name] for name, (_, worked) in opened.items()}
    for name, values in times.items():
        line(name, values, LIMIT_MS)
    print("of which the page's main thread works, on average, with what the measurement adds")
    for name, total in work.items():
        print(f"{name:<52} {total / PASSES / ROUNDS:14.1f} ms")


if __name__ == "__main__":
    main()
