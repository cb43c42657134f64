"""Why an estate does not start in a year, as the sentences the page shows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from phasing.negotiation.obstacles import Obstacle
from phasing.negotiation.standing import Standing
from study.negotiation.why_words import CLASSES, Said, obstacle_words
from ui.negotiate.estate import names
from ui.session.view import View
from ui.session.words import number, t, wan

_SHUT = ("gate:", "lock_out", "locked", "needs_survey", "cluster_")
_FREE = ("fits", "fits_better")


def said(sentences: Iterable[Said]) -> list[str]:
    """Return sentences in the reader's language."""
    return [t(one.code, **one.values) for one in sentences]


def year_rows(
    called: Mapping[str, str], found: Mapping[int, Sequence[Obstacle]]
) -> list[dict[str, Any]]:
    """Return a line a year or run of years that say the same: what stands in the way, all of it.

    The first sentence says what is to be said first; whatever else is in the way comes after it,
    smaller. `called`: the name of each estate; `found`: what is in the way, by year.
    """
    lines = list[dict[str, Any]]()
    for year, obstacles in sorted(found.items()):
        sentences = [one for each in obstacles for one in _sentences(each, year, called)]
        same = _but_for_year(sentences)
        if lines and lines[-1]["same"] == same:
            lines[-1]["last"] = year
        else:
            kind, count = _kind(obstacles[0].code), len(obstacles)
            lines.append({"same": same, "sentences": sentences, "count": count, "kind": kind,
                          "first": year, "last": year})  # fmt: skip
    return [_line(line) for line in lines]


def as_one(view: View, stood: Standing, estate: str) -> str:
    """Return with whom an estate is done and what they come to together; "" where it is alone.

    What a year lacks is lacking for all of them: households and 万元 of the whole are told.
    """
    unit = stood.unit_of.get(estate)
    others = [one for one in unit.members if one != estate] if unit else []
    if not unit or not others:
        return ""
    rows, called = view.estates.set_index("estate_id").loc[list(unit.members)], names(view)
    return t(
        "negotiate_page.as_one",
        count=len(others),
        names=t("ui.comma").join(called[one] for one in others),
        households=number(rows["households"].sum()),
        wan=wan(rows["cost_wan"].sum()),
    )


def _sentences(found: Obstacle, year: int, called: Mapping[str, str]) -> list[Said]:
    told = [obstacle_words(found, year, called)]
    if found.code == "money" and found.cost_class in CLASSES:
        told.append(Said(f"why.mostly.{found.cost_class}", {}))
    return told


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    first, last = line["first"], line["last"]
    span = str(first) if first == last else f"{first}–{last}"
    sentences = [Said(code, {**values, "year": span}) for code, values in line["sentences"]]
    text, *others = said(sentences)
    begins = t("negotiate_page.year_begins", year=span)
    more = [one.removeprefix(begins) for one in others]
    if line["count"] > 1:
        more.insert(0, t("negotiate_page.also", count=line["count"] - 1))
    return {"text": text, "more": " ".join(more), "kind": line["kind"]}


def _but_for_year(sentences: Iterable[Said]) -> list[tuple[str, list[tuple[str, Any]]]]:
    return [
        (code, sorted((key, value) for key, value in values.items() if key != "year"))
        for code, values in sentences
    ]


def _kind(code: str) -> str:
    return "shut" if code.startswith(_SHUT) else "free" if code in _FREE else ""
