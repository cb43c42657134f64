"""Why an estate does not start in a year, as the sentences the page shows."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from study.negotiation.why_words import Said, row_words
from ui.negotiate.estate import names
from ui.session.view import View
from ui.session.words import t

_SHUT = ("gate:", "lock_out", "locked", "needs_survey", "cluster_")
_FREE = ("fits", "fits_better")


def said(sentences: Iterable[Said]) -> list[str]:
    """Return sentences in the reader's language."""
    return [t(one.code, **one.values) for one in sentences]


def year_rows(view: View, rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a line a year or run of years that say the same: what stands in the way, what more.

    The first sentence says what stands in the way; others of the row come after it, smaller.
    """
    called, lines = names(view), list[dict[str, Any]]()
    for row in rows.sort_values("year").to_dict("records"):
        sentences = row_words(row, called)
        same = _but_for_year(sentences)
        if lines and lines[-1]["same"] == same:
            lines[-1]["last"] = row["year"]
        else:
            lines.append({"same": same, "sentences": sentences, "kind": _kind(str(row["code"])),
                          "first": row["year"], "last": row["year"]})  # fmt: skip
    return [_line(line) for line in lines]


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    first, last = line["first"], line["last"]
    span = str(first) if first == last else f"{first}–{last}"
    sentences = [Said(code, {**values, "year": span}) for code, values in line["sentences"]]
    text, *more = said(sentences)
    return {"text": text, "more": " ".join(more), "kind": line["kind"]}


def _but_for_year(sentences: Iterable[Said]) -> list[tuple[str, list[tuple[str, Any]]]]:
    return [
        (code, sorted((key, value) for key, value in values.items() if key != "year"))
        for code, values in sentences
    ]


def _kind(code: str) -> str:
    return "shut" if code.startswith(_SHUT) else "free" if code in _FREE else ""
