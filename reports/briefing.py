"""briefing.html: one page per question, in one file that opens anywhere, without a network."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import jinja2
import markupsafe

from layers.script import as_script, browser_script
from reports.basis import basis, inputs
from reports.compared import aims, compare
from reports.gate_words import gates_page
from reports.negotiable import negotiable
from reports.overview import overview
from reports.slides import paid, when, who
from reports.sooner import sooner
from reports.trust import first, unsure
from reports.where import where
from study.results import Results
from tables import InputError
from texts import say

_HERE = Path(__file__).parent / "templates"
_VENDOR = Path(__file__).parents[1] / "static" / "vendor"

Slide = Callable[..., Mapping[str, Any] | None]
_PLAN: Mapping[str, Slide] = {
    "overview": overview,
    "where": where,
    "when": when,
    "paid": paid,
    "who": who,
    "compare": compare,
    "aims": aims,
    "negotiable": negotiable,
    "sooner": sooner,
    "first": first,
    "unsure": unsure,
}
_WITHOUT_PLAN = ("where", "first", "unsure")
SLIDES = (*_PLAN, "entry", "basis", "inputs")


def briefing(results: Results, *, locale: str, slides: Collection[str] = SLIDES) -> str:
    """Return the briefing as one HTML text: styles, scripts, map and figures inside.

    `slides` are the pages wanted, of `SLIDES`; their order stays, those with nothing to tell are
    left out. Raises InputError `briefing.no_leaflet` when the browser files are not there.
    """
    shown = [(key, page) for key, page in _slides(results, locale) if key in slides]
    page = _templates(locale).get_template("briefing.html.j2")
    return page.render(
        locale=locale,
        name=results.choices.name,
        day=results.choices.day_of_law.isoformat(),
        slides=shown,
        questions={key: say(locale, f"briefing.{key}.question") for key, _ in shown},
        css=_inline(_vendor("leaflet.css")) + _inline(_read("briefing.css")),
        scripts=[_inline(_vendor("leaflet.js")), _inline(browser_script())],
        pager=_inline(_read("briefing.js")),
        as_script=lambda value: markupsafe.Markup(as_script(value)),  # noqa: S704 - made harmless
    )


def _slides(results: Results, locale: str) -> list[tuple[str, Mapping[str, Any]]]:
    plan = _PLAN if results.proposals else {key: _PLAN[key] for key in _WITHOUT_PLAN}
    made = [(key, make(results, locale=locale)) for key, make in plan.items()]
    shown = [(key, page) for key, page in made if page is not None]
    standards = [("basis", page) for page in basis(results, locale=locale)]
    tests = gates_page(results, locale=locale)
    entry = [("entry", tests)] if tests else []
    return [*shown, *entry, *standards, ("inputs", inputs(results, locale=locale))]


def _templates(locale: str) -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["t"] = lambda code, **values: say(locale, code, **values)
    made.filters["pc"] = _length
    return made


def _length(share: float) -> str:
    """Return the length of a bar in per cent; what is unknown has none."""
    return "0" if math.isnan(share) else f"{share * 100:.2f}%"


def _vendor(name: str) -> str:
    path = _VENDOR / name
    if not path.is_file():
        raise InputError("briefing.no_leaflet", file=f"static/vendor/{name}")
    return path.read_text(encoding="utf-8")


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _inline(text: str) -> markupsafe.Markup:
    """Return our own or Leaflet's code for a page: nothing points outside, nothing ends early."""
    text = re.sub(r"/[/*][#@] sourceMappingURL=\S+( \*/)?", "", text)
    text = re.sub(r"url\((?!data:)[^)]*\)", "none", text)
    text = re.sub(r"</(?=script|style)", r"<\\/", text, flags=re.IGNORECASE)
    return markupsafe.Markup(text)  # noqa: S704 - no word of it comes from data
