"""What every live map has around it: tools to measure, print and choose the ground, in words."""

from datetime import date
from typing import Any

from ui.map import base_map
from ui.map.online import online
from ui.session.words import t

_WORDS = {
    "extent": ("title",),
    "measure": (
        "title", "hint", "distance", "area", "metres", "kilometres", "hectares", "km2", "end",
    ),
    "print": ("title", "heading", "print", "close", "date"),
    "tiles": ("title", "local", "online", "none"),
    "names": ("title",),
}  # fmt: skip


def frame_tools(*, base: str = "") -> dict[str, dict[str, Any]]:
    """Return what the tools of a map's frame need, by tool: `live_map` hands it to each map.

    `base` is the name of the base map under it.
    """
    given: dict[str, dict[str, Any]] = {tool: {"words": _words(tool)} for tool in _WORDS}
    given["print"] |= {"date": date.today().isoformat()}  # noqa: DTZ011 - here
    missing = [t(f"map.tiles.without_{kind}") for kind in base_map.left_out(base)]
    given["tiles"] |= {"online": online(), "missing": missing}
    return given


def _words(tool: str) -> dict[str, str]:
    return {word: t(f"map.{tool}.{word}") for word in _WORDS[tool]}
