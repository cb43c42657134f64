"""The ledger's text of problems: keywords that a person confirms fill items nobody inspected."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from scoring.facts.condition_sources import TEXT, condition_sources, filled
from scoring.facts.problems import NONE, problems
from scoring.facts.words import Words
from standards import Rule, Standards
from study.editing import Changes
from study.keys import mapping, one_of
from study.stages import Measured
from study.told import told
from tables import CONDITION_ITEMS, InputError, Issue

ITEMS = tuple(column.name for column in CONDITION_ITEMS)
ANSWER = "problem_words"
ALL = "all"

_SEEN_FINE, _WORSE = 0, 2  # inspected as sound, and a text that says otherwise
_LISTED = 5
_KINDS = (
    "deny", "deny_close", "deny_not", "between", "answers", "done", "undone", "failed", "doubt",
    "times", "whole",
)  # fmt: skip


@dataclass(frozen=True)
class Read:
    """The estates with filled items, every keyword found and answered, and what items rest on."""

    estates: gpd.GeoDataFrame
    found: pd.DataFrame
    sources: pd.DataFrame


def read_problems(estates: gpd.GeoDataFrame, answers: Mapping[str, Any], rules: Standards) -> Read:
    """Return the estates with the condition items that confirmed keywords fill.

    An inspected item always wins; keywords that nobody confirmed change nothing. Adds the column
    `inspected_items`: how many of the eight a person inspected. `found` is what
    `scoring.facts.problems` reads, with `answered`: the item a person gave ("" unconfirmed).
    """
    given = answers.get(ANSWER)
    words = words_of(rules, given)
    confirmed = confirmed_words(given, words)
    plain = pd.DataFrame(estates[["estate_id", "problems", *ITEMS]])
    found = problems(plain, words)
    answered = [confirmed.get(word, "") for word in found["keyword"]]
    found = found.assign(answered=pd.Series(answered, index=found.index, dtype=object))
    sources = condition_sources(plain, found, confirmed, items=ITEMS)
    wide = filled(plain, sources, items=ITEMS)
    inspected = plain[list(ITEMS)].notna().sum(axis=1)
    return Read(
        estates.assign(**{item: wide[item] for item in ITEMS}, inspected_items=inspected),
        found,
        sources,
    )


def words_of(rules: Standards, given: object = None) -> Words:
    """Return the words in force, with the keywords of their own that a person answered."""
    table = rules["problem_words"]
    items = {word: item for item, words in table["items"].items() for word in words}
    own = _said(given) if given != ALL else {}
    return Words(
        items={**{word: NONE for word in own if word not in items}, **items},
        severities={
            word: int(level) for level, words in table["severities"].items() for word in words
        },
        default=int(table["default_severity"]),
        breaks=tuple(table["break"]),
        **{name: tuple(table[name]) for name in _KINDS},
    )


def confirmed_words(given: object, words: Words) -> dict[str, str]:
    """Return what a person says each keyword stands for: an item, or `none`.

    `answers: {problem_words: all}` confirms the list as suggested; a mapping confirms the keywords
    it names, which may be new. Raises InputError `study.not_one_of` for an item there is not,
    `facts.blank_word` for a keyword that is empty.

    >>> confirmed_words({"漏水": "leak", "充电": "none"}, Words({"漏水": "leak"}, {}, 2))
    {'漏水': 'leak', '充电': 'none'}
    """
    if given == ALL:
        return dict(words.items)
    return {
        word: one_of(item, (*ITEMS, NONE), key=f"answers.{ANSWER}.{word}")
        for word, item in _said(given).items()
    }


def _said(given: object) -> dict[str, Any]:
    """Return the keywords that people answered, none of them blank."""
    if isinstance(given, Mapping):
        for word, item in given.items():
            if word is None or not str(word).strip():
                raise InputError("facts.blank_word", where=f"answers.{ANSWER}", item=item)
    return mapping(given, where=f"answers.{ANSWER}")


def suggestions(measured: Measured, chosen: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return one row a keyword found, for a person to confirm; the most frequent first.

    Columns: keyword, item (suggested, or `none`), answered ("" where nobody did), count (estates
    that name it), fills (those of them in which nobody inspected the item), phrase (an example).
    `chosen` are answers not yet given ("" for one taken back): they stand in `answered`, and
    `fills` counts by them.
    """
    found = measured.problems
    if chosen:
        words = zip(found["keyword"], found["answered"], strict=True)
        answered = [chosen.get(word, said) for word, said in words]
        found = found.assign(answered=pd.Series(answered, index=found.index, dtype=object))
    return _suggested(found, measured.conditions)


def answer_changes(
    filed: object, now: object, chosen: Mapping[str, str], rules: Mapping[str, Rule]
) -> Changes:
    """Return the changes of study.yaml that give the answers `chosen` ("" takes one back).

    `filed` is what the file says under `answers.problem_words`, `now` what counts with the edits
    made before. Where the file says `all`, the answers are written out: what was agreed to stays.
    """
    place = ("answers", ANSWER)
    if filed != ALL:
        return {(*place, word): item or None for word, item in chosen.items()}
    items = rules["problem_words"].value["items"]
    listed = {word: item for item, words in items.items() for word in words}
    agreed = dict(now) if isinstance(now, Mapping) else listed
    return {place: {word: item for word, item in {**agreed, **chosen}.items() if item}}


def problem_issues(read: Read) -> list[Issue]:
    """Ask for each unconfirmed keyword that would fill something; say what was filled and how."""
    rows = _suggested(read.found, read.sources)
    open_ = rows[(rows["answered"] == "") & (rows["item"] != NONE) & (rows["fills"] > 0)]
    return [
        *(_question(row) for row in open_.to_dict("records")),
        *_filled(read.sources),
        *_unfitting(read.found),
        *_doubtful(read.found),
        *_contradicted(read),
    ]


def _suggested(found: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    named = found[(found["keyword"] != "") & ~found["negated"].astype(bool)]
    inspected = sources[sources["source"] != TEXT]
    seen = pd.MultiIndex.from_frame(inspected[["estate_id", "item"]])
    item = named["item"].where(named["answered"] == "", named["answered"])
    pairs = pd.MultiIndex.from_arrays([named["estate_id"], item])
    once = named.assign(fills=~pairs.isin(seen) & (item != NONE).to_numpy())
    once = once.sort_values(["keyword", "estate_id", "phrase"]).drop_duplicates(
        ["keyword", "estate_id"]
    )
    rows = once.groupby("keyword", as_index=False).agg(
        item=("item", "first"),
        answered=("answered", "first"),
        count=("estate_id", "size"),
        fills=("fills", "sum"),
        phrase=("phrase", "first"),
    )
    return rows.sort_values(["count", "keyword"], ascending=[False, True], ignore_index=True)


def _question(row: Mapping[Any, Any]) -> Issue:
    detail = {name: row[name] for name in ("keyword", "item", "count", "fills", "phrase")}
    return Issue(
        "facts.problem_word",
        "question",
        table="estates",
        column=row["item"],
        value=row["keyword"],
        detail=detail,
    )


def _filled(sources: pd.DataFrame) -> list[Issue]:
    read = sources[sources["source"] == TEXT]
    words = read["keyword"].unique()
    estates = read["estate_id"].nunique()
    return told("facts.problem_filled", "info", words, items=len(read), estates=estates)


def _unfitting(found: pd.DataFrame) -> list[Issue]:
    """List the phrases that no keyword fits, the most frequent first."""
    rest = found[(found["keyword"] == "") & ~found["negated"].astype(bool)]
    return _phrases("facts.problem_unfitting", rest)


def _doubtful(found: pd.DataFrame) -> list[Issue]:
    """List the phrases that may be denied or not: they do not count until somebody looks."""
    return _phrases("facts.problem_doubtful", found[found["doubtful"].astype(bool)])


def _phrases(code: str, rows: pd.DataFrame) -> list[Issue]:
    """Return one issue of the phrases in `rows`, the most frequent named; none of no rows."""
    if rows.empty:
        return []
    once = rows.drop_duplicates(["estate_id", "phrase", "keyword"])
    counts = once["phrase"].value_counts().rename_axis("phrase").reset_index()
    top = counts.sort_values(["count", "phrase"], ascending=[False, True]).head(_LISTED)
    value = "、".join(f"{phrase} ({count})" for phrase, count in top.itertuples(index=False))
    return [Issue(code, "info", "estates", value=value, detail={"count": len(counts)})]


def _contradicted(read: Read) -> list[Issue]:
    """Name the estates whose text calls bad what the inspection found sound; it still wins."""
    sound = read.sources[
        (read.sources["source"] != TEXT) & (read.sources["severity"] == _SEEN_FINE)
    ][["estate_id", "item"]]
    said = read.found[(read.found["severity"] >= _WORSE) & ~read.found["negated"].astype(bool)]
    both = said.merge(sound, left_on=["estate_id", "answered"], right_on=["estate_id", "item"])
    names = read.estates.set_index("estate_id")["name"].reindex(both["estate_id"].unique())
    return told("facts.problem_contradicts", "info", names)
