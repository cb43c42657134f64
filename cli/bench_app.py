"""`make bench-app`: how quick the app's page is in a real Chromium, beside what is asked of it.

`python -m cli.bench_app --sizes 555 --json` for one size, as JSON. The first visit measures and
solves the town (5 minutes at 20,000): that is told apart, and nothing else is timed meanwhile.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cli import bench_app_page as screen
from cli.bench_app_served import served, town
from cli.bench_target import at_most

SIZES = (555, 3_000, 20_000)
FIRST_S = {555: 2.5, 3_000: 2.5, 20_000: 4.5}
STYLED_S = {555: 0.2, 3_000: 0.25, 20_000: 0.3}
STEP_MS = 50
VISITS, MOVES = 7, 7
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_NO_PLAYWRIGHT = "bench-app drives a browser with a package of the tests: make test-setup"
_NO_CHROMIUM = "no Chromium: apt-get install -y chromium fonts-noto-cjk, or set CHROMIUM="

Figures = Mapping[str, float]


def main(words: Sequence[str] | None = None) -> None:
    """Print the figures of every size asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES))
    parser.add_argument("--towns", type=Path, help="where towns are kept for the next time")
    parser.add_argument("--json", action="store_true", help="the figures alone, as JSON")
    asked = parser.parse_args(words)
    path = _chromium(parser)
    with tempfile.TemporaryDirectory() as folder:
        towns = asked.towns or Path(folder)
        found = {size: _size(towns / f"town{size}", size, path) for size in asked.sizes}
    if asked.json:
        sys.stdout.write(json.dumps(found, indent=2) + "\n")


def _chromium(parser: argparse.ArgumentParser) -> str:
    """Return the browser to drive; without one, or without playwright, say what to install."""
    try:
        import playwright  # noqa: F401, PLC0415 - only to say so before a town is built
    except ImportError:
        parser.exit(1, _NO_PLAYWRIGHT + "\n")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if not path:
        parser.exit(1, _NO_CHROMIUM + "\n")
    return path


def _size(folder: Path, size: int, chromium: str) -> Figures:
    start = time.perf_counter()
    study = town(folder, size)
    _told(f"{size} estates: town written in {time.perf_counter() - start:.0f} s")
    log = folder.with_suffix(".log")
    with served(study, log) as url, screen.chromium(chromium) as browser:
        found = {"open_s": _opened_s(browser, url)}
        _told(f"  first visitor, measured and solved: {found['open_s']:.0f} s{_load()}")
        for row in (_visits, _scrolled, _moves):  # a moved weight is saved: who opens next solves
            here = row(browser, url)
            _told("  " + ", ".join(f"{name} {figure:.3g}" for name, figure in here.items()))
            found |= here
        found["load"] = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    for line in _lines(size, found):
        _told(line)
    return found


def _opened_s(browser: Any, url: str) -> float:  # noqa: ANN401 - playwright's own types
    start = time.perf_counter()
    with screen.visited(browser, url) as page:
        screen.first_draw_ms(page, patience_ms=screen.OPENING_MS)
        screen.settle(page)
    return time.perf_counter() - start


def _visits(browser: Any, url: str) -> dict[str, float]:  # noqa: ANN401
    """Return the first draw of new readers, each with an empty cache, and what they were sent."""
    took, sent = [], []
    for _ in range(VISITS):
        with screen.visited(browser, url) as page:
            took.append(screen.first_draw_ms(page) / 1000)
            screen.settle(page)
            sent.append(sum(page.received) / 1000)
    return {"first_s": screen.median(took), "first_kb": screen.median(sent)}


def _moves(browser: Any, url: str) -> dict[str, float]:  # noqa: ANN401
    """Return steps of a drag, the answer to a weight let go and to a turn to the years."""
    steps, weighed, sent, years, answered = [], [], [], [], []
    with screen.visited(browser, url) as page:
        screen.first_draw_ms(page)
        screen.settle(page)
        for move in range(MOVES):
            steps += screen.drag_ms(page, 7 * move)
            page.received.clear()
            weighed.append(screen.weighed_ms(page) / 1000)
            screen.settle(page)
            sent.append(sum(page.received) / 1000)
        for move in range(MOVES + 1):
            name = "得分" if move % 2 else "改造年份"
            click = _by_role(page, name)
            painted_ms, answered_ms = screen.clicked_ms(page, click)
            years.append(painted_ms / 1000)
            answered.append(answered_ms / 1000)
            screen.settle(page)
    return {
        "step_ms": screen.median(steps),
        "step_worst_ms": max(steps),
        "weighed_s": screen.median(weighed),
        "weighed_kb": screen.median(sent),
        "year_s": screen.median(years[1:]),
        "year_answered_s": screen.median(answered[1:]),
    }


def _by_role(page: Any, name: str) -> Callable[[], None]:  # noqa: ANN401
    return lambda: page.get_by_role("radio", name=name).click()


def _scrolled(browser: Any, url: str) -> dict[str, float]:  # noqa: ANN401
    with screen.visited(browser, url) as page:
        screen.first_draw_ms(page)
        screen.settle(page)
        frames = sorted(screen.scrolled_ms(page))
    return {"scroll_ms": screen.median(frames), "scroll_p95_ms": frames[len(frames) * 95 // 100]}


def _lines(size: int, found: Figures) -> list[str]:
    first, styled = FIRST_S.get(size, max(FIRST_S.values())), STYLED_S.get(size, 0.3)
    weighed = at_most(found["weighed_s"], styled)
    step, slow = at_most(found["step_ms"], STEP_MS, "ms"), found["scroll_p95_ms"]
    return [
        f"  first draw: {at_most(found['first_s'], first)}, {found['first_kb']:.0f} kB",
        f"  a weight let go, answered: {weighed}, {found['weighed_kb']:.0f} kB",
        f"  score to years and back, painted: {at_most(found['year_s'], styled)}",
        f"  the same, answered: {at_most(found['year_answered_s'], styled)}",
        f"  a step of a drag: {step}, worst {found['step_worst_ms']:.0f} ms",
        f"  a frame of a table scrolled: {found['scroll_ms']:.0f} ms, 95 of 100 in {slow:.0f} ms",
        f"  load {found['load']:.1f} on {os.cpu_count()} cores",
    ]


def _load() -> str:
    return f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def _told(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main()
