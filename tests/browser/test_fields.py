"""A browser fills in the fields of a page that one comes back to: fields and stages agree."""

import pytest
from built import drawn, go, page_path
from conftest import ROOT

CHAPTERS = ["index", *sorted(path.stem for path in (ROOT / "chapters").glob("6-*.ipynb"))]
FIELDS = "main :is(input:not([type=file]), select, textarea)"
VALUES = f"() => [...document.querySelectorAll('{FIELDS}')].map(({{ value }}) => value)"
OUTPUTS = "() => [...document.querySelectorAll('[data-explorer]')].map(({ output }) => output)"
CHANGE_ALL = f"""() => {{
  for (const field of document.querySelectorAll("{FIELDS}")) {{
    field.focus({{ preventScroll: true }});
    if (field.type === "number") field.value = Math.min(Number(field.value) + 1, field.max || 9);
    else if (field.localName === "select") field.selectedIndex = field.options.length - 1;
    else field.value = "7";
    for (const type of ["input", "change"])
      field.dispatchEvent(new Event(type, {{ bubbles: true }}));
  }}
}}"""


@pytest.mark.parametrize("name", CHAPTERS)
def test_who_comes_back_finds_fields_and_stages_as_at_first(open_page, name):
    page = open_page(name)
    fresh, outputs = page.evaluate(VALUES), page.evaluate(OUTPUTS)
    page.evaluate(CHANGE_ALL)
    page.wait_for_timeout(100)
    assert page.evaluate(VALUES) != fresh
    assert page.locator(f"{FIELDS}:not([autocomplete='off'])").count() == 0
    go(page, page_path("search").as_uri())
    for come_back in (page.go_back, page.reload):
        come_back()
        drawn(page)
        assert page.evaluate(VALUES) == fresh
        assert page.evaluate(OUTPUTS) == outputs
        page.evaluate(CHANGE_ALL)
