"""Links in what is written by hand lead to files that exist; outside addresses are listed."""

import http.server
import threading
from urllib.parse import unquote, urlsplit

import links
import pytest


def test_links_between_files_lead_somewhere():
    followed = 0
    for path, text in links.texts():
        if path.suffix not in (".md", ".ipynb"):
            continue
        for target in links.targets(text):
            parts = urlsplit(target)
            if not parts.scheme and parts.path:
                followed += 1
                assert (path.parent / unquote(parts.path)).exists(), f"{path}: {target}"
    assert followed > 10


def test_addresses_are_found_where_they_end(tmp_path):
    (tmp_path / "README.md").write_text(
        "See https://a.test/x. Also (https://b.test/y) and https://c.test/z_(film), "
        "[d](https://d.test/#e) but not http://localhost:8888."
    )
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "one.md").write_text("<https://a.test/x>")
    assert links.outside(tmp_path) == {
        "https://a.test/x": ["README.md", "chapters/one.md"],
        "https://b.test/y": ["README.md"],
        "https://c.test/z_(film)": ["README.md"],
        "https://d.test/#e": ["README.md"],
    }


class Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/here" else 404)
        self.end_headers()

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def server():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_check_tells_what_does_not_answer(server):
    nobody = "http://127.0.0.1:9/"
    problems = links.check([f"{server}/here", f"{server}/gone", nobody])
    assert set(problems) == {f"{server}/gone", nobody}
    assert problems[f"{server}/gone"].startswith("404")


def test_check_says_when_there_is_no_network(monkeypatch, capsys):
    monkeypatch.setattr(links, "outside", lambda: {"http://127.0.0.1:9/": ["README.md"]})
    monkeypatch.setattr("sys.argv", ["links", "--check"])
    assert links.main() == 1
    assert "no network" in capsys.readouterr().out
