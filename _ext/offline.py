"""Lets the built book live without a network, also when it is opened as a file.

Pages load from `_static/` alone, and nothing that they do not use. The widgets' script is bundled
(tools/bundle.mjs), formulas are typeset here and not in the reader's browser (tools/typeset.mjs),
and the theme's icons are cut down to the few that are shown (icons.py).
"""

import json
import os
import re
import subprocess
from collections import Counter
from pathlib import Path

import anywidget
from freshness import with_present_exercises
from icons import keep_used_icons

ASSETS = Path("_build/assets")
ADDED = (Path("_ext/browser/book.css"), Path("_ext/browser/page.js"))
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
STATE = re.compile(rf'(<script type="{re.escape(WIDGET_STATE)}"[^>]*>)(.*?)</script>', re.DOTALL)
# A page that was left from the last build has the sentence already.
VIEW = re.compile(r'(?<!</noscript>\n)<script type="application/vnd\.jupyter\.widget-view\+json">')
NO_SCRIPT = """\
<noscript>
<p class="no-script">Here you can try things out, if you switch on JavaScript.</p>
</noscript>
"""
LINKS = ("LinkModel", "DirectionalLinkModel")
SHARED, LONG = "same as shared", 200  # characters from which on a value is worth writing once
CARDS = re.compile(
    r"<(?:link|script)[^>]*/(?:sphinx-design\.min\.css|design-tabs\.js)[^>]*>(?:</script>)?"
)
# Scripts that add to the page, or measure all of it.
EXTRAS = "bootstrap|pydata-sphinx-theme|sphinx-book-theme|doctools|sphinx_highlight"
EXTRAS += "|clipboard.min|copybutton|togglebutton"
LATER = re.compile(rf'<script (?:defer )?(src="[^"]*/(?:{EXTRAS})\.js)')
# Of the theme's static files: source maps, templates, and what icons.py replaces.
UNUSED = ("**/*.map", "*-macros.html", "scripts/fontawesome.*", "vendor/**/*.*")

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
    app.add_css_file("book.css", priority=900)
    app.add_js_file("page.js", priority=900, defer="defer")


def _name_summaries(app, pagename, templatename, context, doctree) -> None:
    """Let the text that a reader sees on a folded cell be its name."""
    if "body" in context:
        label = ' aria-label="Toggle hidden content"'
        context["body"] = context["body"].replace(f"<summary{label}>", "<summary>")


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
    once = {(str(s.filename), str(s.attributes)): s for s in scripts}
    scripts[:] = [s for s in once.values() if s not in mathjax and s not in states]


def _shown(saved: dict, html: str) -> dict:
    """Leave out the models of a page's state that nothing on the page shows, nor links to."""
    models = saved["state"]
    views = re.findall(r'"model_id": ?"(\w+)"', html)
    kept, waiting = set(), [view for view in views if view in models]
    while waiting:
        kept.update(waiting)
        named = re.findall(r"IPY_MODEL_(\w+)", json.dumps([models[name] for name in waiting]))
        waiting = [name for name in named if name in models and name not in kept]
        if not waiting:  # nothing names a link: it stays if both of its ends do
            ends = {
                name: [
                    end[0].removeprefix("IPY_MODEL_") for end in (state["source"], state["target"])
                ]
                for name, state in ((n, m["state"]) for n, m in models.items())
                if models[name]["model_name"] in LINKS
            }
            waiting = [n for n, both in ends.items() if n not in kept and kept.issuperset(both)]
    return saved | {"state": {name: model for name, model in models.items() if name in kept}}


def _written_once(saved: dict) -> dict:
    """Keep long values that several models share, such as scripts and photos, in one place.

    Where one stood is {SHARED: its index in saved["shared"]}; _ext/browser/widgets.js puts it back.
    """
    texts: dict[int, str] = {}
    times: Counter[str] = Counter()

    def parts(value):
        return value.values() if isinstance(value, dict) else ()

    def count(value):
        if isinstance(value, str | list | dict):
            texts[id(value)] = text = json.dumps(value)
            times[text] += 1
            for part in parts(value):
                count(part)

    def replaced(value):
        text = texts.get(id(value), "")
        if len(text) >= LONG and times[text] > 1:
            shared.setdefault(text, (len(shared), value))
            return {SHARED: shared[text][0]}
        if isinstance(value, dict):
            return {name: replaced(part) for name, part in value.items()}
        return value

    shared: dict[str, tuple[int, object]] = {}
    states = {name: model["state"] for name, model in saved["state"].items()}
    for state in states.values():
        for value in state.values():
            count(value)
    models = {
        name: model | {"state": {trait: replaced(value) for trait, value in states[name].items()}}
        for name, model in saved["state"].items()
    }
    return saved | {"state": models, "shared": [value for _, value in shared.values()]}


def _lighter_state(match: re.Match) -> str:
    opening, text, html = match[1], match[2], match.string
    saved = json.loads(text)
    if "shared" in saved:  # a page of an earlier build, which did not change
        return match[0]
    saved = _written_once(with_present_exercises(_shown(saved, html)))
    return opening + json.dumps(saved, separators=(",", ":")).replace("</", "<\\/") + "</script>"


def _explorers_first(page: Path) -> None:
    """Shorten what stands between the reader and the explorers.

    The theme's and the extensions' scripts add to the page, or measure all of it: they wait for
    the widgets. What is for cards and tabs goes where a page has none.
    """
    html = page.read_text(encoding="utf-8")
    if WIDGET_STATE not in html:
        return
    html = VIEW.sub(lambda view: NO_SCRIPT + view[0], STATE.sub(_lighter_state, html))
    if 'class="sd-' not in html:
        html = CARDS.sub("", html)
    html = LATER.sub(r'<script type="text/later" \1', html)
    page.write_text(html, encoding="utf-8")


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
        _explorers_first(page)
    keep_used_icons(out)
    for pattern in UNUSED:
        for path in (out / "_static").glob(pattern):
            path.unlink()


def setup(app):
    """Connect to Sphinx."""
    # Jupyter Book sets this for the extension `sphinx_comments`, which the book does without.
    app.add_config_value("comments_config", {}, "")
    app.connect("builder-inited", _add_assets)
    app.connect("html-page-context", _name_summaries)
    app.connect("html-page-context", _choose_files, priority=900)
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
