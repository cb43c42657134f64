"""A sentence of the app that no page says any more is nobody's to translate."""

import re
from pathlib import Path

import pytest

from texts import codes

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("ui", "layers", "reports", "cli")
WHOLE = re.compile(r"""["'`]([\w.\-]+)["'`]""")
OPEN = re.compile(r"""f(["'])(ui\.[\w.\-]+)\{(?:(?!\1)[^\n])*\}([\w.\-]*)\1""")
OPEN_IN_PAGES = re.compile(r"""["'](ui\.[\w.\-]+)["']() ~""")


def said() -> tuple[set[str], set[tuple[str, str]]]:
    """Return the codes named whole in the rooms that speak, and how the built ones begin, end."""
    files = [
        file
        for room in ROOMS
        for file in sorted((ROOT / room).rglob("*"))
        if file.suffix in {".py", ".js", ".j2"}
    ]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    built = {(begins, ends) for _, begins, ends in OPEN.findall(text)}
    return set(WHOLE.findall(text)), built | set(OPEN_IN_PAGES.findall(text))


def unsaid(found: list[str]) -> list[str]:
    whole, built = said()
    return [
        code
        for code in found
        if code not in whole
        and not any(code.startswith(begins) and code.endswith(ends) for begins, ends in built)
    ]


def test_every_sentence_of_the_app_is_said_somewhere():
    assert unsaid([code for code in codes("zh") if code.startswith("ui.")]) == []


@pytest.mark.parametrize("code", ["ui.never_said", "ui.opening"])
def test_one_that_is_said_nowhere_is_found(code):
    assert unsaid([code, "ui.study"]) == [code]
