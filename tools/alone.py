"""A page with one explorer and no chapter, for the workbench and for tests.

It has the script and the styles of the book's pages, and the explorer stands where a chapter's
does. Nothing is executed but the expression that makes the explorer.
"""

import html
import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).absolute().parents[1]
sys.path.insert(0, str(ROOT / "_ext"))
from theme import below_the_book  # noqa: E402

ASSETS = ROOT / "_build" / "workbench"
SCRIPT = ASSETS / "widgets.js"
BOOK_STYLE = ROOT / "_ext" / "browser" / "book.css"
# What the bundle is made of.
BUNDLED = ("_ext", "tools", "package-lock.json")
# The styles of the book's pages as they are installed: in their order, by package.
STYLES = {
    "sphinx": "themes/basic/static/basic.css.jinja",
    "pydata_sphinx_theme": "theme/pydata_sphinx_theme/static/styles/pydata-sphinx-theme.css",
    "sphinx_book_theme": "theme/sphinx_book_theme/static/styles/sphinx-book-theme.css",
}
MIME = "application/vnd.jupyter.widget"
PAGE = """\
<!DOCTYPE html>
<html lang="en" data-mode="{theme}" data-theme="{theme}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{title}</title>
    {styles}
    <script defer src="{script}"></script>
  </head>
  <body>
    <div class="bd-container"><div class="bd-container__inner bd-page-width">
      <div class="bd-sidebar-primary bd-sidebar"></div>
      <main class="bd-main"><div class="bd-content">
        <div class="bd-article-container"><article class="bd-article">
          <section><h1 style="overflow-wrap: anywhere">{title}</h1>
            <section><div class="cell docutils container">
              <div class="cell_output docutils container">{shown}</div>
            </div></section>
          </section>
        </article></div>
        <div class="bd-sidebar-secondary bd-toc"></div>
      </div></main>
    </div></div>
    {after}
  </body>
</html>
"""


def newest(*paths: Path) -> float:
    """When the last change was made to files, or to what is in folders."""
    found = (file for path in paths for file in (path.rglob("*") if path.is_dir() else [path]))
    return max(file.stat().st_mtime for file in found if "__pycache__" not in file.parts)


def bundle() -> None:
    """Make the widgets' script and style anew if they are out of date."""
    import anywidget

    module = Path(anywidget.__file__).parent / "nbextension" / "index.js"
    changed = newest(*(ROOT / name for name in BUNDLED), module)
    if SCRIPT.exists() and SCRIPT.stat().st_mtime > changed:
        return
    ASSETS.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=ASSETS) as made:  # whole files take the old ones' places
        command = [os.environ.get("NODE", "node"), "tools/bundle.mjs", module, made]
        subprocess.run(command, check=True, cwd=ROOT)
        (Path(made) / "theme.css").write_text(_theme_style(), encoding="utf-8")
        for name in ("fonts.css", "theme.css", "widgets.css", "widgets.js"):
            os.replace(Path(made) / name, ASSETS / name)


def _theme_style() -> str:
    """Return what Sphinx and the theme add to the style of a page."""
    paths = [Path(find_spec(package).origin).parent / name for package, name in STYLES.items()]
    style = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    style = re.sub(r"{{.*?}}", "auto", style)  # Sphinx fills in the width of a sidebar
    return below_the_book(style)


def files() -> list[Path]:
    """Return what a page loads: its styles, then its script."""
    return [ASSETS / "theme.css", ASSETS / "widgets.css", BOOK_STYLE, SCRIPT]


def expression_of(name: str) -> str:
    """Return what to evaluate: `name` itself, or the call of the explorer in a folder so named."""
    from convlab import explorers

    if not name.isidentifier():
        return name
    for explorer in explorers.__all__:
        folder = getattr(explorers, explorer).__module__.split(".")[2]
        if name in (explorer, folder):
            return f"{explorer}()"
    raise SystemExit(f"no explorer is called {name}, only {', '.join(explorers.__all__)}")


def make(expression: str):
    """Evaluate an expression with the names of the package."""
    import torch

    import convlab
    from convlab import explorers

    code = compile(expression, "<expression>", "eval")
    parts = {name: part for part in (convlab, explorers) for name in part.__all__}
    names = {name: getattr(parts[name], name) for name in code.co_names if name in parts}
    return eval(code, {"torch": torch, **names})


def page(widget, title: str, *, theme: str = "light", url=Path.as_uri, after: str = "") -> str:
    """Return a page that shows a widget and needs no kernel.

    Args:
        widget: an explorer, or any other widget.
        title: the page's heading.
        theme: "light" or "dark".
        url: a function: the address of a file that the page loads.
        after: what to add at the end.
    """
    from ipywidgets.embed import dependency_state, embed_data

    data = embed_data([widget], state=dependency_state([widget], drop_defaults=False))
    kinds = {"state+json": data["manager_state"], "view+json": data["view_specs"][0]}
    shown = [f'<script type="{MIME}-{kind}">{_json(part)}</script>' for kind, part in kinds.items()]
    *styles, script = map(url, files())
    return PAGE.format(
        theme=theme,
        title=html.escape(title),
        styles="\n    ".join(f'<link rel="stylesheet" href="{style}">' for style in styles),
        script=script,
        shown="".join(shown),
        after=after,
    )


def _json(content) -> str:
    """Write what may stand within a page's script."""
    return json.dumps(content).replace("</", "<\\/")
