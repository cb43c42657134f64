"""Write requirements.lock and requirements-test.lock from pyproject.toml: `make lock`.

One universal resolution by uv serves both files, so a package has the same version in each. They
hold pins, hashes and environment markers, and name no registry: whoever installs uses the one
configured on the machine.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Written by `make lock` from pyproject.toml. Do not edit.\n"


def uv(*args: str, folder: Path) -> str:
    """Return what `uv args` prints, run in a folder that holds a pyproject.toml."""
    command = ["uv", *args]
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout


def export(folder: Path, *extras: str) -> list[str]:
    """Return the pins of the project with these extras: one text for each, hashes included."""
    chosen = [word for extra in extras for word in ("--extra", extra)]
    options = ["--quiet", "--frozen", "--no-emit-project", "--no-header", "--no-annotate"]
    text = uv("export", "--format", "requirements-txt", *options, *chosen, folder=folder)
    return re.split(r"\n(?=\S)", text.strip())


def write(path: Path, head: str, pins: list[str]) -> None:
    """Write one lock, with line feeds on every system."""
    path.write_text(HEADER + head + "\n".join(pins) + "\n", encoding="utf-8", newline="\n")


def main() -> int:
    """Resolve afresh in a temporary folder and write both locks."""
    if shutil.which("uv") is None:
        print("make lock needs uv: make test-setup, or pip install uv", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "pyproject.toml", folder)
        uv("lock", folder=folder)
        runtime = export(folder, "setup")
        everything = export(folder, "setup", "test")
    only_test = [pin for pin in everything if pin not in set(runtime)]
    write(ROOT / "requirements.lock", "", runtime)
    write(ROOT / "requirements-test.lock", "-r requirements.lock\n", only_test)
    return 0


if __name__ == "__main__":
    sys.exit(main())
