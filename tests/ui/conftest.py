"""One small study for every test of the app, with a name that tries to be a program."""

import dataclasses
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import openpyxl
import pytest
import yaml

import demo
import intake
import reports
import study
from ui.view import Plan, View

ROOT = Path(__file__).resolve().parents[2]
EVIL = "<img src=x onerror=\"window.hacked=1\"> *A* 'B'"
ESTATES = 40
START_S = 60


@pytest.fixture(scope="session")
def small_study(tmp_path_factory) -> Path:
    """Return the folder of a town of forty estates and two proposals; one estate is called EVIL."""
    folder = demo.write(
        tmp_path_factory.mktemp("small"), estates=ESTATES, seed=demo.SEED, clean=True
    )
    file = folder / "study.yaml"
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    written |= {"proposals": ["need", "balance"], "solver": {"gap": 0.05}}
    file.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")
    rename_first(folder / "台账.xlsx", EVIL)
    return folder


def rename_first(ledger: Path, name: str) -> None:
    """Give the first estate of a ledger another name."""
    book = openpyxl.load_workbook(ledger)
    sheet = book.active
    headers = [cell.value for cell in sheet[1]]
    place = next(i for i, header in enumerate(headers) if header in {"小区名称", "名称", "name"})
    sheet.cell(2, place + 1).value = name
    book.save(ledger)


@pytest.fixture(scope="session")
def solved(small_study):
    """Return a function: weights → the features of estates.geojson that a run of them writes."""

    def run(weights: dict[str, float], out: Path) -> dict[str, dict]:
        folder = shutil.copytree(small_study, out / "study")
        file = folder / "study.yaml"
        written = yaml.safe_load(file.read_text(encoding="utf-8")) | {"weights": weights}
        # The app draws the plan as closely as it is asked; here nothing more is asked of it.
        asked = written["negotiate"]
        written["negotiate"] = {key: asked[key] for key in ("proposal", "gap", "nodes")}
        file.write_text(
            yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
        found = dataclasses.replace(study.run(study.load(folder)), negotiated=None)
        reports.write(found, out / "run", locale="zh")
        text = (out / "run" / "estates.geojson").read_text(encoding="utf-8")
        return {f["id"]: f["properties"] for f in json.loads(text)["features"]}

    return run


@pytest.fixture(scope="session")
def app_url(small_study, tmp_path_factory):
    """Serve the app as `streamlit run app.py` does, and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://localhost:{port}"
    log = tmp_path_factory.mktemp("served") / "log.txt"
    environment = os.environ | {"JIUGAI_STUDY": str(small_study)}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("w") as out:
        served = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"{url}/_stcore/health", served, log)
            yield url
        finally:
            served.terminate()
            served.wait(START_S)


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
def view(small_study):
    """Return the small study as a page sees it, without a page."""
    opened = study.load(small_study)
    choices = opened.choices
    measured = study.measure(intake.read(opened.sources, crs=choices.crs), choices)
    ranked = study.ranked(measured, choices)
    plan = Plan(choices, study.proposed(ranked, choices))
    return View(opened, "key", choices, ranked, plan, plan.proposed.estates)
