"""What a book on a site has, and a folder on a disk has not: off, unless the site's address is set.

`hosted` in _config.yml, or SITE and REPOSITORY in the environment (`make site`), name where the
book and its sources are. Then pages have buttons that lead to Colab and Binder, to the sources and
to a new issue; a description, a card for those who link to them, and a canonical address; and the
site has a sitemap and a page for what is not there. Pages still load nothing from another host.
"""

import os
from html import escape
from pathlib import Path

from docutils import nodes

CARD = Path("docs/explorer.png")
MOST = 200  # characters of a description; search engines show about 160
COLAB = "colab"  # the branch with the notebooks for Colab, made by tools/build_site.py
LAUNCH = {
    "notebook_interface": "jupyterlab",
    "binderhub_url": "https://mybinder.org",
    "colab_url": "https://colab.research.google.com",
}
# The brands' own signs are not in the icon font that the pages carry (icons.py).
ICONS = {
    "fab fa-github": "fas fa-code-branch",
    "fab fa-gitlab": "fas fa-code-branch",
    "fas fa-pencil-alt": "fas fa-pencil",
}
NOT_FOUND = "404"
LOST = """
<h1>This page is not here</h1>
<p>It may have moved. <a href="{start}">Open the book</a>, or <a href="{search}">search it</a>.</p>
"""


def settings(config) -> dict[str, str]:
    """Return the site's address, the repository's, its branch, and what the book is about."""
    found = dict(config.hosted)
    found["site"] = os.environ.get("SITE") or found.get("site", "")
    found["repository"] = os.environ.get("REPOSITORY") or found.get("repository", "")
    if found["site"]:
        found["site"] = found["site"].rstrip("/") + "/"
    return found


def _switch_on(app, config) -> None:
    hosted = settings(config)
    if not hosted["site"]:
        return
    config.html_baseurl = hosted["site"]
    config.html_additional_pages = config.html_additional_pages | {NOT_FOUND: "page.html"}
    config.html_static_path += [str(Path(app.srcdir) / CARD)]
    if hosted["repository"]:
        buttons = ("use_repository_button", "use_edit_page_button", "use_issues_button")
        config.html_theme_options |= dict.fromkeys(buttons, True) | {
            "repository_url": hosted["repository"].rstrip("/"),
            "repository_branch": hosted["branch"],
            "launch_buttons": LAUNCH,
        }


def _description(doctree, otherwise: str) -> str:
    """Return how a page begins: its first paragraph, cut at a word."""
    paragraph = next(iter(doctree.findall(nodes.paragraph)), None) if doctree else None
    text = " ".join(paragraph.astext().split()) if paragraph else otherwise
    return text if len(text) <= MOST else text[:MOST].rsplit(" ", 1)[0] + " …"


def _tags(title: str, description: str, address: str, site: str) -> str:
    card = {
        "og:type": "article",
        "og:title": title,
        "og:description": description,
        "og:url": address,
        "og:image": f"{site}_static/{CARD.name}",
    }
    lines = [f'<meta property="{name}" content="{escape(text)}">' for name, text in card.items()]
    lines.append(f'<meta name="description" content="{escape(description)}">')
    lines.append('<meta name="twitter:card" content="summary_large_image">')
    return "\n".join(["", *lines, ""])


def _mend(button: dict, branch: str) -> None:
    """Give a button of the theme's an icon that the pages have, and Colab's its own branch."""
    button["icon"] = ICONS.get(button.get("icon"), button.get("icon"))
    if button.get("text") == "Colab":
        button["url"] = button["url"].replace(f"/blob/{branch}/", f"/blob/{COLAB}/")


def _describe(app, pagename, templatename, context, doctree) -> None:
    hosted = settings(app.config)
    site = hosted["site"]
    if not site:
        return
    if pagename == NOT_FOUND:
        # The server gives this page for any address, so that its own links must not depend on one.
        start, search = (app.builder.get_target_uri(p) for p in (app.config.root_doc, "search"))
        context["body"] = LOST.format(start=start, search=search)
        context["title"] = "Not found"
        context["pageurl"] = None
        context["metatags"] = f'\n<base href="{escape(site)}">\n'
        return
    title = f"{context.get('title', pagename.capitalize())} – {app.config.html_title}"
    description = _description(doctree, hosted["description"])
    tags = _tags(title, description, context["pageurl"], site)
    context["metatags"] = context.get("metatags", "") + tags
    for group in context["header_buttons"]:
        for button in (group, *group.get("buttons", [])):
            _mend(button, hosted["branch"])


def _finish(app, exception) -> None:
    hosted = settings(app.config)
    if exception or not hosted["site"] or app.builder.format != "html":
        return
    out, site = Path(app.outdir), hosted["site"]
    pages = [site, *(site + app.builder.get_target_uri(doc) for doc in sorted(app.env.found_docs))]
    urls = "".join(f"<url><loc>{escape(page)}</loc></url>\n" for page in pages)
    (out / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n',
        encoding="utf-8",
    )
    index = out / "index.html"  # leads on to the first page, if that has another name
    html = index.read_text("utf-8")
    if "og:title" not in html:
        tags = _tags(app.config.html_title, hosted["description"], site, site)
        index.write_text(html.replace("</head>", f"{tags}</head>", 1), encoding="utf-8")
    (out / ".nojekyll").touch()  # else GitHub leaves out folders such as _static


def setup(app):
    """Connect to Sphinx."""
    app.add_config_value("hosted", {"site": "", "repository": "", "branch": "main"}, "html")
    app.connect("config-inited", _switch_on)
    app.connect("html-page-context", _describe, priority=950)
    app.connect("build-finished", _finish, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
