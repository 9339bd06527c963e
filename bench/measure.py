"""What the measurements share: a Chromium, the built book's folder, how changes are timed."""

import os
import statistics
import sys
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).absolute().parents[1]
BOOK = ROOT / "_build" / "html"
sys.path[:0] = [str(ROOT / "tests" / "browser"), str(ROOT / "tools")]

# A page is drawn as soon as it is ready, not at the screen's next refresh up to 16.7 ms later.
UNTHROTTLED = ["--disable-frame-rate-limit", "--disable-gpu-vsync"]

# In the page: act, wait until the picture has changed, and for the frame that shows it.
TIMER = """() => {
  window.timeChange = async (act, changed) => {
    const start = performance.now();
    act();
    await changed;
    await new Promise((resolve) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    }));
    return performance.now() - start;
  };
  // Give a control the one of two values that it does not have.
  window.give = (control, [one, other]) => {
    control.value = control.value === String(one) ? other : one;
    for (const type of ["input", "change"])
      control.dispatchEvent(new Event(type, { bubbles: true }));
  };
}"""

# An explorer computes and draws before the next frame: there is nothing else to wait for.
IN_BOOK = """async ([stage, control, values, rounds, act]) => {
  const [times, action] = [[], eval(act)];
  const shown = () => JSON.stringify(stage.output);
  const before = shown();
  for (let n = 0; n < rounds; n++) {
    times.push(await timeChange(() => action(control ?? stage, values)));
    // Once only: to write the output out takes longer than to compute it.
    if (n === 0 && shown() === before)
      throw new Error(`${stage.dataset.explorer}: the output did not change`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return times;
}"""


@contextmanager
def browser(arguments=()):
    """A Chromium, closed at the end."""
    import browsers

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=browsers.find(), args=[*UNTHROTTLED, *arguments]
        )
        yield started
        started.close()


def open_explorer(chromium, chapter, name, settings, control, values, act="give"):
    """Open a built page from disk, and return what times changes of one explorer.

    Args:
        chapter: how the page's file name starts.
        name: the stage's `data-explorer`; the first of the page is taken.
        settings: what to set beforehand: pairs (label, value), the value None for a button.
        control: the label of the control that changes, or None if `act` takes the stage itself.
        values: the two values that it gets in turn.
        act: a function of the page, `(control or stage, values) => …`, as text.

    Returns:
        `times(rounds)`: milliseconds from each change to the frame that shows it; and `worked()`:
        milliseconds that the page's main thread has worked so far, however busy the machine is.
    """
    from drive import Drive

    page = chromium.new_context(offline=True, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(next(BOOK.glob(f"chapters/{chapter}*.html")).as_uri())
    page.wait_for_selector('html[data-widgets="ready"]', state="attached")
    page.evaluate(TIMER)
    drive = Drive(page, name)
    for label, value in settings:
        if value is None:
            drive.press(label)
        else:
            drive.set(label, value)
    assert not drive.stage.get_by_role("alert").count(), drive.refusal
    stage = drive.stage.element_handle()
    stage.evaluate("stage => stage.scrollIntoView({ block: 'center' })")
    changed = drive.control(control).element_handle() if control else None
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def times(rounds):
        return page.evaluate(IN_BOOK, [stage, changed, values, rounds, act])

    def worked():
        found = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(one["value"] for one in found if one["name"] == "TaskDuration")

    return times, worked


def percentile(values, share):
    """The value that this share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def line(name, values, limit=None):
    """One row of a table, in milliseconds; yes or NO if the 95th percentile has a limit."""
    middle, high = statistics.median(values), percentile(values, 0.95)
    said = "" if limit is None else f"   at most {limit} ms: {'yes' if high <= limit else 'NO'}"
    print(f"{name:<52} median {middle:7.1f} ms   95th percentile {high:7.1f} ms{said}")
    return middle, high


def line_of_rates(rates_by_name):
    """A table of examples per second: each way's median, and how many times faster the first is."""
    medians = {name: statistics.median(rates) for name, rates in rates_by_name.items()}
    first = next(iter(medians.values()))
    for name, rate in medians.items():
        print(f"{name:<40} median {rate:10,.0f} examples/s   first is {first / rate:5.1f}×")


def load():
    """How busy the machine is, as a sentence: others' work makes every time longer."""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
