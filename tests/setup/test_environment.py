"""environment.yml, pyproject.toml and the locks say the same about what Jiugai stands on."""

import itertools
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from setup.pins import PYTHONS, ROOT, SYSTEMS, Pin, applies, pins

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-test.lock")
each_python = pytest.mark.parametrize("python", PYTHONS)
each_system = pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)


def requirements(*extras: str) -> list[Requirement]:
    """What pyproject.toml asks for directly: run time and these extras."""
    asked = itertools.chain(*(PROJECT["optional-dependencies"][extra] for extra in extras))
    return [Requirement(text) for text in [*PROJECT["dependencies"], *asked]]


def names(asked: list[Requirement]) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement in asked}


def locked(*locks: str) -> list[Pin]:
    return [pin for lock in locks for pin in pins(ROOT / lock)]


def conda() -> list[Requirement]:
    """What environment.yml asks for, python and pip left out; its pip part included."""
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    entries = yaml.safe_load(text)["dependencies"]
    flat = itertools.chain(*(e["pip"] if isinstance(e, dict) else [e] for e in entries))
    return [r for r in map(Requirement, flat) if r.name not in {"python", "pip"}]


def test_conda_and_pyproject_ask_for_the_same_packages_in_the_same_ranges():
    everywhere = [r for r in requirements("setup") if r.marker is None]
    assert {r.name: r.specifier for r in conda()} == {r.name: r.specifier for r in everywhere}
    assert names(requirements("setup")) == names(everywhere)


def test_python_is_held_to_the_same_range_in_both():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    (python,) = [e for e in yaml.safe_load(text)["dependencies"] if str(e).startswith("python ")]
    assert (
        Requirement(python).specifier
        == Requirement(f"python{PROJECT['requires-python']}").specifier
    )


def test_every_direct_package_is_locked():
    assert names(requirements("setup")) <= {pin.name for pin in locked("requirements.lock")}
    assert names(requirements("setup", "test")) <= {pin.name for pin in locked(*LOCKS)}


def test_the_test_lock_adds_to_the_other_and_repeats_nothing():
    text = (ROOT / "requirements-test.lock").read_text(encoding="utf-8")
    assert "\n-r requirements.lock\n" in text
    first, second = ({pin.name for pin in locked(lock)} for lock in LOCKS)
    assert not first & second


@each_system
@each_python
def test_locked_versions_lie_inside_the_declared_ranges(system, python):
    here = {p.name: p.version for p in locked(*LOCKS) if applies(p.requirement, system, python)}
    asked = [r for r in requirements("setup", "test") if applies(r, system, python)]
    outside = [
        f"{r} but {here.get(canonicalize_name(r.name))} is locked"
        for r in [*asked, *conda()]
        if not r.specifier.contains(here.get(canonicalize_name(r.name), "0"), prereleases=False)
    ]
    assert outside == []


@each_system
@each_python
def test_each_package_has_one_version_on_each_system(system, python):
    here = [pin.name for pin in locked(*LOCKS) if applies(pin.requirement, system, python)]
    assert len(here) == len(set(here))


@pytest.mark.parametrize("lock", [*LOCKS, "browser/package-lock.json"])
def test_locks_name_no_host(lock):
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_is_exact_and_has_a_hash(lock):
    assert all(pin.version and "--hash=sha256:" in pin.text for pin in locked(lock))


@pytest.mark.heavy
@each_system
@each_python
def test_wheels_exist_so_nobody_needs_a_compiler(system, python, tmp_path):
    uv = Path(sys.executable).with_name("uv")
    command = [uv, "pip", "install", "--dry-run", "--quiet", "--no-cache", "--require-hashes"]
    command += ["--only-binary", ":all:", "--target", tmp_path / "none"]
    command += ["--python-platform", system.target, "--python-version", python]
    done = subprocess.run(
        [*command, "-r", ROOT / "requirements.lock"],
        check=False,
        cwd=tmp_path,
        env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": "14.0"},  # where pyproj's wheels begin
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
