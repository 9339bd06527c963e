"""The notebooks, live: in a real JupyterLab the explorers are drawn, and reach Python."""


def test_explorers_are_drawn_in_jupyterlab(lab):
    page = lab("6-2")
    assert page.locator("[data-explorer]").count() >= 1
    assert page.locator("[data-explorer]").first.is_visible()
