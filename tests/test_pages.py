"""What becomes of Markdown and figures on the way to a page: boxes, numbers, pictures."""

import io

import mark
import numpy as np
import pytest
import torch
import yaml
from built import ROOT
from docutils import nodes
from docutils.core import publish_doctree
from matplotlib.figure import Figure
from minutes import QUESTION, TASK, Load, loads, reading_and_exercises, whole
from myst_parser.docutils_ import Parser
from numbering import by_section, mark_numbers
from pictures import on_paper, outlines
from PIL import Image
from search_index import sections
from theme import AFTER_TAG, below_the_book
from voices import dress

from convlab.figures import show_image, show_loss, show_signed

VOICES = {f"voice-{name}" for name in ("predict", "seen", "notes", "check")}
WORDS = {"predict": ["Predict"], "seen": ["What you"], "notes": ["From"], "check": ["Check"]}


def read(markdown):
    settings = {"myst_enable_extensions": ["dollarmath"], "report_level": 5}
    return publish_doctree(markdown, parser=Parser(), settings_overrides=settings)


def dressed(markdown):
    doctree = read(markdown)
    dress(doctree, WORDS)
    return doctree


def boxes(doctree):
    """Each box's voice and words, in order."""
    return [
        (next(name for name in node["classes"] if name in VOICES), node.astext())
        for node in doctree.findall(nodes.Element)
        if "voice" in node["classes"]
    ]


def test_a_quotation_with_a_bold_key_word_is_a_box_with_a_title():
    doctree = dressed("> **From the notes**\n>\n> padding 的值等于一意味着上下两边都加一\n")
    [(voice, text)] = boxes(doctree)
    assert voice == "voice-notes"
    title, chinese = next(doctree.findall(nodes.block_quote)).children
    assert title["classes"] == ["voice-title"]
    assert title.astext() == "From the notes"
    assert chinese["classes"] == ["zh"]
    assert text.startswith("From the notes")


def test_a_key_word_and_words_in_one_paragraph_are_title_and_text():
    doctree = dressed("> **From the notes.** Padding counts one side.\n")
    title, text = next(doctree.findall(nodes.block_quote)).children
    assert (title.astext(), text.astext()) == ("From the notes", "Padding counts one side.")


def test_a_key_word_alone_speaks_for_the_list_below_it():
    doctree = dressed("**Predict, try, explain**\n\n1. One\n2. Two\n\nAfter.\n")
    [(voice, text)] = boxes(doctree)
    assert voice == "voice-predict"
    assert text.split() == ["Predict,", "try,", "explain", "One", "Two"]


def test_a_key_word_without_a_list_is_a_title():
    assert boxes(dressed("**Check yourself**\n\nText.\n")) == [("voice-check", "Check yourself")]


def test_details_get_the_voice_of_their_summary_and_keep_their_markdown():
    doctree = dressed("<details>\n<summary>What you saw</summary>\n\nA **word**.\n\n</details>\n")
    opening = next(doctree.findall(nodes.raw)).astext()
    assert '<details class="voice voice-seen">' in opening
    assert "<summary>What you saw</summary>" in opening
    assert next(doctree.findall(nodes.strong)).astext() == "word"


@pytest.mark.parametrize(
    "markdown", ["> Words.\n", "**Important** words.\n", "**Predict** this.\n"]
)
def test_other_quotations_and_bold_words_are_left_alone(markdown):
    assert boxes(dressed(markdown)) == []


def test_figures_are_counted_by_section_and_its_deeper_page_counts_on():
    numbers = {
        "chapters/index": {"figure": {"a": (1,)}},
        "chapters/6-2-images": {"figure": {"b": (2,), "c": (3,)}, "table": {"t": (1,)}},
        "chapters/6-2-deeper": {"figure": {"d": (4,)}},
        "chapters/6-3-padding": {"figure": {"e": (5,)}},
    }
    assert by_section(numbers) == {
        "chapters/index": {"figure": {"a": (1,)}},
        "chapters/6-2-images": {
            "figure": {"b": (6, 2, 1), "c": (6, 2, 2)},
            "table": {"t": (6, 2, 1)},
        },
        "chapters/6-2-deeper": {"figure": {"d": (6, 2, 3)}},
        "chapters/6-3-padding": {"figure": {"e": (6, 3, 1)}},
    }


def test_a_titles_number_is_marked_and_other_numbers_are_not():
    marked = mark_numbers("<h1>6.2 Images<a>#</a></h1><p>6.2 is good.</p>")
    assert marked.count("section-number") == 1
    assert '<h1><span class="section-number">6.2</span> Images' in marked


def test_search_reads_prose_by_section_without_code_and_tex():
    doctree = read(
        "# One\n\nA 1×1 kernel, $2 \\times 3$ and $\\frac{1}{2}$.\n\n```python\nhidden = 1\n```\n\n"
        "## Two\n\n| a | b |\n|---|---|\n| x | y |\n"
    )
    # docutils takes a page's only title for the document's
    page = nodes.section("", *doctree.children, ids=["one"])
    doctree.children = [page]
    assert sections(doctree) == [
        ("one", "One", "A 1×1 kernel, 2 × 3 and ."),
        ("two", "Two", "a b x y"),
    ]


def test_mark_and_cover_are_what_the_package_computes():
    browser = ROOT / "_ext" / "browser"
    assert (browser / "favicon.svg").read_text(encoding="utf-8") == mark.mark()
    with Image.open(browser / "cover.png") as cover:
        assert cover.convert("RGBA").tobytes() == mark.cover().convert("RGBA").tobytes()


def drawn(figure):
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=100, bbox_inches="tight")
    return Image.open(file)


def test_a_figure_keeps_its_panels_and_bar_and_loses_its_card():
    figure = Figure(figsize=(6, 2.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    show_image(left, torch.eye(4), "an image", values=True)
    show_signed(right, torch.tensor([[-1.0, 0.0], [0.5, 1.0]]))
    picture = drawn(figure)
    before = np.array(picture.convert("RGB"))
    for dark in (False, True):
        after = np.array(on_paper(picture, dark))
        assert not after[0, 0, 3]  # the corner is transparent
        same = (after[..., :3] == before).all(-1) & (after[..., 3] == 255)
        panels = outlines((np.abs(before.astype(int) - 128) <= 8).all(-1))
        assert len(panels) == 2
        for top, start, bottom, end in panels:
            assert same[top:bottom, start:end].all()
        blue, orange = (29, 91, 161), (196, 84, 12)  # the ends of the bar
        for colour in (blue, orange):
            place = np.argwhere((before == colour).all(-1))[-1]
            assert same[tuple(place)]


@pytest.mark.parametrize("dark", [False, True])
def test_a_plots_lines_and_letters_are_seen_on_the_paper(dark):
    figure = Figure(figsize=(5, 3), layout="constrained")
    show_loss(figure.subplots(), {"a run": torch.logspace(0, -3, 20), "another": torch.ones(20)})
    picture = drawn(figure)
    after = np.array(on_paper(picture, dark)) / 255
    paper = np.array([21, 23, 27] if dark else [251, 250, 246]) / 255
    shown = after[..., :3] * after[..., 3:] + paper * (1 - after[..., 3:])
    black = np.array(picture.convert("L")) < 10
    assert black.sum() > 500
    assert np.abs(shown[black] - paper).mean() > 0.6
    colours = np.array(picture.convert("RGB")).astype(int)
    line = (np.abs(colours - (0, 114, 178)) < 5).all(-1)  # the first line's blue
    assert (np.abs(shown[line] - paper).max(-1) > 0.4).all()
    assert (shown[line][:, 2] > shown[line][:, 0]).all()  # still blue


def notebook(*cells):
    """Make a notebook of Markdown, and of (code, tags) or (code, tags, caption)."""
    made = []
    for cell in cells:
        text, tags, caption = (*((cell, (), "") if isinstance(cell, str) else cell), "")[:3]
        metadata = {"tags": list(tags), "mystnb": {"figure": {"caption": caption}}}
        kind = "markdown" if isinstance(cell, str) else "code"
        made.append({"cell_type": kind, "source": [text], "metadata": metadata})
    return {"cells": made}


def test_a_parts_minutes_come_from_its_words_code_tasks_and_questions():
    found = loads(
        notebook(
            "# 6.9 Title\n\nOne two 填充.",
            "## First\n\n**Predict, try, explain**\n\n1. Set it.\n2. And [here](a-b.html).\n\n"
            "A break.\n\n1. No task.",
            ("a = 1\n\nb = 2\n", []),
            ("hidden = 1\n", ["hide-input"], "Two words."),
            ('Exercise("6-9/x")', ["remove-input"]),
            "<details>\n<summary>Solution</summary>\n\nWhere $a + b$ is\n\n$$\na + b\n$$\n\n"
            "</details>\n\n## Second\n\n```python\nnot = read\n```\n\n"
            "| a | b |\n|---|---|\n| 1 | 2 |",
        ),
        ["Predict"],
    )
    assert found == [
        Load(words=4),
        Load(words=18, lines=2, formulas=1, tasks=2, questions=1, title="First"),
        Load(words=5, title="Second"),
    ]
    assert Load(words=260).minutes() == 2
    assert found[1].minutes() > found[1].words / 130 + 2 * TASK + QUESTION


def test_a_key_word_in_another_language_begins_tasks():
    [load] = loads(notebook("**先猜**\n\n1. Set it.\n"), ["先猜"])
    assert load.tasks == 1


@pytest.mark.parametrize(
    ("last", "minutes", "text"),
    [
        ("Exercises", (4, 2), "4 min, exercises 2 min"),
        ("More exercises", (4, 2), "4 min, exercises 2 min"),
        ("What exercises teach", (6, 0), "6 min"),
    ],
)
def test_a_pages_title_counts_its_exercises_apart(last, minutes, text):
    texts = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["sphinx"]["config"]["minutes"]
    parts = [Load(words=260, title=title) for title in ("", "One part", last)]
    assert reading_and_exercises(parts, texts["exercises"]) == minutes
    assert whole(texts, parts) == text


def test_a_pages_title_counts_in_another_language():
    texts = {"part": "{} 分钟", "both": "{} 分钟，练习 {} 分钟", "exercises": ["练习"]}
    parts = [Load(words=260), Load(words=390, title="练习")]
    assert whole(texts, parts) == "2 分钟，练习 3 分钟"


def test_the_theme_is_a_layer_without_rules_about_what_follows_any_element_of_a_tag():
    kept = "/* a, b */.box + *{a: b} p ~ p{a: b} label:checked ~ *{a: b} p, q{a: b} "
    gone = "legend+*{clear: left} div.cell details[open]>summary ~ *{animation: x}"
    cases = {kept + gone: kept.rstrip(), f"@media print{{{gone}}}": "@media print{}"}
    for style, left in cases.items():
        assert below_the_book(style) == f"@layer theme {{\n{left}\n}}\n"


def test_no_style_sheet_of_the_book_has_such_a_rule(book):
    sheets = list(book.rglob("*.css"))
    assert len(sheets) > 5
    assert not [sheet.name for sheet in sheets if AFTER_TAG.search(sheet.read_text("utf-8"))]
