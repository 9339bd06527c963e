"""The book serves readers whose browser denies something, or shows colours of its own."""

import re

import pytest
from built import Watch, go, page_path

DENIED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {
    configurable: true, get() { throw new DOMException("denied", "SecurityError"); },
  });"""


@pytest.fixture
def context(book, chromium):
    """Return a function that opens a context with these options, closed at the end."""
    opened = []

    def opener(**options):
        opened.append(chromium.new_context(offline=True, **options))
        return opened[-1]

    yield opener
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def page_without_scripts(book, chromium):
    context = chromium.new_context(java_script_enabled=False, offline=True)
    yield context.new_page()
    context.close()


def test_without_javascript_a_sentence_stands_for_each_explorer(page_without_scripts, page_name):
    page = page_without_scripts
    name = "chapters/index" if page_name == "index" else page_name  # which leads there at once
    path = page_path(name)
    marks = path.read_text(encoding="utf-8").count("application/vnd.jupyter.widget-view+json")
    page.goto(path.as_uri())
    sentences = page.locator(".no-script")
    assert sentences.count() == marks
    assert all(sentence.is_visible() for sentence in sentences.all())


@pytest.mark.parametrize("name", ["6-1", "notation", "search"])
def test_with_storage_denied_all_else_works(context, name):
    opened = context(color_scheme="dark")
    opened.add_init_script(DENIED)
    watch = Watch(opened)
    page = opened.new_page()
    go(page, page_path(name).as_uri())
    theme = "document.documentElement.dataset.theme"
    page.wait_for_function(f"{theme} === 'dark'")
    switch = page.get_by_role("button", name="Color mode")
    switch.click()
    first = page.evaluate(theme)
    switch.click()
    assert {first, page.evaluate(theme)} >= {"light"}
    page.get_by_role("button", name=re.compile("Search")).first.click()
    assert page.get_by_role("searchbox").first.is_visible()
    watch.check()


def test_in_forced_colours_a_pressed_button_is_told_from_the_others(context):
    page = context(forced_colors="active").new_page()
    go(page, page_path("6-2-deeper").as_uri())
    buttons = page.locator(".widget-toggle-buttons").first.get_by_role("button")
    colour = "button => getComputedStyle(button).backgroundColor"
    pressed = {
        buttons.nth(i).get_attribute("aria-pressed"): buttons.nth(i).evaluate(colour)
        for i in range(buttons.count())
    }
    assert set(pressed) == {"true", "false"}
    assert pressed["true"] != pressed["false"]
