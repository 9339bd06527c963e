"""What holds for every explorer of every chapter: in the built page, and in JupyterLab."""

import math

import pytest
import torch
from built import ROOT
from drive import COME_NEAR, ask_kernel
from lab import SECTIONS

CHAPTERS = sorted(path.stem for path in (ROOT / "chapters").glob("6-*.ipynb"))
STAGES = "[...document.querySelectorAll('[data-explorer]')]"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_in_the_built_page_each_is_drawn_named_and_says_its_shapes(look_at, chapter):
    page = look_at(chapter)
    stages = page.evaluate(
        f"""() => {STAGES}.map((stage) => ({{
          name: stage.dataset.explorer,
          output: stage.output,
          status: stage.querySelector("[role=status]").textContent,
          unnamed: [...stage.closest(".convlab-explorer").querySelectorAll(
            "input, select, button, [role=grid], [role=img], [role=slider]",
          )].filter((part) => !(
            part.hidden || part.ariaLabel || part.labels?.[0]?.textContent
            || part.textContent.trim() || part.title || part.getAttribute("aria-labelledby")
          )).map((part) => part.outerHTML.slice(0, 120)),
        }}))"""
    )
    assert stages, "a chapter without an explorer"
    for stage in stages:
        assert math.prod(stage["output"]["shape"]) == len(stage["output"]["data"]) > 0, stage
        assert all(math.isfinite(value) for value in stage["output"]["data"]), stage["name"]
        assert stage["status"], stage["name"]
        assert not stage["unnamed"], stage


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_stage_opens_higher_than_its_content(look_at, chapter):
    page = look_at(chapter)
    for stage in page.locator("[data-explorer]").all():
        stage.evaluate(COME_NEAR)
        page.wait_for_timeout(200)
        room, height = stage.evaluate(
            """(stage) => {
              const { paddingTop, paddingBottom } = getComputedStyle(stage);
              const room = stage.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
              return [room, stage.firstElementChild.getBoundingClientRect().height];
            }"""
        )
        assert room == pytest.approx(height, abs=2), stage.get_attribute("data-explorer")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_an_explorers_style_leaves_the_page_alone(look_at, chapter):
    """A front end puts a widget's style into the whole page."""
    page = look_at(chapter)
    clipped = page.evaluate(
        """() => [...document.querySelectorAll("div.cell_input, div.cell_output")].filter(
          (part) => part.offsetParent && part.scrollHeight > part.clientHeight + 40,
        ).length"""
    )
    assert clipped == 0
    cut = page.evaluate(
        """() => [...document.querySelectorAll("div.cell")].filter(
          (cell) => getComputedStyle(cell).overflow === "hidden",
        ).length"""
    )
    assert cut == 0


@pytest.mark.parametrize("section", SECTIONS)
def test_in_jupyterlab_the_page_shows_what_torch_computes(lab, section):
    page = lab(section)
    shown = page.evaluate(f"() => {STAGES}.map((stage) => stage.output)")
    computed = ask_kernel(
        page,
        "import json\n"
        "found = [shown for shown in Out.values() if hasattr(shown, 'stage')]\n"
        "print(json.dumps([w.output.tolist() for w in found]))",
    )
    assert len(shown) == len(computed) > 0
    for here, there in zip(shown, computed, strict=True):
        expected = torch.tensor(there, dtype=torch.float64)
        assert tuple(here["shape"]) == tuple(expected.shape)
        found = torch.tensor(here["data"], dtype=torch.float64).reshape(expected.shape)
        torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-5)


def test_every_explorer_of_the_package_is_in_some_chapter():
    import convlab.explorers

    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "chapters").glob("*.ipynb"))
    for name in convlab.explorers.__all__:
        assert f"{name}(" in text
