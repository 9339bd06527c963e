"""What careless readers may do to an explorer; bench/bench_actions.py does more of it."""

import pytest
from actions import Actions, acting


@pytest.mark.parametrize("name", acting())
def test_random_actions_leave_a_right_output_and_sound_words(open_explorer, name):
    drive = open_explorer(f"{name}()")
    Actions(drive.page, acting()[name], seed=0).run(40)
