"""The built book needs nothing but its own files, opened from disk or served."""

import re
from urllib.parse import urlsplit

from built import BOOK


def test_page_opens_from_disk_and_asks_no_host(look_at, page_name):
    page = look_at(page_name)
    assert page.title()
    assert page.locator("h1").count() >= 1


def test_served_page_asks_its_own_server_only(served, server, page_name):
    watch = served(page_name)
    assert {urlsplit(url).netloc for url in watch.requests} == {urlsplit(server).netloc}
    assert not watch.errors


def test_no_page_names_a_host_to_load_from(book, page_name):
    html = (book / f"{page_name}.html").read_text(encoding="utf-8")
    loads = r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(?:https?:)?//[^"]*'
    assert not re.findall(loads, html)


def test_search_finds_a_chapter_from_disk(open_page):
    page = open_page("search", query="?q=kernel")
    page.wait_for_selector("#search-results li a")
    first = page.locator("#search-results li a").first.get_attribute("href")
    assert (BOOK / urlsplit(first).path).exists()


def test_index_leads_to_the_first_page(open_page):
    page = open_page("index")
    assert page.url.endswith("/chapters/index.html")


def test_a_dark_page_stays_dark_after_reload(open_page):
    page = open_page("chapters/index", theme="dark")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, re.findall(r"\d+", background)[:3])) < 60


def test_a_dark_page_prints_light_and_stays_dark(open_page):
    page = open_page("chapters/index", theme="dark")
    theme = "document.documentElement.dataset.theme"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(theme) == "light"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(theme) == "dark"
