"""One estate on paper: what it scores and why, what is planned, and where each number is from."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import markupsafe

from layers.score_reasons import move_sentences, rank_reason, unknown_sentences
from layers.small_map import svg
from layers.straight import by_straight_lines
from reports.estate_basis import gate, method, sources, standards
from reports.estate_numbers import criteria
from reports.estate_place import facilities, place_map
from reports.estate_plan import plans
from reports.estate_walks import notes
from reports.figures import NOTHING, count, joined, money
from reports.rank_ranges import named
from study.reasons import Explained, explained
from study.results import Results
from tables import InputError
from texts import say

Page = Mapping[str, Any]

_HERE = Path(__file__).parent / "templates"
_OPEN = 4  # open things told: the widest first
_COLUMNS = ("item", "value", "median", "points", "weight", "part", "how")
_WORDS = (
    "title", "facilities", "facilities_note", "no_facilities", "map_note", "no_map", "gate",
    "plans", "year", "why", "parts", "sum", "moves", "moves_changeable", "moves_fact", "no_moves",
    "unknowns", "unknowns_more", "no_unknowns", "basis", "sources", "standards",
)  # fmt: skip
_MOVES = 3  # moves told of a kind: the most plausible first


def estate_page(results: Results, estate_id: str, *, locale: str, up: int | None = None) -> Page:
    """Return everything the sheet of an estate says, as texts and shares: one source for HTML, PDF.

    `up` is how many places the moves are to bring. Raises InputError `estate_sheet.unknown_estate`
    where the study has no such estate.
    """
    estates = results.estates.set_index("estate_id", drop=False)
    if estate_id not in estates.index:
        raise InputError("estate_sheet.unknown_estate", estate=estate_id, count=len(estates))
    row = estates.loc[estate_id].to_dict()
    told = explained(results, results.choices, estate_id, up=up)
    page = {
        **_head(results, row, told, locale),
        **_reasons(results, told, locale),
        "criteria": criteria(results, row, told, locale=locale),
        "map": place_map(results, estate_id),
        "facilities": facilities(results, estate_id, locale=locale),
        "walk_notes": notes(results, estate_id, locale=locale),
        "gate": gate(results, row, locale=locale),
        "plans": plans(results, row, locale=locale),
        "method": method(results, locale=locale),
        "sources": sources(results, locale=locale),
        "standards": standards(results, locale=locale),
        "columns": [say(locale, f"estate_sheet.column.{name}") for name in _COLUMNS],
    }
    return page | {"words": _words(page, locale, straight=by_straight_lines(results))}


def _words(page: Page, locale: str, *, straight: bool) -> dict[str, str]:
    """Return the headings and notes of the sheet."""
    told = {"up": page["up"], "count": page["unknowns_more"]}
    drawn = page["map"]
    told["scale"] = f"{drawn.scale:,}" if drawn else ""
    words = {key: say(locale, f"estate_sheet.{key}", **told) for key in _WORDS}
    if straight:
        words["facilities"] = say(locale, "walk_method.of", name=words["facilities"])
    if page["up"] == 0:  # nobody is ahead of it
        words["moves"] = say(locale, "estate_sheet.moves_first")
    return words | {"semicolon": say(locale, "list.semicolon")}


def sheet_html(results: Results, estate_id: str, *, locale: str, up: int | None = None) -> str:
    """Return the sheet as one HTML text that needs nothing else: two pages of A4 when printed."""
    page = estate_page(results, estate_id, locale=locale, up=up)
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    drawn = page["map"]
    label = say(locale, "estate_sheet.map_of", name=page["name"])
    return made.get_template("estate_sheet.html.j2").render(
        page=page,
        locale=locale,
        css=markupsafe.Markup((_HERE / "estate_sheet.css").read_text(encoding="utf-8")),  # noqa: S704 - ours
        drawing=markupsafe.Markup(svg(drawn, label=label)) if drawn else "",  # noqa: S704 - escaped there
    )


def _head(results: Results, row: Mapping[str, Any], told: Explained, locale: str) -> dict[str, Any]:
    where = [row.get(name) for name in ("district", "street", "community")]
    return {
        "title": say(locale, "estate_sheet.title"),
        "study": results.choices.name,
        "name": _text(row["name"]) or told.estate_id,
        "place": " · ".join(filter(None, [*map(_text, where), told.estate_id])),
        "facts": _facts(row, locale),
        "headline": _headline(row, told, locale),
        "footer": say(
            locale,
            "estate_sheet.footer",
            study=results.choices.name,
            day=results.choices.day_of_law.isoformat(),
            version=results.record.get("jiugai", ""),
        ),
    }


def _facts(row: Mapping[str, Any], locale: str) -> list[dict[str, str]]:
    built = _number(row, "built_year")
    found = {
        "built_year": say(locale, "unknown") if built is None else f"{built:.0f}",
        **{
            name: say(locale, "unknown")
            if _number(row, name) is None
            else count(_number(row, name))
            for name in ("buildings", "households", "residents", "floor_area_m2")
        },
        "cost_wan": joined(money(_number(row, "cost_wan"), locale=locale)),
    }
    return [
        {"label": say(locale, f"estate_sheet.fact.{name}"), "value": value}
        for name, value in found.items()
    ]


def _headline(row: Mapping[str, Any], told: Explained, locale: str) -> list[dict[str, str]]:
    known = _number(row, "score") is not None
    ranks = say(locale, "list.semicolon").join(named(row, locale=locale))
    whole = say(locale, "estate_sheet.of_all", count=count(told.estates))
    numbers = [
        {"label": say(locale, f"estate_sheet.{name}"), **_ranged(row, name, locale)}
        for name in ("score", "need", "readiness")
    ]
    grade = say(locale, f"grade.{row['grade']}") if row["grade"] else NOTHING
    share = say(locale, "estate_sheet.known", share=f"{row['completeness']:.0%}")
    return [
        {
            "label": say(locale, "estate_sheet.rank"),
            "value": count(told.rank),
            "small": f"{whole} {ranks}",
        },
        *numbers,
        {
            "label": say(locale, "estate_sheet.grade"),
            "value": grade if known else NOTHING,
            "small": share,
        },
    ]


def _ranged(row: Mapping[str, Any], name: str, locale: str) -> dict[str, str]:
    value, low, high = (_number(row, f"{name}{end}") for end in ("", "_low", "_high"))
    if value is None or low is None or high is None:
        return {"value": NOTHING, "small": say(locale, "unknown")}
    small = say(locale, "range.widest_of", low=f"{low:.1f}", high=f"{high:.1f}")
    return {"value": f"{value:.1f}", "small": small}


def _reasons(results: Results, told: Explained, locale: str) -> dict[str, Any]:
    moves = move_sentences(told, results.tree, locale=locale)
    shown = {kind: lines[:_MOVES] for kind, lines in moves.items()}
    lines = unknown_sentences(told, results.tree, locale=locale)
    return {
        "sentence": rank_reason(told, results.tree, locale=locale),
        "up": told.up,
        "moves": shown if any(shown.values()) else {},
        "unknowns": lines[:_OPEN],
        "unknowns_more": max(0, len(lines) - _OPEN),
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(row: Mapping[str, Any], name: str) -> float | None:
    value = row.get(name)
    return None if value is None or value != value else float(value)  # noqa: PLR0124 - NaN
