"""Show one explorer alone in a page, and show it anew whenever a file of src/convlab changes.

    python tools/workbench.py pooling
    python tools/workbench.py "PoolingExplorer(window=3, padding=1)"

A changed script or style is there as soon as it is saved, and so is changed Python: every page is
made by a process that has imported the package anew.
"""

import argparse
import html
import multiprocessing
import sys
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import alone

# The server answers when there is another page than this one, also after it was away. What goes
# wrong in a script stands above the explorer: anywidget says it in the console alone.
AFTER = """<script>
  new EventSource("changes?since=VERSION").onmessage = () => location.reload();
  const show = (...said) => {
    const problem = document.createElement("pre");
    problem.className = "problem";
    problem.textContent = said.map((one) => one?.stack ?? one).join(" ");
    document.body.prepend(problem);
  };
  const write = console.error;
  console.error = (...said) => (write(...said), show(...said));
  addEventListener("error", ({ error }) => error && show(error));
  addEventListener("unhandledrejection", ({ reason }) => show(reason));
</script>"""
ERROR = "<!DOCTYPE html><title>{title}</title><h1>{title}</h1><pre>{text}</pre>{after}"
# What the package stands on: it is imported once.
PRELOAD = ["torch", "ipywidgets", "anywidget", "matplotlib.pyplot"]
KINDS = {".js": "text/javascript", ".css": "text/css"}


def write(name: str, theme: str, after: str, to) -> None:
    """Send the page of an explorer, or of the error that stands in its way, into a pipe."""
    try:
        expression = alone.expression_of(name)
        explorer = alone.make(expression)
        url = "/files/{0.name}".format
        to.send(alone.page(explorer, expression, theme=theme, url=url, after=after))
    except (Exception, SystemExit):
        text = html.escape(traceback.format_exc())
        to.send(ERROR.format(title=html.escape(name), text=text, after=after))


class Workbench(ThreadingHTTPServer):
    """Serves the page, and tells it when there is another."""

    daemon_threads = True

    def __init__(self, name: str, theme: str, port: int):
        super().__init__(("127.0.0.1", port), Handler)
        self.name, self.theme = name, theme
        self.page, self.version = "", 0
        self.changed = threading.Condition()
        methods = multiprocessing.get_all_start_methods()
        method = "forkserver" if "forkserver" in methods else "spawn"
        self.context = multiprocessing.get_context(method)
        self.context.set_forkserver_preload(PRELOAD)

    def make_page(self) -> None:
        """Make the page anew, in a process that knows nothing of the code as it was."""
        alone.bundle()
        after = AFTER.replace("VERSION", str(self.version + 1))
        here, there = self.context.Pipe(duplex=False)
        maker = self.context.Process(target=write, args=(self.name, self.theme, after, there))
        maker.start()
        there.close()
        try:
            page = here.recv()
        except EOFError:
            page = ERROR.format(title="No page", text=f"exit code {maker.exitcode}", after=after)
        maker.join()
        with self.changed:
            self.page, self.version = page, self.version + 1
            self.changed.notify_all()

    def handle_error(self, request, client_address):
        """Say nothing of a page that was closed while it waited for a change."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def watch(self, seconds=0.3) -> None:
        """Make the page anew whenever a file has changed."""
        watched = alone.ROOT / "src" / "convlab", alone.ROOT / "_ext" / "browser"
        seen = alone.newest(*watched)
        while True:
            time.sleep(seconds)
            if (now := alone.newest(*watched)) != seen:
                seen = now
                self.make_page()


class Handler(BaseHTTPRequestHandler):
    """Answers what the page asks for."""

    server: Workbench

    def do_GET(self):
        """Send the page, a file that it loads, or word of a change."""
        path, _, query = self.path.partition("?")
        files = {f"/files/{file.name}": file for file in alone.files()}
        if path == "/":
            self.answer("text/html; charset=utf-8", self.server.page.encode())
        elif path in files:
            self.answer(KINDS[files[path].suffix], files[path].read_bytes())
        elif path == "/changes":
            with self.server.changed:
                self.server.changed.wait_for(lambda: query != f"since={self.server.version}")
            self.answer("text/event-stream", b"data: changed\n\n")
        else:
            self.send_error(404)

    def answer(self, kind: str, body: bytes):
        """Send a whole answer, which the browser must not keep."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        """Print nothing for each request."""


def main() -> None:
    """Serve until somebody presses Ctrl+C."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("explorer", help="a folder of explorers/, or an expression")
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--port", type=int, default=8899)
    arguments = parser.parse_args()
    with Workbench(arguments.explorer, arguments.theme, arguments.port) as server:
        server.make_page()
        threading.Thread(target=server.watch, daemon=True).start()
        print(f"{arguments.explorer}: http://127.0.0.1:{server.server_port}/", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.exit()


if __name__ == "__main__":
    main()
