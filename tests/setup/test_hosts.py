"""Nothing committed names the machine it was written on or the registry it was installed from."""

import re
from pathlib import Path

from setup.files import project_files

# Joined here so that this file does not name them either.
HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry.npm" + "js",
    "npm" + "mirror",
    "conda.ana" + "conda",
    "deb.deb" + "ian",
]
PATHS = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", "C:\\Us" + "ers"]
HOST = "|".join(map(re.escape, HOSTS))
PATH = r"(?<![\w.])(?:" + "|".join(map(re.escape, PATHS)) + ")"  # not in the middle of an address
OUTSIDE = "sha" + "red/(?!data)"  # the data folder beside the project is the one outside path
FORBIDDEN = re.compile(f"{HOST}|{PATH}|{OUTSIDE}")


def text(path: Path) -> str:
    """What a text file says; nothing for a picture or another binary."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_the_search_finds_a_planted_path():
    assert FORBIDDEN.search("open('/ho" + "me/someone/ledger.xlsx')")
    assert FORBIDDEN.search("../sha" + "red/notes.md")
    assert not FORBIDDEN.search("https://example.gov.cn/ho" + "me/policy.html, ../sha" + "red/data")


def test_no_file_names_this_machine_or_a_registry():
    found = {
        str(p): FORBIDDEN.findall(text(p)) for p in project_files() if FORBIDDEN.search(text(p))
    }
    assert found == {}
