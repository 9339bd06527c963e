"""Lists the addresses outside that the book names: `python tools/links.py`; --check tries each.

Links inside the book need no network: the tests follow them (tests/test_links.py and
tests/browser/test_links.py), with what is here.
"""

import argparse
import json
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).absolute().parents[1]
TEXTS = ("*.md", "*.cff", "chapters/*.md", "chapters/*.ipynb", "src/**/*.py", "src/**/*.json")
ADDRESS = re.compile(r"https?://[^\s<>\"'`\\{}|^]+")
# `[text](target)` and `<a href="target">`, in Markdown; not in code.
TARGET = re.compile(r'\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)|(?:href|src)="([^"]+)"')
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
EXAMPLES = re.compile(r"https?://(?:[\w.-]+\.)?(?:example|localhost|127\.0\.0\.1)\b")
SECONDS = 20
AGENT = {"User-Agent": "Mozilla/5.0 (link check of the book Seeing Convolutions)"}


class Page(HTMLParser):
    """What a built page links to, and what can be linked to in it."""

    def __init__(self, html: str):
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        """Collect the targets of links and pictures, and every id."""
        for name, value in attributes:
            if value and name in ("href", "src") and tag != "base":
                self.links.append(value)
            if value and (name == "id" or (tag == "a" and name == "name")):
                self.names.add(value)


def texts(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Go through what is written by hand; of a notebook only the Markdown."""
    for pattern in TEXTS:
        for path in sorted(root.glob(pattern)):
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".ipynb":
                cells = json.loads(text)["cells"]
                prose = [cell["source"] for cell in cells if cell["cell_type"] == "markdown"]
                text = "\n\n".join("".join(source) for source in prose)
            yield path, text


def targets(text: str) -> list[str]:
    """Return where the links and pictures of a Markdown text lead."""
    return [first or second for first, second in TARGET.findall(CODE.sub("", text))]


def outside(root: Path = ROOT) -> dict[str, list[str]]:
    """Return every address outside, with the files that name it."""
    found: dict[str, list[str]] = {}
    for path, text in texts(root):
        for address in ADDRESS.findall(text):
            address = address.rstrip(".,;:!?*_]")
            while address.endswith(")") and address.count(")") > address.count("("):
                address = address[:-1]
            if not EXAMPLES.match(address):
                files = found.setdefault(address, [])
                if (name := path.relative_to(root).as_posix()) not in files:
                    files.append(name)
    return dict(sorted(found.items()))


def answer(address: str) -> str:
    """Ask for an address; return "" for a good answer, else what came."""
    try:
        request = urllib.request.Request(address, headers=AGENT)
        with urllib.request.urlopen(request, timeout=SECONDS):
            return ""
    except urllib.error.HTTPError as error:
        # Some sites turn scripts away; the page is there all the same.
        return "" if error.code in (403, 418, 429) else f"{error.code} {error.reason}"
    except (OSError, ValueError) as error:
        return str(getattr(error, "reason", error))


def check(addresses: Iterable[str]) -> dict[str, str]:
    """Return the addresses that do not answer, and what came of each."""
    addresses = list(addresses)
    with ThreadPoolExecutor(8) as pool:
        return {
            address: problem
            for address, problem in zip(addresses, pool.map(answer, addresses), strict=True)
            if problem
        }


def main() -> int:
    """List the addresses, or only those that do not answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="ask for each; needs a network")
    arguments = parser.parse_args()
    found = outside()
    if not arguments.check:
        for address, files in found.items():
            print(f"{address}  ({', '.join(files)})")
        return 0
    problems = check(found)
    if found and len(problems) == len(found):
        print("None of the addresses answers: there seems to be no network here.")
        return 1
    for address, problem in problems.items():
        print(f"{address}: {problem}  ({', '.join(found[address])})")
    print(f"{len(found) - len(problems)} of {len(found)} addresses answer.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
