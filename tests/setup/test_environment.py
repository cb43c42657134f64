"""environment.yml, pyproject.toml and the locks say the same about what Jiugai stands on."""

import itertools
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-test.lock")
PYTHONS = ("3.11", "3.12", "3.13")
# system: (uv's name for it, what its markers say)
SYSTEMS = {
    "Linux x86_64": ("x86_64-unknown-linux-gnu", ("linux", "x86_64")),
    "Windows x64": ("x86_64-pc-windows-msvc", ("win32", "AMD64")),
    "macOS arm64": ("aarch64-apple-darwin", ("darwin", "arm64")),
    "macOS x64": ("x86_64-apple-darwin", ("darwin", "x86_64")),
}


def requirements(*extras: str) -> list[Requirement]:
    """What pyproject.toml asks for directly: run time and these extras."""
    asked = itertools.chain(*(PROJECT["optional-dependencies"][extra] for extra in extras))
    return [Requirement(text) for text in [*PROJECT["dependencies"], *asked]]


def names(asked: list[Requirement]) -> set[str]:
    return {canonicalize_name(requirement.name) for requirement in asked}


def pins(lock: str) -> list[Requirement]:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return [Requirement(line.rstrip("\\ ")) for line in lines if line[:1].isalnum()]


def version(pin: Requirement) -> str:
    (exact,) = pin.specifier
    assert exact.operator == "=="
    return exact.version


def conda() -> list[Requirement]:
    """What environment.yml asks for, python and pip left out; its pip part included."""
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    entries = yaml.safe_load(text)["dependencies"]
    flat = itertools.chain(*(e["pip"] if isinstance(e, dict) else [e] for e in entries))
    return [r for r in map(Requirement, flat) if r.name not in {"python", "pip"}]


def applies(asked: Requirement, system: str, python: str) -> bool:
    platform, machine = SYSTEMS[system][1]
    there = {
        "sys_platform": platform,
        "platform_machine": machine,
        "python_version": python,
        "python_full_version": f"{python}.9",
    }
    return asked.marker is None or asked.marker.evaluate({**default_environment(), **there})


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
    assert names(requirements("setup")) <= names(pins("requirements.lock"))
    assert names(requirements("setup", "test")) <= names(
        pins("requirements.lock") + pins("requirements-test.lock")
    )


def test_the_test_lock_adds_to_the_other_and_repeats_nothing():
    text = (ROOT / "requirements-test.lock").read_text(encoding="utf-8")
    assert "\n-r requirements.lock\n" in text
    assert not names(pins("requirements.lock")) & names(pins("requirements-test.lock"))


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_locked_versions_lie_inside_the_declared_ranges(system, python):
    locked = [*pins("requirements.lock"), *pins("requirements-test.lock")]
    here = {canonicalize_name(p.name): version(p) for p in locked if applies(p, system, python)}
    asked = [r for r in requirements("setup", "test") if applies(r, system, python)]
    outside = [
        f"{r} but {here.get(canonicalize_name(r.name))} is locked"
        for r in [*asked, *conda()]
        if not r.specifier.contains(here.get(canonicalize_name(r.name), "0"), prereleases=False)
    ]
    assert outside == []


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_each_package_has_one_version_on_each_system(system, python):
    here = [p.name for lock in LOCKS for p in pins(lock) if applies(p, system, python)]
    assert len(here) == len(set(here))


@pytest.mark.parametrize("lock", [*LOCKS, "browser/package-lock.json"])
def test_locks_name_no_host(lock):
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = [block for block in text.split("\n") if block[:1].isalnum()]
    assert blocks
    assert all(block.endswith("\\") for block in blocks)


@pytest.mark.heavy
@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_wheels_exist_so_nobody_needs_a_compiler(system, python, tmp_path):
    uv = Path(sys.executable).with_name("uv")
    command = [uv, "pip", "install", "--dry-run", "--quiet", "--require-hashes"]
    command += ["--only-binary", ":all:", "--target", tmp_path / "none", "--no-cache"]
    command += ["--python-platform", SYSTEMS[system][0], "--python-version", python]
    # pyproj's wheels for Macs begin at macOS 14
    done = subprocess.run(
        [*command, "-r", ROOT / "requirements.lock"],
        check=False,
        cwd=tmp_path,
        env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": "14.0"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
