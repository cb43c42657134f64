"""What every test run shares: where Chromium is, and repeatable property tests."""

import os
import shutil
from collections.abc import Generator

import pytest
from hypothesis import settings

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
NO_CHROMIUM = "no Chromium: apt-get install -y chromium fonts-noto-cjk, or set CHROMIUM="

settings.register_profile("jiugai", derandomize=True, deadline=None)
settings.load_profile("jiugai")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser to drive; there is one wherever a browser test runs."""
    assert CHROMIUM, "mark the test @pytest.mark.browser"
    return CHROMIUM


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
