"""What the measurements share: a Chromium, medians and percentiles, and the built book's folder."""

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


@contextmanager
def browser(arguments=()):
    """A Chromium, closed at the end."""
    import chromium

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.find(), args=[*UNTHROTTLED, *arguments]
        )
        yield started
        started.close()


def percentile(values, share):
    """The value that this share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def line(name, values, unit="ms"):
    """One row of a table: median and 95th percentile."""
    middle, high = statistics.median(values), percentile(values, 0.95)
    print(f"{name:<58} median {middle:8.1f} {unit}   95th percentile {high:8.1f} {unit}")
    return middle, high


def line_of_rates(rates_by_name):
    """A table of examples per second: each way's median, and how many times faster the first is."""
    medians = {name: statistics.median(rates) for name, rates in rates_by_name.items()}
    first = next(iter(medians.values()))
    for name, rate in medians.items():
        print(f"{name:<40} median {rate:10,.0f} examples/s   first is {first / rate:5.1f}×")
