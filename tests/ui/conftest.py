"""One small study for every test of the app, with a name that tries to be a program."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import openpyxl
import pytest
import yaml
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

import demo
from tests.ui.browser import launched, opened
from ui.session.opened import STUDY_VARIABLE
from ui.session.view import View

ROOT = Path(__file__).resolve().parents[2]
EVIL = "<img src=x onerror=\"window.hacked=1\"> *A* 'B'"
ESTATES = 40
START_S = 120


@pytest.fixture(scope="session", autouse=True)
def _installed():
    """Look for the components of installed packages once: AppTest looks through all, each time."""
    with pytest.MonkeyPatch.context() as patch:
        looked = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", looked)
        yield


@pytest.fixture(scope="session")
def small_study(tmp_path_factory) -> Path:
    """Return the folder of a town of forty estates and two proposals; one estate is called EVIL."""
    folder = demo.write(
        tmp_path_factory.mktemp("small"), estates=ESTATES, seed=demo.SEED, clean=True
    )
    asked = yaml.safe_load((folder / "study.yaml").read_text(encoding="utf-8"))["negotiate"]
    loose = {"solver": {"gap": 0.05}, "negotiate": asked | {"gap": 0.02}}  # what a page shows, soon
    rewrite(folder, proposals=["need", "balance"], **loose)
    shutil.copy(folder / "study.yaml", folder / "study.yaml.as-made")
    rename_first(folder / "台账.xlsx", EVIL)
    return folder


def rewrite(folder: Path, **parts) -> None:
    """Put parts of study.yaml in the place of those it has."""
    file = folder / "study.yaml"
    told = yaml.safe_load(file.read_text(encoding="utf-8")) | parts
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.fixture
def closed(small_study) -> Path:
    """Lock every estate of the small study out for one test: its plan is of nothing."""
    written = yaml.safe_load((small_study / "study.yaml").read_text(encoding="utf-8"))
    budgets = [rule for rule in written["rules"] if "budget" in rule]
    out = [{"lock_out": {"estate_id": f"LH{number:04d}"}} for number in range(1, ESTATES + 1)]
    rewrite(small_study, rules=[*budgets, *out])
    return small_study


@pytest.fixture(autouse=True)
def _as_it_was(request):
    """Put the small study back as it was: the app saves what a test chooses, or the test itself.

    A test that writes study.yaml does so here, not in a copy: what is not written anew is then
    read, measured and solved once for all.
    """
    if "small_study" not in request.fixturenames:
        yield
        return
    folder = request.getfixturevalue("small_study")
    before = set(folder.iterdir())
    yield
    kept, file = folder / "study.yaml.as-made", folder / "study.yaml"
    if file.read_bytes() != kept.read_bytes():
        file.write_bytes(kept.read_bytes())
    for left in set(folder.iterdir()) - before:
        left.unlink()


def rename_first(ledger: Path, name: str) -> None:
    """Give the first estate of a ledger another name."""
    book = openpyxl.load_workbook(ledger)
    sheet = book.active
    headers = [cell.value for cell in sheet[1]]
    place = next(i for i, header in enumerate(headers) if header in {"小区名称", "名称", "name"})
    sheet.cell(2, place + 1).value = name
    book.save(ledger)


@pytest.fixture(scope="session")
def app_url(small_study, tmp_path_factory):
    """Serve the small study for every test that changes nothing in it for long."""
    with serving([small_study], tmp_path_factory.mktemp("served") / "log.txt") as url:
        yield url


@contextmanager
def serving(studies, log: Path):
    """Serve studies as `streamlit run app.py` does; yield the address."""
    with served(studies, log) as (url, _):
        yield url


@contextmanager
def served(studies, log: Path, *, program: Sequence[str] = ("-m", "streamlit")):
    """Serve studies; yield the address and the process, which a test may kill."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://localhost:{port}"
    environment = os.environ | {STUDY_VARIABLE: os.pathsep.join(map(str, studies))}
    command = [sys.executable, *program, "run", "app.py", "--server.port", str(port)]
    with log.open("a") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"{url}/_stcore/health", process, log)
            yield url, process
        finally:
            process.terminate()
            process.wait(START_S)


def _wait_for(address: str, served: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and served.poll() is None:
        try:
            with urllib.request.urlopen(address):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the app did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def view(small_study) -> View:
    """Return the small study as a page sees it; pages then find it read, measured and solved."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(STUDY_VARIABLE, str(small_study))
        app = AppTest.from_function(_looked, default_timeout=START_S).run()
    assert not app.exception
    return app.session_state["looked"]


def _looked():
    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.session import opened  # noqa: PLC0415
    from ui.session.view import first_look, look  # noqa: PLC0415

    st.session_state["looked"] = look(first_look(opened.found()[0]))


@pytest.fixture(scope="module")
def browser(chromium):
    """Start a browser for the tests of a file; two at once a thread cannot drive."""
    with launched(chromium) as started:
        yield started


@pytest.fixture
def app(browser, app_url):
    """Open the app as a new reader; it must ask nobody else and run no name."""
    with opened(browser, app_url) as (page, foreign):
        yield page
        assert foreign == [], "the app asked another host"
        assert page.evaluate("window.hacked") is None, "a name was run as a program"
