"""Every page, with its widgets drawn, is free of serious accessibility faults."""

import pytest


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_finding(look_at, axe, page_name, theme):
    page = look_at(page_name, theme=theme)
    findings = axe(page)
    assert not findings, "\n".join(findings)
