"""Fingers, keys, an input method and forced colours, in every explorer alike."""

import pytest
from drive import touch

from convlab import explorers

# What an explorer's reader may paint, drag or draw on.
SURFACES = "[contenteditable], canvas, [role=slider]:not(input), [role=img]"
SETTINGS = "stage => JSON.stringify([stage.settings, stage.output])"
# All that can have the focus, up to so many of a kind: cells of one grid are alike.
FOCUSABLE = """(stage) => {
  const root = stage.closest(".convlab-explorer");
  const all = root.querySelectorAll("button, input, select, summary, [tabindex]");
  const kinds = new Map();
  const kind = (part) => `${part.tagName} ${part.type} ${part.getAttribute("role")}`;
  return [...all].filter((part) => {
    if (part.disabled || !part.checkVisibility()) return false;
    kinds.set(kind(part), (kinds.get(kind(part)) ?? 0) + 1);
    return kinds.get(kind(part)) <= 2;
  });
}"""
# Which of these keys, pressed on each part, come through to the page around.
LEAK = f"""(stage) => {{
  const leaked = [];
  const note = (event) => leaked.push([event.key, event.target.outerHTML.slice(0, 80)]);
  document.body.addEventListener("keydown", note);
  for (const part of ({FOCUSABLE})(stage)) {{
    for (const key of ["d", "x", "a", "/", "0", "Escape", "ArrowDown", "Enter"])
      part.dispatchEvent(new KeyboardEvent("keydown", {{ key, bubbles: true, cancelable: true }}));
  }}
  document.body.removeEventListener("keydown", note);
  return leaked;
}}"""
# Whether a finger on it scrolls the page: not on a drawing pad, nor on what is dragged.
SCROLLS = """(part) => {
  if (!part.checkVisibility() || part.getBoundingClientRect().width < 4) return false;
  for (let one = part; one; one = one.parentElement)
    if (getComputedStyle(one).touchAction === "none") return false;
  return true;
}"""
CELL = "[role=gridcell][contenteditable]"
EVERY = pytest.mark.parametrize("name", explorers.__all__)


def swipe(page, x, y):
    """Move a finger from here upwards, as one does to scroll."""
    touch(page, [(x + 0.75 * n, y - 9 * n) for n in range(13)])


@EVERY
def test_a_finger_that_scrolls_changes_nothing(open_explorer, name):
    drive = open_explorer(f"{name}()", width=400, height=800, touch=True)
    surfaces = drive.stage.locator(SURFACES).element_handles()
    surfaces = [part for part in surfaces if part.evaluate(SCROLLS)]
    if name == "TrainingLab":  # nothing in it is painted
        assert not drive.stage.locator(CELL).count()
    before = drive.stage.evaluate(SETTINGS)
    for part in surfaces[:: max(1, len(surfaces) // 6)]:
        part.evaluate("part => part.scrollIntoView({ block: 'center' })")
        box = part.bounding_box()
        if box is None:  # drawn anew since
            continue
        swipe(drive.page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert drive.stage.evaluate(SETTINGS) == before


@EVERY
def test_what_is_typed_in_it_stays_in_it(open_explorer, name):
    assert open_explorer(f"{name}()").stage.evaluate(LEAK) == []


@EVERY
def test_in_forced_colours_what_carries_meaning_keeps_its_colour(open_explorer, name):
    drive = open_explorer(f"{name}()")
    parts = ".cell, .scale, .bar > *, .boxes > *, .key"
    colours = f"""(stage) => [...stage.querySelectorAll("{parts}")].map(
      (part) => getComputedStyle(part).background + getComputedStyle(part).borderColor)"""
    before = drive.stage.evaluate(colours)
    drive.page.emulate_media(forced_colors="active")
    assert drive.page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert drive.stage.evaluate(colours) == before


@EVERY
def test_enter_that_confirms_a_composition_does_not_move_on(open_explorer, name):
    drive = open_explorer(f"{name}()")
    cells = drive.stage.locator(CELL)
    if not cells.count():
        pytest.skip("it has no numbers to type")
    page, cell = drive.page, cells.first
    cell.click()
    drive.keys("Control+a")
    before = drive.stage.evaluate(SETTINGS)
    method = page.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "sān", "selectionStart": 3, "selectionEnd": 3})
    assert drive.stage.evaluate(SETTINGS) == before, "it is not typed yet"
    enter = {"key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    method.send("Input.insertText", {"text": "3"})
    assert cell.evaluate("cell => cell === document.activeElement")
    drive.keys("Enter")
    assert drive.stage.evaluate(SETTINGS) != before
