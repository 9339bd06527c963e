"""Makes what can be downloaded, from the built book: `make dist` fills _build/dist.

The book as a folder to open from disk, the notebooks with the package, the package, an e-book, and
a PDF of the sections' cores.
"""

import os
import re
import shutil
import sys
import tempfile
import tomllib
import zipfile
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import yaml
from epub import Edition, write_epub
from packaging.requirements import Requirement
from reader import Book, Chapter, contents, cores, open_book
from stills import with_stills
from wheels import build_wheel

ROOT = Path(__file__).absolute().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
TITLE, AUTHOR, VERSION = CONFIG["title"], CONFIG["author"], PROJECT["version"]
NAME = f"seeing-convolutions-{VERSION}"
STYLE = Path(__file__).with_name("print.css")
ABOUT = f"{TITLE} {VERSION}\n\n"
LICENCES = "\nCode: MIT. Text and figures: CC BY 4.0. See LICENSE.\n"
READ_BOOK = f"""{ABOUT}Open index.html in a browser. Nothing else is needed: no server, no network.
{LICENCES}"""
RUN_NOTEBOOKS = f"""{ABOUT}The chapters as notebooks, and the package that they use. With Python
3.11, 3.12, 3.13 or 3.14:

    pip install -r requirements.txt
    jupyter lab chapters
{LICENCES}"""
PAPER = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>
<body>
<section class="front"><h1>{title}</h1><p>{author}</p><p>Version {version}</p></section>
<nav class="chapter"><h2>Contents</h2><ul>{contents}</ul></nav>
{chapters}
</body>
</html>
"""
COVER = """<body style="margin:0"><div style="width:1200px;height:1600px;display:grid;
place-content:center;text-align:center;background:#16324f;color:#fff;
font-family:Georgia,serif"><h1 style="font-size:110px;margin:0 60px;line-height:1.1">{title}</h1>
<p style="font-size:40px;margin-top:80px">{author}</p></div></body>"""
FOOTER = (
    '<div style="width:100%;font-size:8pt;text-align:center;color:#555">'
    '<span class="pageNumber"></span></div>'
)


def zip_folder(path: Path, files: dict[str, Path | str | bytes]) -> None:
    """Write a zip with one folder in it, of files and their contents by their names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files.items()):
            inside = f"{path.stem}/{name}"
            if isinstance(content, Path):
                archive.write(content, inside)
            else:
                archive.writestr(inside, content)


def book_files(book: Path, chapters: list[Chapter]) -> dict[str, Path | str | bytes]:
    """Return the files of the built book with stills, its licence and what to do with it."""
    files = {p.relative_to(book).as_posix(): p for p in book.rglob("*") if p.is_file()}
    for name, chapter in zip(contents(), chapters, strict=True):
        files |= with_stills(book, name, chapter)
    return files | {"LICENSE": ROOT / "LICENSE", "README.txt": READ_BOOK}


def runtime_pins(wheel: str) -> str:
    """Return requirements for running the notebooks: the wheel's own, pinned, and JupyterLab."""
    pins = dict(
        re.findall(
            r"^([\w.-]+)==([^\s;]+)", (ROOT / "constraints.txt").read_text("utf-8"), flags=re.M
        )
    )
    names = sorted([*(Requirement(need).name for need in PROJECT["dependencies"]), "jupyterlab"])
    lines = ["-c constraints.txt", f"./{wheel}", *(f"{name}=={pins[name]}" for name in names)]
    return "\n".join([*lines, ""])


def notebook_files(wheel: Path) -> dict[str, Path | str]:
    """Return the chapters, the package, and what to do with them."""
    chapters = {
        f"chapters/{path.name}": path
        for path in (ROOT / "chapters").iterdir()
        if path.suffix in (".ipynb", ".md")
    }
    return chapters | {
        wheel.name: wheel,
        "requirements.txt": runtime_pins(wheel.name),
        "constraints.txt": ROOT / "constraints.txt",
        "LICENSE": ROOT / "LICENSE",
        "README.txt": RUN_NOTEBOOKS,
    }


def cover(book: Book) -> bytes:
    """Draw the e-book's cover."""
    page = book.context.new_page()
    page.set_viewport_size({"width": 1200, "height": 1600})
    page.set_content(COVER.format(title=escape(TITLE), author=escape(AUTHOR)))
    picture = page.screenshot(scale="css")
    page.close()
    return picture


def print_pdf(book: Book, path: Path, chapters: list[Chapter], style: str) -> None:
    """Print the chapters as one document, with its outline."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = Path(folder, "pictures")
        pictures.mkdir()
        for chapter in chapters:
            for name, data in chapter.pictures.items():
                (pictures / name).write_bytes(data)
        section = '<section class="chapter" id="{0.name}">{0.content}</section>'
        entries = [f'<li><a href="#{c.name}">{escape(c.title)}</a></li>' for c in chapters]
        html = PAPER.format(
            title=escape(TITLE),
            author=escape(AUTHOR),
            version=VERSION,
            style=style,
            contents="".join(entries),
            chapters="\n".join(section.format(chapter) for chapter in chapters),
        )
        Path(folder, "book.html").write_text(html, encoding="utf-8")
        page = book.context.new_page()
        page.goto(Path(folder, "book.html").as_uri())
        page.pdf(
            path=path,
            format="A4",
            margin={"top": "20mm", "bottom": "20mm", "left": "22mm", "right": "22mm"},
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=FOOTER,
            outline=True,
            tagged=True,
        )
        page.close()


def now() -> str:
    """Return the time, or the one that SOURCE_DATE_EPOCH names, as an e-book writes it."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(seconds), UTC) if seconds else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def read_editions(book: Book) -> tuple[list[Chapter], list[Chapter]]:
    """Read all pages for the e-book, and the cores for paper."""
    names = contents()
    page_names = {name: name.rsplit("/", 1)[-1] for name in names}
    on_paper = [page_names[name] for name in cores(names)]
    whole, short = [], []
    for name in names:
        editions = {"e-book": {"pages": list(page_names.values()), "paper": False}}
        if page_names[name] in on_paper:
            editions["paper"] = {"pages": on_paper, "paper": True}
        chapters = book.read(name, editions)
        whole.append(chapters["e-book"])
        short += [chapters["paper"]] if "paper" in chapters else []
    return whole, short


def make(pages: Path, out: Path) -> None:
    """Make everything from the built pages into the folder `out`."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    zip_folder(out / f"{NAME}-notebooks.zip", notebook_files(build_wheel(out)))
    pygments = (pages / "_static" / "pygments.css").read_text("utf-8")
    light = [line for line in pygments.splitlines() if 'data-theme="dark"' not in line]
    light = [re.sub(r'html\[data-theme="light"\]\s*', "", line) for line in light]
    style = "\n".join([*light, STYLE.read_text("utf-8")])
    with open_book(pages) as book:
        whole, short = read_editions(book)
        zip_folder(out / f"{NAME}.zip", book_files(pages, whole))
        edition = Edition(TITLE, AUTHOR, VERSION, now(), cover(book))
        write_epub(out / f"{NAME}.epub", whole, style, edition)
        print_pdf(book, out / f"{NAME}.pdf", short, style)
    for path in sorted(out.iterdir()):
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    make(Path(sys.argv[1] if len(sys.argv) > 1 else "_build/html"), Path("_build/dist"))
