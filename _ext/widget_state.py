"""Lightens what a page keeps of its widgets, and lets the explorers come before all else.

Their scripts travel without comments: whoever wants to read them finds them in the package.
"""

import json
import re
from collections import Counter

from freshness import with_present_exercises

WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
STATE = re.compile(rf'(<script type="{re.escape(WIDGET_STATE)}"[^>]*>)(.*?)</script>', re.DOTALL)
# A page that was left from the last build has the sentence already.
VIEW = re.compile(
    r'(?<!</noscript>\n)<script type="application/vnd\.jupyter\.widget-view\+json">(.*?)</script>',
    re.S,
)
NO_SCRIPT = """\
<noscript>
<p class="no-script">Here you can try things out, if you switch on JavaScript.</p>
</noscript>
"""
CELL, PLATE = '<div class="cell ', "plate "  # what widgets stand in; with an explorer
EXPLORER = "convlab-explorer"
COMMENT = re.compile(r"^ *//.*\n", re.M)
LINKS = ("LinkModel", "DirectionalLinkModel")
SHARED, LONG = "same as shared", 200  # characters from which on a value is worth writing once
# Scripts that add to the page, or measure all of it.
EXTRAS = "bootstrap|pydata-sphinx-theme|sphinx-book-theme|doctools|sphinx_highlight"
EXTRAS += "|clipboard.min|copybutton"
LATER = re.compile(rf'<script (?:defer )?(src="[^"]*/(?:{EXTRAS})\.js)')


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
    saved = with_present_exercises(_shown(saved, html))
    for model in saved["state"].values():
        if "_esm" in model["state"]:
            model["state"]["_esm"] = COMMENT.sub("", model["state"]["_esm"])
    saved = _written_once(saved)
    return opening + json.dumps(saved, separators=(",", ":")).replace("</", "<\\/") + "</script>"


def _places(html: str) -> str:
    """Prepare the places of widgets: a sentence without scripts, a class for explorers' cells."""
    models = {}
    for state in STATE.finditer(html):
        models |= json.loads(state[2])["state"]
    parts, done = [], 0
    for view in VIEW.finditer(html):
        part = html[done : view.start()]
        model = models.get(json.loads(view[1])["model_id"], {}).get("state", {})
        cell = part.rfind(CELL) + len(CELL)
        if EXPLORER in model.get("_dom_classes", ()) and cell >= len(CELL):
            part = part[:cell] + PLATE + part[cell:]
        parts += [part, NO_SCRIPT]
        done = view.start()
    return "".join([*parts, html[done:]])


def explorers_first(html: str) -> str:
    """Shorten what stands between the reader and the explorers.

    The theme's and the extensions' scripts add to the page, or measure all of it: they wait for
    the widgets.
    """
    if WIDGET_STATE not in html:
        return html
    html = STATE.sub(_lighter_state, _places(html))
    return LATER.sub(r'<script type="text/later" \1', html)
