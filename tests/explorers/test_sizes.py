"""What belongs together is seen together, at the largest settings, in windows of usual sizes."""

import pytest

# From an explorer's top to the end of this part of it, which must be in a window of 800 pixels.
SUM = ".arithmetic"
LARGEST = {
    "ConvolutionExplorer(input='numbers', kernel=torch.ones(5, 5), padding=5)": SUM,
    "ConvolutionExplorer(input=torch.ones(4, 4), kernel=torch.ones(7, 7), padding=6)": SUM,
    "ConvolutionExplorer(input='digit', kernel='box', padding=4, view='counts')": SUM,
    "ConvolutionExplorer(input='china', kernel=torch.full((7, 7), 1 / 49))": SUM,
    "PoolingExplorer(input=torch.ones(14, 14), window=1, view='gradient')": SUM,
    "PoolingExplorer(input='china', window=8, padding=4, stride=1, view='gradient')": SUM,
    "ChannelsExplorer(input=torch.ones(3, 16, 16), kernel=torch.ones(3, 3, 3, 3), padding=3)": SUM,
    "ChannelsExplorer(input='china', kernel='edges per channel', padding=3)": SUM,
    "LocalityExplorer(size=8, weights='local', delta=7)": ".by-image",
    "LocalityExplorer(size=8)": ".by-image",
    "KernelLearner()": ".learner-why",
    "KernelLearner('sobel x', size=(4, 4), input='photo', learning_rate=0.001)": ".learner-why",
    "ReceptiveFieldExplorer('VGG', size=64)": ".fields",
    "ReceptiveFieldExplorer([(5, 2), 3, 3, 3, 3, 3], size=64)": ".fields",
    "ShiftLab()": ".errors",
    "ShiftLab(map='dense')": ".errors",
    "TrainingLab()": ".digits",
    "LeNetExplorer()": ".flow",
    "LeNetExplorer(network='original')": ".flow",
}
END = """(stage, selector) => {
  const top = stage.closest(".convlab-explorer").getBoundingClientRect().top;
  return stage.querySelector(selector).getBoundingClientRect().bottom - top;
}"""


@pytest.mark.parametrize("expression", LARGEST)
def test_the_largest_settings_leave_no_window(open_explorer, expression):
    drive = open_explorer(expression, height=800)
    drive.page.wait_for_timeout(100)
    assert drive.stage.evaluate(END, LARGEST[expression]) <= 800
    assert drive.cut() == []


def cell_of(drive):
    """From one cell to the next, with the line between them."""
    first, second = (drive.cell("input", 0, j).bounding_box()["x"] for j in (0, 1))
    return second - first


@pytest.mark.parametrize("padding", [3, 4, 5])
def test_cells_shrink_before_grids_are_stacked(open_explorer, padding):
    drive = open_explorer(f"ConvolutionExplorer(input='numbers', padding={padding})", height=800)
    tops = [drive.grid(name).bounding_box() for name in ("input", "kernel", "output")]
    assert len({round(box["y"] + box["height"] / 2, -2) for box in tops}) == 1, "side by side"
    assert 15 <= cell_of(drive) <= 40  # neighbours share a line


def test_small_grids_stand_side_by_side_on_a_phone(open_explorer):
    drive = open_explorer(
        "ConvolutionExplorer(input='numbers', kernel=[[1, 2], [0, -1]])", width=390, height=844
    )
    boxes = [drive.grid(name).bounding_box() for name in ("input", "kernel", "output")]
    ends = [box["x"] + box["width"] for box in boxes]
    assert all(end < after["x"] for end, after in zip(ends, boxes[1:], strict=False))
    assert cell_of(drive) >= 20


def test_a_long_sum_shows_its_largest_terms_and_counts_the_rest(open_explorer):
    drive = open_explorer("ConvolutionExplorer(input='china', kernel=torch.full((7, 7), 1 / 49))")
    said = drive.text(".arithmetic")
    assert said.count("·") == 6
    assert " + 43 more = " in said
