"""The README's moving picture: light, first, and made by a script that fits the explorer."""

import re
from pathlib import Path

import picture
import torch
from PIL import Image

from convlab import corr2d

PATH = picture.DOCS / "explorer.webp"
README = Path(__file__).absolute().parents[1] / "README.md"


def test_the_picture_moves_and_is_light():
    assert PATH.stat().st_size < picture.MOST
    with Image.open(PATH) as moving:
        assert moving.n_frames > 40


def test_the_readme_begins_with_it():
    assert re.findall(r"!\[[^]]+\]\(([^)]+)\)", README.read_text("utf-8")) == ["docs/explorer.webp"]


def test_the_hand_does_what_the_script_says(open_explorer, monkeypatch):
    """Without taking pictures, which is what takes time."""
    monkeypatch.setattr(picture.Recorder, "take", lambda *_: None)
    drive = open_explorer(picture.EXPLORER, width=picture.WIDTH, height=picture.HEIGHT)
    picture.at_work(picture.Recorder(drive.page))
    K = torch.tensor([[0.0, 0, 0], [0, -1, 1], [0, 0, 0]])
    assert torch.equal(drive.numbers("kernel"), K)
    drive.follows(corr2d(picture.alone.make(picture.EXPLORER).input, K))
