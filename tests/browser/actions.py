"""Random actions on an explorer, as careless readers do them, and what must hold after each.

The page's words say neither NaN nor undefined; the controls show the settings that the stage has;
and its output is what torch computes for them: a twin of the explorer in Python gets the settings
of the page, without a word of refusal.
"""

import io
import json
import random

import numpy as np
import torch
from drive import touch
from PIL import Image

from convlab import explorers
from convlab.explorers.core.explorer import Explorer

# What people type, may it be a number or not.
WHOLE = ["0", "1", "2", "3", "4", "5", "7"]
TYPED = [*WHOLE, "12", "-1", "−2", "2.5", "-0.25", "0,5", "1/2", "½", "１２", "1e3", "8⁴"]
TYPED += ["1e-7", "99", "1000", "1e39", "-1e400", "abc", "1.2.3", "nan", "∞", "2-", ""]
KEYS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Enter", "Escape", "Tab", "Shift+Tab"]
KEYS += ["Home", "End", "PageDown", "Delete", "Backspace", "Space", "Control+a", "Control+z", "d"]
WIDTHS = [320, 390, 760, 1000, 1280]
# How often each kind of action is taken, compared to the others.
KINDS = {"number": 6, "choice": 4, "press": 5, "cell": 6, "keys": 5, "point": 3, "drag": 3}
KINDS |= {"touch": 3, "resize": 1, "file": 1}

# Within the explorer: one of those that fit the selector and are seen, brought into sight.
PICK = """([stage, selector, share]) => {
  const root = stage.closest(".convlab-explorer");
  const seen = [...root.querySelectorAll(selector)].filter(
    (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled,
  );
  const one = seen[Math.floor(share * seen.length)];
  if (!one) return null;
  one.scrollIntoView({ block: "center" });
  const { x, y, width, height } = one.getBoundingClientRect();
  const name = one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText;
  return { x, y, width, height, name: `${one.className} ${name}`.slice(0, 60) };
}"""
CHOOSE = """([stage, share, which]) => {
  const root = stage.closest(".convlab-explorer");
  const all = [...root.querySelectorAll("select")].filter((one) => one.checkVisibility());
  const one = all[Math.floor(share * all.length)];
  if (!one) return null;
  one.selectedIndex = Math.floor(which * one.options.length);
  for (const type of ["input", "change"]) one.dispatchEvent(new Event(type, { bubbles: true }));
  return `${one.labels[0]?.innerText}: ${one.value}`;
}"""
# Two frames after an action: what the reader is told, and where controls and stage differ.
LOOK = r"""async ([stage, whole]) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
  const root = stage.closest(".convlab-explorer");
  const named = [...root.querySelectorAll("[aria-label], [title]")];
  const names = named.flatMap((one) => [one.ariaLabel ?? "", one.title]);
  const words = [root.innerText, ...names].join("\n");
  const faults = /.{0,60}(?:\bNaN\b|undefined|\bnull\b|\[object |{\w+}).{0,60}/g;
  const wrong = words.match(faults) ?? [];
  const { settings, output } = stage;
  const exact = (value) => (Number.isFinite(value) ? value : String(value));
  const all = () => ({ settings, shape: output.shape, data: Array.from(output.data, exact) });
  for (const control of root.querySelectorAll("[class*=convlab-sets-]")) {
    const trait = control.className.match(/convlab-sets-(\w+)/)[1];
    const input = control.querySelector("input");
    if (!input || input === document.activeElement || !(trait in settings)) continue;
    if (input.value !== String(settings[trait]))
      wrong.push(`${trait} is ${settings[trait]}, its field says ${input.value}`);
  }
  return { wrong, all: whole ? JSON.stringify(all()) : "" };
}"""


def acting() -> dict[str, type[Explorer]]:
    """Return the explorers that this can act on, by name: those that declare their settings."""
    all_of_them = {name: getattr(explorers, name) for name in explorers.__all__}
    return {name: one for name, one in all_of_them.items() if issubclass(one, Explorer)}


class Actions:
    """Acts on one explorer, again and again, and looks at what came of it."""

    def __init__(self, page, explorer, seed):
        self.page = page
        self.stage = page.locator("[data-explorer]").element_handle()
        self.random = random.Random(f"{explorer.__name__} {seed}")
        self.twin = explorer()
        self.done = []

    def run(self, count: int, every: int = 5) -> None:
        """Act so often; compare the output with torch's after every few actions."""
        kinds = self.random.choices([*KINDS], [*KINDS.values()], k=count)
        for n, kind in enumerate(kinds, 1):
            self.done.append(f"{kind}: {getattr(self, f'_{kind}')()}")
            self.look(whole=n % every == 0 or n == count)

    def look(self, whole: bool) -> None:
        """Insist on what must always hold; `whole` compares the output, too."""
        if whole:
            self._rest()
        seen = self.page.evaluate(LOOK, [self.stage, whole])
        assert not seen["wrong"], self._story(seen["wrong"])
        if whole:
            try:
                self._compare(**json.loads(seen["all"]))
            except AssertionError as problem:
                raise AssertionError(self._story(problem)) from None

    def _rest(self):
        """Pause training: while it goes on, the settings are behind the output."""
        self.page.evaluate(
            """async (stage) => {
              const train = stage.querySelector(".main");
              if (train?.textContent === "Pause") train.click();
              while (train?.textContent === "Pause")
                await new Promise((resolve) => setTimeout(resolve, 20));
            }""",
            self.stage,
        )

    def _story(self, problem):
        return "\n".join([str(problem), "after", *self.done[-12:]])

    def _compare(self, settings, shape, data):
        stage = self.twin.stage
        refused = stage.refused
        with stage.hold_trait_notifications():
            for name, value in settings.items():
                chosen = stage.choices.get(name)
                setattr(stage, name, chosen.index(value) if chosen else value)
        assert stage.refused == refused, f"Python refuses: {stage.refused}"
        expected = self.twin.output.double()
        found = torch.tensor([float(value) for value in data], dtype=torch.float64).reshape(shape)
        assert found.shape == expected.shape
        # float32 sums of products are exact to about a millionth of the largest of these.
        most = max([1, *(torch.tensor(v).abs().max().item() ** 2 for v in _blocks(settings))])
        torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-5 * most, equal_nan=True)

    def _pick(self, selector):
        return self.page.evaluate(PICK, [self.stage, selector, self.random.random()])

    def _within(self, box):
        return (
            box["x"] + self.random.uniform(0.05, 0.95) * box["width"],
            box["y"] + self.random.uniform(0.05, 0.95) * box["height"],
        )

    def _type(self, box):
        text = self.random.choice(self.random.choice([WHOLE, TYPED]))
        self.page.mouse.click(*self._within(box))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        end = self.random.choice(["Enter", "Tab", "Escape", "ArrowDown", ""])
        if end:
            self.page.keyboard.press(end)
        return f"{box['name']}: {text!r} {end}"

    def _number(self):
        box = self._pick(".convlab-controls input")
        return box and self._type(box)

    def _cell(self):
        box = self._pick("[role=gridcell]")
        return box and self._type(box)

    def _choice(self):
        shares = self.random.random(), self.random.random()
        return self.page.evaluate(CHOOSE, [self.stage, *shares])

    def _press(self):
        box = self._pick("button")
        if box:
            self.page.mouse.click(*self._within(box))
        return box and box["name"]

    def _keys(self):
        keys = self.random.choices(KEYS, k=self.random.randint(1, 6))
        for key in keys:
            self.page.keyboard.press(key)
        return keys

    def _point(self):
        box = self._pick("canvas, [role=img], [role=gridcell], [tabindex='0']")
        if box:
            self.page.mouse.move(*self._within(box))
            if self.random.random() < 0.3:
                self.page.mouse.click(*self._within(box))
        return box and box["name"]

    def _drag(self):
        box = self._pick("canvas, [role=grid], .picture, [role=gridcell]")
        if box:
            self.page.mouse.move(*self._within(box))
            self.page.mouse.down()
            self.page.mouse.move(*self._within(box), steps=self.random.randint(1, 8))
            self.page.mouse.up()
        return box and box["name"]

    def _touch(self):
        box = self._pick("canvas, [role=grid], .picture, [role=gridcell], button")
        if not box:
            return None
        points = [self._within(box) for _ in range(self.random.choice([1, 2, 4]))]
        end = self.random.choice(["touchEnd", "touchEnd", "touchCancel"])
        touch(self.page, points, end)
        return f"{box['name']} {len(points)} {end}"

    def _resize(self):
        width = self.random.choice(WIDTHS)
        self.page.set_viewport_size({"width": width, "height": 800})
        return width

    def _file(self):
        files = self.page.locator("[data-explorer] input[type=file]")
        if not files.count():
            return None
        rows, columns = self.random.randint(1, 40), self.random.randint(1, 40)
        file = {"name": "random.png", "mimeType": "image/png", "buffer": b"no picture"}
        if self.random.random() < 0.8:
            numbers = np.random.default_rng(self.random.randrange(1000))
            pixels = numbers.integers(0, 256, (rows, columns, 3), dtype=np.uint8)
            written = io.BytesIO()
            Image.fromarray(pixels).save(written, "png")
            file["buffer"] = written.getvalue()
        files.first.set_input_files(file)
        self.page.wait_for_timeout(100)  # it is read in the background
        return f"{rows}×{columns}"


def _blocks(settings):
    return [value for value in settings.values() if isinstance(value, list) and value]
