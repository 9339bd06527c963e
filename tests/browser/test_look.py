"""The pages look like a book: its own type, short lines, figures on the paper, a way to print."""

import base64
import re

import pytest
from built import BOOK, go, page_path

SECTIONS = ["6-1", "6-3", "6-6"]
FACE = re.compile(r"@font-face\{(.*?)\}", re.S)
# Of every long paragraph: its characters divided by its lines.
LINES = """() => [...document.querySelectorAll(".bd-article section > p")].flatMap((paragraph) => {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  const bottoms = [...range.getClientRects()].map(({ bottom }) => Math.round(bottom / 12));
  const lines = new Set(bottoms).size;
  const plain = !paragraph.querySelector("mjx-container, code");
  return plain && lines > 3 ? [paragraph.textContent.length / lines] : [];
})"""


@pytest.mark.parametrize("page", ["6-3"])
def test_the_type_comes_with_the_book_and_is_light(look_at, book, page):
    faces = FACE.findall((book / "_static/fonts.css").read_text(encoding="utf-8"))
    files = [base64.b64decode(re.search(r"base64,([^)\"']+)", face)[1]) for face in faces]
    assert all(data.startswith(b"wOF2") for data in files)
    assert sum(map(len, files)) <= 170_000
    page = look_at(page)
    used = {
        "p": "Source Serif 4",
        "h1": "Source Serif 4",
        ".bd-sidebar-primary a": "Inter",
        ".convlab-stage": "Inter",
        ".cell_input pre": "IBM Plex Mono",
    }
    for part, family in used.items():
        style = page.locator(f"{part}").first.evaluate("part => getComputedStyle(part).fontFamily")
        assert style.split(",")[0].strip("\"'") == family, part
    loaded = "[...document.fonts].filter(({ status }) => status === 'loaded').map((f) => f.family)"
    families = {family.strip('"') for family in page.evaluate(loaded)}
    assert families - {"Font Awesome 6 Free"} == set(used.values())
    assert (book / "_static/fonts.LICENSES.txt").read_text("utf-8").count("SIL OPEN FONT") >= 3


@pytest.mark.parametrize("page", SECTIONS)
@pytest.mark.parametrize("width", [1280, 1920])
def test_lines_have_60_to_75_letters(look_at, page, width):
    lengths = sorted(look_at(page, width=width).evaluate(LINES))
    assert len(lengths) >= 3
    assert 58 <= lengths[len(lengths) // 2] <= 75
    assert lengths[-1] <= 78


@pytest.mark.parametrize("width", [390, 1280])
def test_the_way_on_is_at_the_top_of_a_page(open_page, width):
    page = open_page("6-3", width=width)
    ways = page.get_by_role("navigation", name="Previous and next page").get_by_role("link").all()
    foot = page.locator(".prev-next-area a").all()
    addresses = [[way.get_attribute("href") for way in place] for place in (ways, foot)]
    assert addresses[0] == addresses[1]
    assert len(ways) == 2
    assert [way.inner_text().split()[0] for way in ways] == ["6.2", "6.4"]
    assert not any("deeper" in address for address in addresses[0])  # the short way through
    for way in ways:
        assert way.bounding_box()["y"] < 60
    ways[1].click()
    page.wait_for_url(f"**/{addresses[0][1]}")


@pytest.mark.parametrize("page", ["6-3"])
def test_each_part_says_its_minutes_and_the_contents_do_not(look_at, page):
    page = look_at(page)
    parts = page.locator(".bd-article section > section > h2").all()
    assert len(parts) > 4
    minutes = [int(re.search(r"(\d+) min\b", part.text_content())[1]) for part in parts]
    title = page.locator(".bd-article h1").text_content()
    reading, exercises = map(int, re.search(r"(\d+) min, exercises (\d+) min\b", title).groups())
    assert exercises == minutes.pop()  # the last part
    assert max(minutes) < reading <= sum(minutes) + 10  # so does what precedes the first part
    assert not re.search(r"\d min\b", page.locator("#pst-page-toc-nav").text_content())


def test_each_voice_has_a_tone_of_its_own(open_page):
    page = open_page("6-3")
    for one in page.locator("details").all():
        one.evaluate("one => (one.open = true)")
    titles = page.locator(".voice > summary, .voice .voice-title, .voice-title.voice")
    tones = {
        title.text_content().strip(): title.evaluate("title => getComputedStyle(title).color")
        for title in titles.all()
    }
    names = ["Predict, try, explain", "What you should have seen", "From the notes", "Solution"]
    assert len({tones[name] for name in names}) == 4
    paper = "box => getComputedStyle(box).backgroundImage"
    assert "gradient" in page.locator(".voice-notes").first.evaluate(paper)
    assert page.locator(".voice-solution").first.evaluate(paper) == "none"


@pytest.mark.parametrize("page", ["6-2"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_figure_lies_on_the_paper(look_at, page, theme):
    page = look_at(page, theme=theme)
    figures = page.locator("figure")
    assert figures.count()
    for figure in figures.all():
        shown = [image for image in figure.locator("img").all() if image.is_visible()]
        assert len(shown) == 1
        image = shown[0]
        image.scroll_into_view_if_needed()
        assert image.get_attribute("alt")
        width, height = (int(image.get_attribute(name)) for name in ("width", "height"))
        natural = "image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])"
        assert image.evaluate(natural) == [width, height]
        card = image.evaluate("image => getComputedStyle(image).backgroundColor")
        assert card == "rgba(0, 0, 0, 0)"
        assert figure.locator("figcaption").is_visible()
    caption = figures.first.locator("figcaption").text_content().strip()
    assert re.match(r"Fig\. 6\.2\.1\b", caption)


def test_dark_and_light_pages_have_paper_of_their_own(open_page):
    colour = "getComputedStyle(document.body).backgroundColor"
    themes = ("light", "dark")
    papers = {theme: open_page("notation", theme=theme).evaluate(colour) for theme in themes}
    assert papers == {"light": "rgb(251, 250, 246)", "dark": "rgb(21, 23, 27)"}


def test_the_first_page_has_the_cover_and_every_page_the_mark(open_page):
    page = open_page("index")
    assert page.locator("img.cover").evaluate("image => image.naturalWidth") > 0
    page = open_page("6-4")
    assert page.locator("img.cover").count() == 0
    mark = page.locator("a.navbar-brand img")
    assert mark.evaluate("image => image.complete && image.naturalWidth > 0")


def test_on_paper_exercises_are_blanks_and_answers_come_last(open_page):
    page = open_page("6-3")
    page.emulate_media(media="print")
    exercise = page.locator(".convlab-exercise").first
    assert exercise.is_visible()
    assert not exercise.get_by_role("button").first.is_visible()
    assert not page.locator(".convlab-controls").first.is_visible()
    order = "() => [...document.querySelectorAll('.voice-solution')].map((one) => one.innerHTML)"
    before, last = page.evaluate(order), page.locator(".bd-article > section").last
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.get_by_role("heading", name="Answers").is_visible()
    answers = page.locator(".answers-on-paper details")
    everywhere = page.locator(".bd-article details:is(.voice-solution, .voice-seen)")
    assert answers.count() == everywhere.count() > 0
    assert all(answer.get_attribute("open") is not None for answer in answers.all())
    assert last.locator("h3", has_text="Exercise 1").count() == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".answers-on-paper details").count() == 0
    assert page.evaluate(order) == before
    assert page.locator("details.voice[open]").count() == 0


def search(page, words):
    page.get_by_role("searchbox").last.fill(words)
    return page.locator("#search-results li")


def test_search_from_disk_shows_sections_with_the_words_around(open_page):
    results = search(page := open_page("search"), "strides")
    first = results.first
    assert first.locator("mark").count() >= 2
    assert first.locator("mark").first.inner_text().lower() == "stride"
    assert len(first.locator("p").inner_text()) > 60
    assert int(page.locator("#search-status").inner_text().split()[0]) == results.count() > 5
    link = first.get_by_role("link")
    title, (path, name) = link.inner_text(), link.get_attribute("href").split("#")
    link.click()
    page.wait_for_url(f"**/{path}#{name}")
    heading = page.locator(f"[id='{name}']").locator("h1, h2, h3").first
    assert heading.inner_text().startswith(title)
    assert (BOOK / path).exists()


@pytest.mark.parametrize(("words", "same"), [("1×1", "1x1"), ("STRIDE", "stride"), ("−1", "-1")])
def test_search_takes_signs_and_letters_that_mean_the_same(open_page, words, same):
    page = open_page("search")
    found = [search(page, asked).all_inner_texts() for asked in (words, same)]
    assert found[0] == found[1] != []


def test_search_finds_a_chinese_name(open_page):
    page = open_page("search", query="?q=特征图")
    assert page.locator("#search-results li").count()
    assert page.locator("#search-results mark").first.inner_text() == "特征图"


def test_search_says_when_there_is_nothing(open_page):
    page = open_page("search", query="?q=zebra")
    assert page.locator("#search-results li").count() == 0
    assert "Nothing found" in page.get_by_role("status").inner_text()


@pytest.mark.parametrize("page", ["6-3"])
def test_an_explorer_is_wider_than_the_text_on_a_wide_screen(look_at, page):
    page = look_at(page, width=1920)
    explorer = page.locator(".convlab-explorer").first.bounding_box()["width"]
    text = page.locator(".bd-article section > p").first.bounding_box()["width"]
    assert 1100 <= explorer <= 1240
    assert text < 800


def test_without_scripts_a_page_has_its_colours(chromium, book):
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    go(page, page_path("notation").as_uri())
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == (
        "rgb(251, 250, 246)"
    )
    context.close()
