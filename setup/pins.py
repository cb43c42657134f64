"""Read a lock: which packages it pins, and which of them a system needs."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class System:
    """One kind of machine: its name, what markers call it, what uv calls it."""

    name: str
    sys_platform: str
    machine: str
    target: str


LINUX = System("linux-x64", "linux", "x86_64", "x86_64-unknown-linux-gnu")
WINDOWS = System("windows-x64", "win32", "AMD64", "x86_64-pc-windows-msvc")
MAC_ARM = System("macos-arm64", "darwin", "arm64", "aarch64-apple-darwin")
MAC_INTEL = System("macos-x64", "darwin", "x86_64", "x86_64-apple-darwin")
SYSTEMS = (LINUX, WINDOWS, MAC_ARM, MAC_INTEL)
PYTHONS = ("3.11", "3.12", "3.13")


@dataclass(frozen=True)
class Pin:
    """One locked package; `text` is its whole entry with the hashes."""

    text: str

    @property
    def requirement(self) -> Requirement:
        """Name, exact version and marker."""
        return Requirement(self.text.split("\\", 1)[0])

    @property
    def name(self) -> str:
        """The name as registries compare it: lower case, hyphens.

        >>> Pin("Et_XmlFile==2.0.0").name
        'et-xmlfile'
        """
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        """The one version this pin allows.

        >>> Pin("numpy==2.4.6 ; python_full_version < '3.12'").version
        '2.4.6'
        """
        (exact,) = self.requirement.specifier
        return exact.version


def pins(lock: Path) -> list[Pin]:
    """Return the pins of a lock, in its order."""
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
    return [Pin(entry) for entry in entries if entry[0].isalnum()]


def applies(requirement: Requirement, system: System, python: str) -> bool:
    """Say whether a requirement's marker holds on this system with this Python.

    >>> applies(Requirement("colorama ; sys_platform == 'win32'"), LINUX, "3.11")
    False
    """
    there: dict[str, str | AbstractSet[str]] = {
        "sys_platform": system.sys_platform,
        "platform_machine": system.machine,
        "python_version": python,
        "python_full_version": f"{python}.9",
    }
    marker = requirement.marker
    return marker is None or marker.evaluate(there)
