"""The front page's pictures are those of the sections, and each card leads to its page."""

import re
from base64 import b64decode
from io import BytesIO

from built import ROOT
from PIL import Image

from convlab.thumbnails import SIDE, cards, thumbnails


def test_each_section_has_a_picture_of_its_own():
    found = thumbnails()
    assert list(found) == [f"6.{n}" for n in range(1, 7)]
    assert len(set(found.values())) == 6
    for address in found.values():
        picture = Image.open(BytesIO(b64decode(address.removeprefix("data:image/png;base64,"))))
        assert picture.size == (SIDE, SIDE)
        assert len(picture.convert("RGB").getcolors(SIDE**2)) > 1
    assert sum(map(len, found.values())) < 60_000  # characters, in every reader's front page


def test_a_card_leads_to_its_page():
    html = cards([("6-2-x", "6.2 A < B", "Why?")]).data
    assert 'href="6-2-x.html"' in html
    assert "6.2 A &lt; B" in html
    assert thumbnails()["6.2"] in html
    page = (ROOT / "chapters" / "index.md").read_text(encoding="utf-8")
    for name in re.findall(r'^ +"(6-[\w-]+)",$', page, flags=re.M):
        assert (ROOT / "chapters" / f"{name}.ipynb").exists()
