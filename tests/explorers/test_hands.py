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
# On which a finger scrolls the page: not on a drawing pad, nor on what is dragged. Some of them.
SCROLLING = f"""(stage) => {{
  const scrolls = (part) => {{
    if (!part.checkVisibility() || part.getBoundingClientRect().width < 4) return false;
    for (let one = part; one; one = one.parentElement)
      if (getComputedStyle(one).touchAction === "none") return false;
    return true;
  }};
  const found = [...stage.querySelectorAll("{SURFACES}")].filter(scrolls);
  const step = Math.max(1, Math.floor(found.length / 6));
  return found.filter((_part, n) => n % step === 0);
}}"""
CELL = ":not([aria-hidden]) > [role=gridcell][contenteditable]:not([aria-hidden]):visible"
EVERY = pytest.mark.parametrize("explorer_name", explorers.__all__)


def swipe(page, x, y):
    """Move a finger from here upwards, as one does to scroll."""
    touch(page, [(x + 0.75 * n, y - 9 * n) for n in range(13)])


@EVERY
def test_a_finger_that_scrolls_changes_nothing(open_explorer, explorer_name):
    drive = open_explorer(f"{explorer_name}()", width=400, height=800, touch=True)
    surfaces = drive.element.evaluate_handle(SCROLLING).get_properties().values()
    if explorer_name == "TrainingLab":  # nothing in it is painted
        assert not drive.stage.locator(CELL).count()
    before = drive.element.evaluate(SETTINGS)
    for part in (surface.as_element() for surface in surfaces):
        part.evaluate("part => part.scrollIntoView({ block: 'center' })")
        box = part.bounding_box()
        if box is None:  # drawn anew since
            continue
        swipe(drive.page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert drive.element.evaluate(SETTINGS) == before


@EVERY
def test_what_is_typed_in_it_stays_in_it(keep_explorer, explorer_name):
    assert keep_explorer(f"{explorer_name}()").element.evaluate(LEAK) == []


@EVERY
def test_in_forced_colours_what_carries_meaning_keeps_its_colour(keep_explorer, explorer_name):
    drive = keep_explorer(f"{explorer_name}()")
    parts = ".cell, .scale, .bar > *, .boxes > *, .key"
    colours = f"""(stage) => [...stage.querySelectorAll("{parts}")].map(
      (part) => getComputedStyle(part).background + getComputedStyle(part).borderColor)"""
    before = drive.element.evaluate(colours)
    drive.page.emulate_media(forced_colors="active")
    assert drive.page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert drive.element.evaluate(colours) == before
    drive.page.emulate_media(forced_colors="null")


@EVERY
def test_enter_that_confirms_a_composition_does_not_move_on(keep_explorer, explorer_name):
    drive = keep_explorer(f"{explorer_name}()")
    cells = drive.stage.locator(CELL)
    if not cells.count():
        pytest.skip("it has no numbers to type")
    page, cell = drive.page, cells.first
    cell.click()
    drive.keys("Control+a")
    before = drive.element.evaluate(SETTINGS)
    method = page.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "sān", "selectionStart": 3, "selectionEnd": 3})
    assert drive.element.evaluate(SETTINGS) == before, "it is not typed yet"
    enter = {"key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    method.send("Input.insertText", {"text": "3"})
    assert cell.evaluate("cell => cell === document.activeElement")
    drive.keys("Enter")
    assert drive.element.evaluate(SETTINGS) != before
