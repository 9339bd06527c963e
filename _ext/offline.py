"""Lets the built book live without a network, also when it is opened as a file.

Pages load from `_static/` alone, and nothing that they do not use. The widgets' script is bundled
(tools/bundle.mjs), what they keep is lightened (widget_state.py), formulas are typeset here and not
in the reader's browser (tools/typeset.mjs). Of the theme's styles go all icons but the few that are
shown (icons.py); what is left counts less than the book's own (theme.py).
"""

import os
import re
import subprocess
from pathlib import Path

import anywidget
from icons import keep_used_icons
from theme import fit_theme
from widget_state import WIDGET_STATE, explorers_first

ASSETS = Path("_build/assets")
BROWSER = Path("_ext/browser")
ADDED = (BROWSER / "page.js", BROWSER / "search.js", BROWSER / "cover.png")
# Of the static files: source maps, templates, and what icons.py and book.css replace.
UNUSED = ("**/*.map", "*-macros.html", "scripts/fontawesome.*", "vendor/**/*.*", "mystnb.*.css")
# Code that is folded away, as myst-nb writes it: an admonition with two titles.
FOLDED = re.compile(
    r'<details class="admonition hide [\w-]*">\s*<summary[^>]*>\s*'
    r'<p class="collapsed[^>]*>(.*?)</p>.*?</summary>',
    re.S,
)

INDEX = """\
<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="refresh" content="0; url={start}">
    <link rel="icon" href="_static/favicon.svg">
    <title>{title}</title>
  </head>
  <body>
    <main><h1>{title}</h1><p><a href="{start}">Open the book</a></p></main>
  </body>
</html>
"""


def _node(app, script: str, *arguments) -> None:
    command = [os.environ.get("NODE", "node"), script, *map(str, arguments)]
    subprocess.run(command, check=True, cwd=app.srcdir)


def _add_assets(app) -> None:
    if app.builder.format != "html":
        return
    module = Path(anywidget.__file__).parent / "nbextension" / "index.js"
    _node(app, "tools/bundle.mjs", module, ASSETS)
    # Added here, and not by a `_static` folder: with such a folder Jupyter Book would name every
    # script of every extension on every page.
    app.config.html_static_path += [str(Path(app.srcdir) / path) for path in (ASSETS, *ADDED)]
    app.add_css_file("fonts.css", priority=100)
    app.add_css_file("book.css", priority=900)
    app.add_js_file("page.js", priority=900, defer="defer")


def _fold_plainly(app, pagename, templatename, context, doctree) -> None:
    """Let folded code be an element that the browser opens, with one title."""
    if "body" in context:
        folded = r'<details class="hide"><summary>\1</summary>'
        context["body"] = FOLDED.sub(folded, context["body"])


def _choose_files(app, pagename, templatename, context, doctree) -> None:
    """Load what this page needs: the widgets' script if it has some; MathJax never."""
    scripts = context["script_files"]
    states = [s for s in scripts if s.attributes.get("type") == WIDGET_STATE]
    if states:
        app.add_js_file("widgets.js", priority=400, defer="defer")
        app.add_css_file("widgets.css", priority=850)
    for state in states:
        # Megabytes, in the head of the page: at its end they do not delay the first paint.
        context["body"] += f'<script type="{WIDGET_STATE}">{state.attributes["body"]}</script>'
    mathjax = [s for s in scripts if "mathjax" in f"{s.filename}{s.attributes}".lower()]
    if mathjax:
        app.add_css_file("math.css", priority=850)
    styles = context["css_files"]  # book.css says of notebooks' cells what myst-nb would
    styles[:] = [style for style in styles if "mystnb" not in str(style.filename)]
    once = {(str(s.filename), str(s.attributes)): s for s in scripts}
    scripts[:] = [s for s in once.values() if s not in mathjax and s not in states]


def _finish(app, exception) -> None:
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    start = app.builder.get_target_uri(app.config.root_doc)
    if start != "index.html":
        title = app.config.html_title
        (out / "index.html").write_text(INDEX.format(start=start, title=title), encoding="utf-8")
    _node(app, "tools/typeset.mjs", out)
    for page in out.rglob("*.html"):
        page.write_text(explorers_first(page.read_text(encoding="utf-8")), encoding="utf-8")
    keep_used_icons(out)
    fit_theme(out)
    for pattern in UNUSED:
        for path in (out / "_static").glob(pattern):
            path.unlink()


def setup(app):
    """Connect to Sphinx."""
    # Jupyter Book sets this for the extension `sphinx_comments`, which the book does without.
    app.add_config_value("comments_config", {}, "")
    app.connect("builder-inited", _add_assets)
    app.connect("html-page-context", _fold_plainly)
    app.connect("html-page-context", _choose_files, priority=900)
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
