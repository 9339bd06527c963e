"""Contents, addresses and the way back lead to the right place the first time.

And a browser fills in the fields of a page that one comes back to: fields and stages agree.
"""

import re

import pytest
from built import drawn, page_path, pages
from drive import SETTLED
from links import Page
from playwright.sync_api import expect

ENTRIES = "#pst-page-toc-nav a[href^='#']"
WITH_CONTENTS = [name for name in pages() if name.startswith("chapters/")]  # all but the search
NARROW, WIDE, ZOOMED = 390, 1280, 640  # the last: 1280 pixels at 200 %

# How far the section is from where a browser puts the target of a link, in pixels. A short last
# section cannot reach the top: then the page is at its end.
MISS = """(hash) => {
  const root = document.documentElement;
  const section = document.getElementById(decodeURIComponent(hash.slice(1)));
  const heading = section.querySelector("h1, h2, h3, h4").getBoundingClientRect();
  const header = document.querySelector(".bd-header-article").getBoundingClientRect();
  if (heading.top < header.bottom - 1) return heading.top - header.bottom;
  if (scrollY + innerHeight >= root.scrollHeight - 1 && heading.bottom < innerHeight) return 0;
  return section.getBoundingClientRect().top - parseFloat(getComputedStyle(root).scrollPaddingTop);
}"""
CLICK_EACH = f"""async () => {{
  const miss = {MISS};
  const frame = () => new Promise(requestAnimationFrame);
  const missed = {{}};
  for (const link of [...document.querySelectorAll("{ENTRIES}")].reverse()) {{
    link.click();
    for (let n = 0; n < 4; n++) await frame();
    missed[link.hash] = miss(link.hash);
  }}
  return missed;
}}"""
CLICK = "hash => document.querySelector(`#pst-page-toc-nav a[href='${hash}']`).click()"
FIELDS = "main :is(input:not([type=file]), select, textarea)"
VALUES = f"() => [...document.querySelectorAll('{FIELDS}')].map(({{ value }}) => value)"
OUTPUTS = """() => JSON.stringify(
  [...document.querySelectorAll('[data-explorer]')].map(({ output }) => output),
)"""
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


def hashes(name) -> list[str]:
    """Return where the contents of a built page lead."""
    html = page_path(name).read_text(encoding="utf-8")
    contents = re.search(r'id="pst-page-toc-nav".*?</nav>', html, flags=re.S)[0]
    return [link for link in Page(contents).links if link.startswith("#")]


def settled(page, hash):
    """Return by how much the place is missed when nothing moves any more."""
    still = "() => !('whole' in document.documentElement.dataset) && window.bootstrap"
    page.wait_for_function(still)  # the theme's scripts come last
    page.wait_for_timeout(100)
    return abs(page.evaluate(MISS, hash))


def every_entry_leads_to_its_heading(page, places) -> None:
    missed = page.evaluate(CLICK_EACH)
    assert set(missed) == set(places)
    assert {place: miss for place, miss in missed.items() if abs(miss) > 2} == {}


@pytest.mark.parametrize("name", WITH_CONTENTS)
def test_on_a_phone_an_address_and_every_entry_of_the_contents_lead_to_their_headings(
    open_page, name
):
    """And when all of it has been laid out, nothing is wider than the phone."""
    places = hashes(name)
    page = open_page(name, query=places[-2], width=NARROW, height=800)
    assert settled(page, places[-2]) <= 2, f"{places[-2]} as an address"
    every_entry_leads_to_its_heading(page, places)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", WITH_CONTENTS)
def test_at_200_percent_an_address_leads_to_its_heading(open_page, name):
    """The contents are those of a phone."""
    place = hashes(name)[-2]
    page = open_page(name, query=place, width=ZOOMED, height=800)
    assert settled(page, place) <= 2


def leave_and_come_back(page):
    page.goto(page_path("search").as_uri())  # a light page
    page.go_back()
    drawn(page)


@pytest.mark.parametrize("name", WITH_CONTENTS)
def test_who_comes_back_finds_place_fields_and_stages_as_at_first(open_page, name):
    """From an entry of the contents, from another page, and by loading the page again."""
    places = hashes(name)
    middle = places[len(places) // 2]
    page = open_page(name, query=middle, height=800)
    assert settled(page, middle) <= 2, f"{middle} as an address"
    fresh, outputs = page.evaluate(VALUES), page.evaluate(OUTPUTS)
    every_entry_leads_to_its_heading(page, places)
    first, second = places[-3:-1] if len(places) > 2 else places  # the last may be short
    for place in (first, second):
        page.evaluate(CLICK, place)
    page.go_back()
    assert settled(page, first) <= 2, f"back to {first} from {second}"
    leave_and_come_back(page)
    assert settled(page, first) <= 2, f"back to {first} from another page"
    for come_back in (lambda: leave_and_come_back(page), page.reload):
        page.evaluate(CHANGE_ALL)
        page.evaluate(SETTLED)
        assert page.evaluate(VALUES) != fresh or not fresh
        # A form's own holds for its fields.
        forgotten = "[autocomplete='off'], form[autocomplete='off'] *"
        expect(page.locator(f"{FIELDS}:not({forgotten})")).to_have_count(0)
        come_back()
        drawn(page)
        assert page.evaluate(VALUES) == fresh
        assert page.evaluate(OUTPUTS) == outputs


def test_a_wheel_in_hand_is_not_taken_away(open_page):
    """Who scrolls while explorers are still being drawn stays where they go."""
    page = open_page("notation")
    page.goto(page_path("6-3").as_uri() + "#exercises", wait_until="commit")
    page.wait_for_selector("#exercises", state="attached")
    page.mouse.move(600, 400)
    page.mouse.wheel(0, -3000)
    drawn(page)
    page.wait_for_timeout(300)
    assert abs(page.evaluate(MISS, "#exercises")) > 500


def test_on_a_phone_the_chosen_entry_is_seen(open_page):
    page = open_page("6-2", width=NARROW, height=800)
    page.get_by_role("button", name="Toggle secondary sidebar").click()
    page.get_by_role("dialog").get_by_role("link", name="Finding edges").click()
    assert page.get_by_role("dialog").count() == 0
    assert settled(page, "#finding-edges") <= 2
