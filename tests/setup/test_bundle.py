"""Bundles for networks without internet: the Linux one is installed, both are looked through."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name, parse_wheel_filename

from setup.browser_files import missing
from setup.bundle import BUNDLED, LINUX, START, WINDOWS, lock_text, needed, top_folder, write
from setup.pins import ROOT, System

each_bundle = pytest.mark.parametrize("system", BUNDLED, ids=lambda system: system.name)
OUTPUTS = {
    "areas.geojson",
    "briefing.html",
    "estates.geojson",
    "issues.csv",
    "jiugai.gpkg",
    "programme.xlsx",
    "run.json",
    "timings.json",
}


@each_bundle
def test_a_bundle_needs_no_node_and_can_install_the_program(system: System):
    names = {pin.name for pin in needed(system)}
    assert not {name for name in names if name.startswith("nodejs")}
    assert {"setuptools", "streamlit", "numba", "highspy"} <= names
    assert ("colorama" in names) == (system is WINDOWS)
    assert ";" not in lock_text(system)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """Each bundle, written and unpacked: system → its folder."""
    folder = tmp_path_factory.mktemp("bundles")
    for system in BUNDLED:
        with zipfile.ZipFile(write(system, folder)) as bundle:
            bundle.extractall(folder)
    return {system: folder / top_folder(system) for system in BUNDLED}


@pytest.mark.heavy
@each_bundle
def test_a_bundle_is_complete(system, unpacked):
    folder = unpacked[system]
    wheels = [parse_wheel_filename(path.name) for path in (folder / "wheels").iterdir()]
    wanted = {(pin.name, pin.version) for pin in needed(system)}
    assert {(canonicalize_name(name), str(version)) for name, version, *_ in wheels} == wanted
    assert (folder / "requirements.lock").read_text(encoding="utf-8") == lock_text(system)
    assert missing(folder / "static" / "vendor") == []
    for name in ("app.py", "pyproject.toml", ".streamlit/config.toml", "INSTALL.html"):
        assert (folder / name).is_file(), name
    assert not (folder / "tests").exists()


@pytest.mark.heavy
@each_bundle
def test_a_bundle_holds_every_room(system, unpacked):
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"setup", "tests"}
    assert {path.parent.name for path in unpacked[system].glob("*/__init__.py")} == rooms


@pytest.mark.heavy
@each_bundle
def test_the_start_script_has_the_line_ends_of_its_system(system, unpacked):
    script = (unpacked[system] / START[system]).read_bytes()
    assert (script.count(b"\r\n") == script.count(b"\n")) == (system is WINDOWS)
    assert script.isascii() or system is LINUX


@pytest.mark.heavy
def test_the_windows_bundle_is_said_to_be_untried(unpacked):
    page = (unpacked[WINDOWS] / "INSTALL.html").read_text(encoding="utf-8")
    assert "尚未在 Windows 上实际安装" in page
    assert "has not been installed on Windows yet" in page


@pytest.mark.heavy
@pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("python3.11") is None,
    reason="the Linux bundle is installed with python3.11 on Linux",
)
def test_the_linux_bundle_installs_and_runs_the_demo_without_an_index(unpacked):
    folder = unpacked[LINUX]
    nowhere = "http://127.0.0.1:9"  # nothing listens: whatever calls out fails
    cut = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_CACHE_DIR": str(folder / "no")}
    cut |= dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), nowhere)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}

    def run(*command: str | Path) -> None:
        done = subprocess.run(
            command, check=False, cwd=folder, env=kept | cut, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr

    run("bash", "start.sh", "install")
    run(".venv/bin/jiugai", "demo", "studies/demo")
    run(".venv/bin/jiugai", "run", "studies/demo", "--out", "out")
    assert {path.name for path in (folder / "out").iterdir()} >= OUTPUTS
