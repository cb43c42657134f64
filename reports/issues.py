"""issues.csv: what was found in the files, in words, for Excel."""

import csv
import io
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from intake.questions import PATH
from layers.category_name import category_name
from layers.gis import heading, table_name
from layers.proposal_name import proposal_name
from reports.declared_names import in_one
from reports.figures import percent
from reports.refusal import refusal
from reports.weight_words import criterion_words, issue_words
from tables import InputError, Issue, issue_table
from texts import said, say
from texts.issue_codes import issue_codes

_BOM = "\ufeff"  # without it Excel reads Chinese as GBK
_ALIKE = "study.proposals_alike."
_COMPARED = "published.compared"
_NOT_ANSWERED = "negotiate.not_answered"  # its reason is a sentence of its own
_OF_CATEGORY = ("category", "facility")  # what an issue calls the code of a kind of facility
_HERE = ".here"  # the sentence of a question beside the field of its answer
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def issues_csv(issues: Iterable[Issue], *, locale: str) -> str:
    """Return the issue log as CSV text, gravest first, with a sentence for each issue.

    The text begins with a byte order mark; a cell that Excel would run as a formula gets an
    apostrophe in front.
    """
    table = issue_sentences(issues, locale=locale)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([heading(name, locale=locale) for name in table.columns])
    writer.writerows([guarded(_shown(cell)) for cell in row] for row in table.to_numpy())
    return _BOM + text.getvalue()


def issue_sentences(issues: Iterable[Issue], *, locale: str, here: bool = False) -> pd.DataFrame:
    """Return the issue log in words, gravest first.

    `here`: where questions can be answered beside the sentence, nothing is said of study.yaml.

    Of each issue: severity, title (what it is, in a few words), sentence, who can settle it,
    table, place and code.
    """
    table = issue_table(issues)
    rows = table.to_dict("records")
    words = {
        "severity": [say(locale, f"severity.{row['severity']}") for row in rows],
        "title": [_title(row["code"], locale) for row in rows],
        "sentence": [_sentence(row, locale, here=here) for row in rows],
        "who": [_who(row["code"], locale) for row in rows],
        "table": [table_name(row["table"], locale=locale) for row in rows],
    }
    columns = [heading(row["column"], locale=locale) for row in rows]
    table = table.assign(column=pd.Series(columns, dtype=object))
    place = ["file", "sheet", "row", "estate_id", "column", "value", "code"]
    return pd.concat([pd.DataFrame(words, dtype=object), table[place]], axis=1)


def _title(code: str, locale: str) -> str:
    known = issue_codes().get(code)
    return known.title(locale) if known else code


def _who(code: str, locale: str) -> str:
    known = issue_codes().get(code)
    return say(locale, f"who.{known.who}") if known else ""


def _sentence(row: Mapping[Hashable, Any], locale: str, *, here: bool) -> str:
    """Say an issue: its place and its detail fill the placeholders."""
    values = {**{str(name): value for name, value in row.items()}, **row["detail"]}
    named = criterion_words if values["table"] == "weights" else heading
    values["column"] = named(str(values["column"]), locale=locale)
    values = {k: in_one(v, locale=locale) if isinstance(v, str) else v for k, v in values.items()}
    code = str(values.pop("code"))
    if code.startswith(_ALIKE):
        values |= {key: proposal_name(values[key], locale=locale) for key in ("first", "second")}
        values |= {key: percent(values[key], 1) for key in ("share", "under")}
    if code == _COMPARED:
        values["value"] = proposal_name(values["value"], locale=locale)
    if code == _NOT_ANSWERED:
        error = InputError(str(values["why"]), **values["values"])
        values["why"] = refusal(error, locale=locale).rstrip("。.")
    for key in {*_OF_CATEGORY} & set(row["detail"]):
        values[key] = category_name(str(values[key]), locale=locale)
    if "categories" in row["detail"]:
        kinds = (category_name(str(one), locale=locale) for one in values["categories"])
        values["categories"] = "、".join(kinds)
    beside = f"{code}{_HERE}"
    asked = here and row["severity"] == "question" and PATH in row["detail"]
    told = beside if asked and said(locale, beside) else code
    return say(locale, told, **issue_words(code, values, locale=locale))


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=HYPERLINK(1)"), guarded("锦绣里"), guarded("-3.5")
    ("'=HYPERLINK(1)", '锦绣里', '-3.5')
    """
    return "'" + cell if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _shown(cell: object) -> str:
    return "" if cell is None or cell is pd.NA else str(cell)
