"""Every page, with its widgets drawn, is free of serious accessibility faults, light and dark."""

import pytest

STILL = "*, ::before, ::after { transition: none !important; }"


def turn(page, theme):
    """Change a page's theme as its button does."""
    page.emulate_media(color_scheme=theme)
    page.evaluate("theme => (document.documentElement.dataset.theme = theme)", theme)


@pytest.fixture
def look_in(look_at):
    """Look at a page in a theme; the next to look finds it light."""
    changed = []

    def look(name, theme):
        page = look_at(name)
        changed.append((page, page.add_style_tag(content=STILL)))
        turn(page, theme)
        return page

    yield look
    for page, style in changed:
        turn(page, "light")
        style.evaluate("style => style.remove()")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_finding(look_in, axe, page_name, theme):
    findings = axe(look_in(page_name, theme))
    assert not findings, "\n".join(findings)
