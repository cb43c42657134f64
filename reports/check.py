"""What a look at one file found, as one object for other programs and as lines for people."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from intake.check import Checked, Paired, outcome
from intake.headings.headers import Match
from intake.questions import OPTIONS, PATH, PROPOSED
from intake.records import records
from layers.gis import table_name
from reports.issues import issue_sentences
from tables import Issue, issue_table
from texts import say

_LEVELS = {"question": "warning"}  # to another program a question is something to look at
_COMMON = "EPSG:4326"
_ROWS = re.compile(r"(?:^|、)(\d+)(?=、|…|$)")
_SHOWN = 5  # rows named of one finding; `issues.csv` and --json have them all
_NAMED = 10  # estates named of those that were not matched
_SIGNS = {"error": "✗", "question": "?", "warning": "!", "repair": "~", "info": "·"}


def check_object(
    found: Checked, match: Mapping[str, object], issues: Sequence[Issue], *, locale: str
) -> dict[str, Any]:
    """Return what `jiugai check --json` prints: outcome, records, messages, match.

    `issues` are all that is to be said, those about the second file among them.
    """
    told = records(found.rows, found.table)
    return {
        "outcome": outcome(issues),
        "table": found.table,
        "crs_out": _COMMON if any(record.get("centroid") for record in told) else None,
        "columns": [one.header for one in found.headers],
        "records": told,
        "messages": messages(issues, found.headers, locale=locale, own=found.label),
        "match": match,
    }


def refused_object(code: str, sentence: str) -> dict[str, Any]:
    """Return what `jiugai check --json` prints of a file that cannot be read at all."""
    message = _said("error", code, sentence)
    return {
        "outcome": "reject", "table": None, "crs_out": None, "columns": [], "records": [],
        "messages": [message], "match": match_object(None),
    }  # fmt: skip


def messages(
    issues: Iterable[Issue], headers: Sequence[Match] = (), *, locale: str, own: str = ""
) -> list[dict[str, Any]]:
    """Return the issues as messages, gravest first: level, code, rows, field and sentence.

    A question says besides where its answer goes and what may be answered. `own` is the file
    looked at: a sentence about another one begins with its name.
    """
    listed = list(issues)
    table = issue_table(listed)
    sentences = issue_sentences(listed, locale=locale)["sentence"]
    fields = {match.header: match.column for match in headers if match.column}
    return [
        _of_file(_message(row, str(sentence), fields, locale), str(row["file"]), own)
        for row, sentence in zip(table.to_dict("records"), sentences, strict=True)
    ]


def check_lines(
    issues: Sequence[Issue], *, locale: str, all_rows: bool = False, own: str = ""
) -> list[str]:
    """Return the issues as a person reads them in a terminal: a few rows of each finding.

    Where they are of other files than `own`, the one looked at, those of each file stand under a
    line with its name; those of no file come first.
    """
    files = issue_table(list(issues))["file"]  # gravest first
    if not set(files) - {"", own}:
        return _lines(issues, locale, all_rows=all_rows)
    lines = []
    for file in dict.fromkeys(["", *files]):
        lines += [say(locale, "check.of_file", file=file)] if file else []
        told = [issue for issue in issues if issue.file == file]
        lines += _lines(told, locale, all_rows=all_rows)
    return lines


def _lines(issues: Sequence[Issue], locale: str, *, all_rows: bool) -> list[str]:
    lines = []
    signs = issue_table(list(issues))["severity"].map(_SIGNS)
    signed = zip(signs, messages(issues, locale=locale), strict=True)
    for _, group in groupby(signed, key=lambda pair: pair[1]["code"]):
        told = list(group)
        shown = told if all_rows else told[:_SHOWN]
        lines += [f"{sign} {message['text']}" for sign, message in shown]
        if len(told) > len(shown):
            lines.append("  " + say(locale, "check.more", count=len(told) - len(shown)))
    return lines


def match_lines(told: Mapping[str, Sequence[Any]], *, locale: str) -> list[str]:
    """Return who matched whom as one line: how many, and the first names of those without.

    `told` is a `match_object`; of files where nothing was matched with anything, no line.
    """
    named = {name: list(told[name]) for name in ("ledger_only", "polygon_only", "to_confirm")}
    if not told["matched"] and not any(named.values()):
        return []
    parts = [say(locale, "check.matched", count=len(told["matched"]))]
    parts += [
        say(locale, f"check.{name}", count=len(who), names=_names(who, locale))
        for name, who in named.items()
        if who
    ]
    return [say(locale, "check.semicolon").join(parts)]


def _names(who: Sequence[Any], locale: str) -> str:
    shown = [one if isinstance(one, str) else "→".join(one) for one in who[:_NAMED]]
    more = ["…"] if len(who) > len(shown) else []
    return say(locale, "check.listed").join([*shown, *more])


def summary(found: Checked, issues: Sequence[Issue], *, locale: str) -> str:
    """Return one line on a file: what it is, how many rows, what is to be looked at."""
    counts = pd.Series([issue.severity for issue in issues], dtype=object).value_counts()
    words = {name: say(locale, f"severity.{name}") for name in _SIGNS if name in counts}
    listed = [
        say(locale, "check.count", severity=word, count=int(counts[name]))
        for name, word in words.items()
    ]
    return say(
        locale,
        f"check.outcome.{outcome(issues)}",
        file=found.label,
        table=table_name(found.table, locale=locale),
        rows=len(found.rows),
        counts=say(locale, "check.comma").join(listed) or say(locale, "check.nothing"),
    )


def _said(level: str, code: str, text: str) -> dict[str, Any]:
    return {"level": level, "code": code, "rows": [], "field": None, "text": text}


def match_object(pairs: Paired | None) -> dict[str, Any]:
    """Return who was matched with whom, by the names people use; empty of a single file."""
    if pairs is None:
        return {"matched": [], "ledger_only": [], "polygon_only": [], "to_confirm": []}
    return {
        "matched": list(pairs.matched),
        "ledger_only": list(pairs.ledger_only),
        "polygon_only": list(pairs.polygon_only),
        "to_confirm": [list(pair) for pair in pairs.to_confirm],
    }


def _message(
    row: Mapping[Any, Any], sentence: str, fields: Mapping[str, str], locale: str
) -> dict[str, Any]:
    detail = row["detail"]
    numbered = [] if pd.isna(row["row"]) else [int(row["row"])]
    rows = [*numbered, *(r for r in _told_rows(detail) if r not in numbered)]
    header = str(row["column"])
    message: dict[str, Any] = {
        "level": _LEVELS.get(row["severity"], row["severity"]),
        "code": row["code"],
        "rows": rows,
        "field": detail.get("field") or fields.get(header) or None,
        "text": _placed(sentence, rows, header, locale),
    }
    if PATH in detail:
        asked = {"path": detail[PATH], "options": detail[OPTIONS], "proposed": detail[PROPOSED]}
        message["question"] = asked
    return message


def _told_rows(detail: Mapping[str, Any]) -> list[int]:
    """Return the rows an issue lists; written as text, those of the file itself: 2、3."""
    told = detail.get("rows", [])
    return [int(row) for row in _ROWS.findall(told)] if isinstance(told, str) else list(told)


def _of_file(message: dict[str, Any], file: str, own: str) -> dict[str, Any]:
    """Return a message about another file than the one looked at, headed with its name."""
    if not own or not file or file == own or file in message["text"]:
        return message
    return {**message, "text": f"{file}: {message['text']}"}


def _placed(sentence: str, rows: Sequence[int], header: str, locale: str) -> str:
    """Return a sentence with its place in front, unless it says the row itself."""
    if not rows or say(locale, "check.row", row=rows[0]) in sentence:
        return sentence
    if not header or header in sentence:
        return say(locale, "check.at_row", row=rows[0], sentence=sentence)
    return say(locale, "check.at_cell", row=rows[0], column=header, sentence=sentence)
