"""10,000 random actions over all explorers: `python bench/bench_actions.py [how many] [seed]`.

Every explorer stands alone in a page, opened from disk. What must hold after each action is in
tests/browser/actions.py; the first that breaks it is told with the actions before it.
"""

import sys
import tempfile
import time
from pathlib import Path

from measure import browser, load

EACH = 100  # actions in one page


def main(count: int = 10_000, seed: int = 0) -> None:
    """Act, and print how long it took."""
    import alone
    from actions import Actions, acting
    from built import Watch, go

    alone.bundle()
    names = acting()
    rounds = max(1, round(count / EACH / len(names)))
    with browser() as chromium, tempfile.TemporaryDirectory() as folder:
        for name, explorer in names.items():
            page = Path(folder) / f"{name}.html"
            page.write_text(alone.page(explorer(), name), encoding="utf-8")
            began = time.monotonic()
            for n in range(rounds):
                context = chromium.new_context(offline=True)
                watch = Watch(context)
                opened = context.new_page()
                go(opened, page.as_uri())
                Actions(opened, explorer, seed=1000 * seed + n + 1).run(EACH)
                context.close()
                watch.check()
            seconds = time.monotonic() - began
            print(f"{name:<24} {rounds * EACH:6,} actions, all well {seconds:6.0f} s", flush=True)
    print(f"{rounds * EACH * len(names):,} actions; {load()}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
