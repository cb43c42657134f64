"""What every test run shares: where Chromium is, and repeatable property tests."""

import gc
import os
import shutil
from collections.abc import Generator

import pytest
from hypothesis import settings

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
NO_CHROMIUM = "no Chromium: apt-get install -y chromium fonts-noto-cjk, or set CHROMIUM="

# The files that take longest, in this order before all others: two workers then end together.
# Those that drive a browser, which is several processes, alternate with those that calculate.
LONG = (
    "docs/tutorial.md",
    "tests/ui/test_browser.py",
    "tests/cli/test_same_bytes.py",
    "tests/ui/session/test_browser.py",
    "docs/negotiation.md",
    "tests/ui/test_journey.py",
    "tests/cli/test_main.py",
    "tests/ui/session/test_two_studies_browser.py",
    "tests/ui/negotiate/test_page.py",
    "tests/ui/test_names_browser.py",
    "docs/what-if.md",
    "tests/ui/trust/test_browser.py",
    "tests/ui/data/test_page.py",
    "tests/ui/circle/test_browser.py",
    "tests/scoring/facts/test_safety.py",
    "tests/ui/weights/test_browser.py",
    "tests/phasing/test_clash.py",
    "tests/ui/plan/editing/test_browser.py",
    "tests/ui/data/test_problem_words.py",
    "tests/ui/plan/editing/test_map_stays.py",
    "tests/ui/test_app.py",
    "tests/ui/negotiate/test_browser.py",
    "tests/intake/worker/test_jobs.py",
    "tests/ui/data/test_problem_words_browser.py",
    "tests/reports/test_circle_sheets.py",
    "tests/ui/plan/compare/test_browser.py",
    "tests/demo/test_study.py",
    "tests/ui/data/test_browser.py",
    "docs/rank.md",
    "tests/ui/plan/test_browser.py",
    "docs/reasons.md",
    "tests/ui/criteria/test_browser.py",
    "docs/funding.md",
    "tests/ui/map/test_at_once.py",
    "tests/intake/worker/test_memory.py",
    "tests/ui/map/test_browser.py",
    "docs/siting.md",
    "tests/ui/frame/test_browser.py",
    "tests/ui/circle/test_page.py",
    "tests/texts/test_issue_codes.py",
    "tests/phasing/test_properties.py",
    "tests/ui/outputs/test_page.py",
    "tests/ui/plan/test_page.py",
)

settings.register_profile("jiugai", derandomize=True, deadline=None)
settings.load_profile("jiugai")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser to drive; there is one wherever a browser test runs."""
    assert CHROMIUM, "mark the test @pytest.mark.browser"
    return CHROMIUM


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; the others stay as they were found."""
    place = {file: at for at, file in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0], len(LONG)))


def pytest_collection_finish() -> None:
    """Look for no garbage among thousands of tests: every run of the app ends with a search."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a browser test where there is no browser."""
    if item.get_closest_marker("browser") and not CHROMIUM:
        pytest.skip(NO_CHROMIUM)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On CI a browser test that skips itself, for whatever reason, has failed."""
    report = yield
    required = os.environ.get("JIUGAI_REQUIRE_BROWSER") and item.get_closest_marker("browser")
    if report.skipped and required:
        report.outcome = "failed"
        report.longrepr = f"skipped under JIUGAI_REQUIRE_BROWSER: {report.longrepr}"
    return report
