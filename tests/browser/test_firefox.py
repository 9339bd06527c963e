"""Firefox, which has another engine: from disk, without a network, it shows what Chromium shows."""

import json
import re
import subprocess
from pathlib import Path

import browsers
import numpy as np
import pytest
from built import ROOT, page_path

HERE = Path(__file__).parent
ASK = HERE / "engines.js"
SECONDS = re.compile(r"\d[\d.]* s\b")  # how long the worker took
CHAPTERS = sorted(path.stem for path in (ROOT / "chapters").glob("6-*.ipynb"))


@pytest.fixture(scope="module")
def firefox(book):
    """What Firefox found in each chapter: `said`, `hosts` that it asked, `errors`."""
    program = browsers.find(browsers.FIREFOX)
    if program is None:
        pytest.skip("no Firefox: run `make browser`, or name one in FIREFOX")
    paths = {chapter: page_path(chapter) for chapter in CHAPTERS}
    command = ["node", HERE / "firefox.mjs", program, ASK, *paths.values()]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=500)
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    return {chapter: found[str(path)] for chapter, path in paths.items()}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_both_engines_show_the_same(firefox, open_page, chapter):
    found = firefox[chapter]
    assert not found["hosts"]
    assert not found["errors"]
    said = open_page(chapter).evaluate(f"{ASK.read_text()} whatItSays()")
    assert [one["what"] for one in found["said"]] == [one["what"] for one in said]
    changes = 0
    for ours, theirs in zip(found["said"], said, strict=True):
        words, expected = (SECONDS.sub("", one["words"]) for one in (ours, theirs))
        assert words == expected, ours["what"]
        assert ours["shape"] == theirs["shape"], ours["what"]
        np.testing.assert_allclose(
            ours["data"], theirs["data"], rtol=1e-6, atol=1e-9, err_msg=ours["what"]
        )
        changes += "as it opens" not in ours["what"]
    assert changes > len(said) / 2
