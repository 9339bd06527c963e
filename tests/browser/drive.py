"""Drives an explorer as a reader does, in the built page and in JupyterLab alike."""

import json
import re

import torch


class Drive:
    """One explorer on a page: its controls by their names, its grids, and what it computes."""

    def __init__(self, page, name: str, number: int = 0):
        self.page = page
        self.stage = page.locator(f'[data-explorer="{name}"]').nth(number)
        self.root = self.stage.locator("xpath=ancestor::*[contains(@class, 'convlab-explorer')]")
        self.stage.wait_for()
        self.stage.scroll_into_view_if_needed()

    def control(self, label: str):
        return self.root.get_by_label(label, exact=True)

    def set(self, label: str, value) -> None:
        """Type a number into a control, or choose an option by what the reader sees."""
        control = self.control(label)
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(str(value))
            control.press("Enter")

    def options(self, label: str) -> list[str]:
        """What a control offers."""
        return self.control(label).evaluate("c => [...c.options].map((option) => option.value)")

    def press(self, button: str) -> None:
        self.root.get_by_role("button", name=button, exact=True).click()

    def grid(self, name: str):
        return self.stage.get_by_role("grid", name=name, exact=True)

    def cell(self, name: str, i: int, j: int):
        return self.grid(name).get_by_role("row").nth(i).get_by_role("gridcell").nth(j)

    def edit(self, name: str, i: int, j: int, text: str) -> None:
        self.cell(name, i, j).click()
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def numbers(self, name: str) -> torch.Tensor:
        """The numbers that a grid shows, as its cells' text says them."""
        rows = self.grid(name).get_by_role("row").all()
        texts = [row.get_by_role("gridcell").all_inner_texts() for row in rows]
        return torch.tensor([[float(text) for text in row] for row in texts])

    def output(self) -> torch.Tensor:
        """The stage's output at full precision."""
        said = self.stage.evaluate("stage => stage.output")
        return torch.tensor(said["data"], dtype=torch.float32).reshape(said["shape"])

    def text(self, selector: str) -> str:
        return self.stage.locator(selector).inner_text()

    @property
    def status(self) -> str:
        return self.stage.get_by_role("status").inner_text()

    @property
    def refusal(self) -> str:
        return self.stage.get_by_role("alert").inner_text()


def ask_kernel(page, code: str):
    """Run code in the kernel of the notebook in JupyterLab; returns the JSON that it prints."""
    said = page.evaluate(
        """async (code) => {
          const { context } = jupyterapp.shell.currentWidget;
          const { kernel } = context.sessionContext.session;
          const future = kernel.requestExecute({ code });
          let said = "";
          future.onIOPub = ({ content }) => {
            said += content.text ?? (content.traceback ?? []).join("\\n");
          };
          await future.done;
          return said;
        }""",
        code,
    )
    try:
        return json.loads(said)
    except json.JSONDecodeError:
        plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
        raise AssertionError(f"the kernel said: {plain}") from None
