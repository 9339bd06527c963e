"""Drives LeNetExplorer: its pad by mouse and touch, its units, and torch's answer to all."""

import json

import torch
from drive import Drive, touch

from convlab.explorers import LeNetExplorer

NETWORKS = {
    "original": "original: sigmoid, average pooling",
    "present": "present: ReLU, maximum pooling",
}
MOVES = ("Shift down", "Shift right", "Turn", "Thicker")


class LeNetDrive(Drive):
    """The explorer on a page, as a reader has it in hand."""

    def __init__(self, page, name: str = "lenet"):
        super().__init__(page, name)
        self.pad = self.canvas("drawing")

    def canvas(self, label: str):
        return self.stage.get_by_label(label, exact=True)

    def set(self, label: str, value) -> None:
        """The moves are behind a button."""
        if label in MOVES:
            self.unfold()
        super().set(label, value)

    def unfold(self) -> None:
        """Show the fields of the moves, if they are not in sight."""
        button = self.stage.get_by_role("button", name="Distort…", exact=True)
        if button.get_attribute("aria-expanded") == "false":
            button.click()

    def straighten(self) -> None:
        self.unfold()
        self.press("Reset shift, turn, thickness")

    def number(self, label: str) -> int:
        return int(self.control(label).input_value())

    def network(self, name: str) -> None:
        self.set("Network", NETWORKS[name])

    def digit(self, index: int) -> None:
        """Put a test digit on the pad, whatever is on it."""
        self.set("Test digit", index)
        self.press(f"Digit no. {index} again")

    def reset(self) -> None:
        """The settings that the explorer has without arguments."""
        self.network("present")
        self.straighten()
        self.set("Tool", "pen")
        self.set("Pen width", 7)
        self.digit(0)

    def drawing(self) -> torch.Tensor:
        return self.block("drawing")

    def maps(self) -> dict[str, torch.Tensor]:
        """The maps of every layer, at full precision."""
        said = self.element.evaluate(
            """({ maps }) => JSON.stringify(Object.entries(maps).map(([name, { shape, data }]) =>
              [name, shape, Array.from(data)]))"""
        )
        return {
            name: torch.tensor(data, dtype=torch.float64).reshape(shape)
            for name, shape, data in json.loads(said)
        }

    def twin(self) -> LeNetExplorer:
        """The same explorer in Python: the drawing on the pad, the settings that are on screen."""
        said = self.values()
        down, right, turn, thicker = (int(said[label]) for label in MOVES)
        return LeNetExplorer(
            self.drawing(),
            network=next(name for name, label in NETWORKS.items() if label == said["Network"]),
            fit=said["Fit"] == "on",
            shift=(down, right),
            turn=turn,
            thicker=thicker,
        )

    def check(self) -> LeNetExplorer:
        """Insist that the logits are torch's for what is drawn and set; returns the twin."""
        twin = self.twin()
        torch.testing.assert_close(self.output(), twin.output, rtol=0, atol=1e-4)
        return twin

    def draw(self, strokes) -> None:
        """Draw strokes with the mouse: lists of (x, y), fractions of the pad."""
        self.pad.scroll_into_view_if_needed()
        box = self.pad.bounding_box()
        for stroke in strokes:
            for n, (x, y) in enumerate(stroke):
                place = box["x"] + x * box["width"], box["y"] + y * box["height"]
                self.page.mouse.move(*place)
                if n == 0:
                    self.page.mouse.down()
            self.page.mouse.up()

    def touch(self, stroke) -> None:
        """Draw one stroke with a finger, by the browser's own touch input."""
        self.pad.scroll_into_view_if_needed()
        box = self.pad.bounding_box()
        places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]
        touch(self.page, places)

    def click_unit(self, layer: str, map: int, i: int = 0, j: int = 0) -> dict:
        """Click the middle of a unit on its layer's canvas; returns what the page says of it."""
        if layer == "dense3":
            self.stage.get_by_role("radiogroup", name="output").get_by_role("radio").nth(
                map
            ).click()
        else:
            canvas = self.canvas(layer)
            place = self.place_of(layer, map, i, j)
            canvas.click(position=place)
        return self.unit()

    def place_of(self, layer: str, map: int, i: int, j: int) -> dict:
        """Where a unit is on its canvas, in CSS pixels from its corner."""
        size = self.canvas(layer).evaluate("c => [c.width, c.height, c.clientWidth]")
        side = {"conv1": 28, "pool1": 14, "conv2": 10, "pool2": 5}.get(layer, 1)
        gap = {"conv1": 4, "pool1": 2, "conv2": 2, "pool2": 1}.get(layer, 0)
        columns = (size[0] + gap) // (side + gap)
        row, column = divmod(map, columns)
        scale = size[2] / size[0]
        return {
            "x": (column * (side + gap) + j + 0.5) * scale,
            "y": (row * (side + gap) + i + 0.5) * scale,
        }

    def unit(self) -> dict:
        """What the page says of the unit that is looked at, at full precision."""
        said = self.element.evaluate(
            """stage => JSON.stringify(stage.unit, (key, value) =>
              ArrayBuffer.isView(value) ? Array.from(value) : value)"""
        )
        return json.loads(said)
