"""What belongs together is seen together in a window of 800 pixels, at the largest settings."""

import pytest

# From an explorer's top to the end of this part of it.
LARGEST = {
    "LocalityExplorer(size=8, weights='local', delta=7)": ".second",
    "LocalityExplorer(size=8)": ".second",
    "KernelLearner()": ".learner-why",
    "KernelLearner('sobel x', size=(4, 4), input='photo', learning_rate=0.001)": ".learner-why",
    "ReceptiveFieldExplorer('VGG', size=64)": ".fields",
    "ReceptiveFieldExplorer([(5, 2), 3, 3, 3, 3, 3], size=64)": ".fields",
    "ShiftLab()": ".errors",
    "ShiftLab(map='dense')": ".errors",
    "TrainingLab()": ".training-digits",
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
