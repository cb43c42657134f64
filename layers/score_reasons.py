"""Why an estate has its rank, in sentences: facts, moves, unknowns."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from layers.indicator_words import indicator_name, is_code, is_level, is_word, value_words
from scoring import Tree
from study.choices import Choices
from study.reasons import HEADS, Explained, Scored, facts_table, heads_table
from tables import ESTATES
from texts import LOCALES, say

Rows = Sequence[Mapping[Any, Any]]

_LISTED = 3  # indicators named in a sentence about many


def rank_reason(told: Explained, tree: Tree, *, locale: str) -> str:
    """Return the one sentence that says why an estate has its rank."""
    unknown = told.parts.loc[~told.parts["known"].astype(bool), "indicator"]
    rank = told.rank if told.parts["part"].notna().any() else None
    facts = told.facts.to_dict("records")
    return sentence(facts, list(unknown), tree, rank=rank, heads=told.heads, locale=locale)


def reasons_table(
    scored: Scored, choices: Choices, locales: Sequence[str] = LOCALES
) -> pd.DataFrame:
    """Return estate_id and the sentence of every estate: reason_rank_zh, reason_rank_en."""
    known = scored.indicators["known"].to_numpy(dtype=bool)
    rows = _by_estate(facts_table(scored))
    lost = _by_estate(scored.indicators.loc[~known, ["estate_id", "indicator"]])
    heads = _by_estate(heads_table(scored, choices))
    estates = scored.estates[["estate_id", "rank"]].assign(known=scored.estates["score"].notna())
    found: dict[str, list[str]] = {"estate_id": list(estates["estate_id"])}
    for locale in locales:
        found[f"reason_rank_{locale}"] = [
            sentence(
                rows.get(estate, []),
                [row["indicator"] for row in lost.get(estate, [])],
                scored.tree,
                rank=int(rank) if scored_ else None,
                heads=next(iter(heads.get(estate, [])), None),
                locale=locale,
            )
            for estate, rank, scored_ in estates.itertuples(index=False)
        ]
    return pd.DataFrame(found)


def sentence(
    facts: Rows,
    unknown: Sequence[str],
    tree: Tree,
    *,
    rank: int | None,
    heads: Mapping[Any, Any] | None = None,
    locale: str,
) -> str:
    """Return the sentence of given facts and unknown indicators.

    `rank` None says that nothing is known that counts. `heads` is what counting residents does to
    the rank, where they count (a row of `study.reasons.heads_table`).
    """
    if rank is None:
        return say(locale, "rank_reason.nothing")
    phrases = {way: _phrases(facts, way, tree, locale) for way in ("up", "down")}
    ways = list(dict.fromkeys(row["direction"] for row in facts))
    code = "rank_reason." + ("_".join(ways) or "none")
    told = say(locale, code, rank=rank, **phrases) + _heads(heads, locale)
    if heads is not None and math.isnan(heads["residents"]):
        unknown = [HEADS, *unknown]
    if not unknown:
        return told + say(locale, "rank_reason.stop")
    return told + _listed("rank_reason.unknown", unknown, tree, locale)


def _heads(row: Mapping[Any, Any] | None, locale: str) -> str:
    """Return what counting residents did to the rank; nothing where they do not count."""
    if row is None:
        return ""
    kind = "unknown" if math.isnan(row["residents"]) else "known"
    counts = {name: f"{row[name]:,.0f}" for name in ("residents", "median")}
    people = say(locale, f"rank_fact.heads.{kind}", **counts)
    before, now = int(row["rank_without"]), int(row["rank"])
    way = "same" if before == now else "up" if now < before else "down"
    return say(locale, f"rank_reason.heads_{way}", people=people, before=before, rank=now)


def _listed(code: str, keys: Sequence[str], tree: Tree, locale: str) -> str:
    """Return a sentence about indicators: the first few by name, and how many there are."""
    names = [
        _people(locale) if key == HEADS else _name(tree, key, locale) for key in keys[:_LISTED]
    ]
    more = "more" if len(keys) > _LISTED else "all"
    listed = say(locale, "rank_reason.comma").join(names)
    return say(locale, f"{code}_{more}", names=listed, count=len(keys))


def move_sentences(told: Explained, tree: Tree, *, locale: str) -> dict[str, list[str]]:
    """Return what would bring an estate up: lists of sentences `changeable`, `fact`, `not`."""
    rows = told.moves.to_dict("records")
    found = {
        kind: [_move(row, tree, locale) for row in rows if row["reachable"] and row["kind"] == kind]
        for kind in ("changeable", "fact")
    }
    lost = [row["indicator"] for row in rows if not row["reachable"]]
    return found | {"not": [_listed("move.not", lost, tree, locale)] if lost else []}


def unknown_sentences(told: Explained, tree: Tree, *, locale: str) -> list[str]:
    """Return what is open about an estate and how much each could change."""
    return [_open(row, tree, locale) for row in told.unknowns.to_dict("records")]


def _open(row: Mapping[Any, Any], tree: Tree, locale: str) -> str:
    ranks = _ranks(row["rank_best"], row["rank_worst"], locale)
    if row["indicator"] == HEADS:
        return say(locale, "unknown_reason.heads", name=_people(locale), ranks=ranks)
    indicator = tree.indicator(row["indicator"])
    told = {
        "name": tree.indicator_name(locale, row["indicator"]),
        "value": value_words(indicator, row["value"], locale=locale),
        "ranks": ranks,
    }
    low, high = (f"{row[name]:.1f}" for name in ("score_low", "score_high"))
    kind = "range" if row["known"] else "unknown"
    if low == high:  # so narrow that the score is the same as it is told
        return say(locale, f"unknown_reason.{kind}_narrow", **told)
    return say(locale, f"unknown_reason.{kind}", score_low=low, score_high=high, **told)


def _people(locale: str) -> str:
    return indicator_name(ESTATES.column(HEADS).header(locale), locale=locale)


def _ranks(best: int, worst: int, locale: str) -> str:
    code = "unknown_reason.ranks" if best < worst else "unknown_reason.rank"
    return say(locale, code, best=best, worst=worst)


def _move(row: Mapping[Any, Any], tree: Tree, locale: str) -> str:
    indicator = tree.indicator(row["indicator"])
    new = row["new_value"]
    value, target = (value_words(indicator, v, locale=locale) for v in (row["value"], new))
    word = all(is_word(indicator, v) for v in (row["value"], new))
    code = f"move.{row['kind']}.{_bound(row, word)}"
    name = tree.indicator_name(locale, row["indicator"])
    name = indicator_name(name, locale=locale) if row["kind"] == "fact" else name
    return say(locale, code, name=name, value=value, new=target, rank=row["new_rank"])


def _bound(row: Mapping[Any, Any], word: bool) -> str:  # noqa: FBT001 - told from the row
    """Return how a new value is meant; a word (严重, 定稿) is that word, not "at least" it."""
    return "word" if word else str(row["bound"])


def _phrases(facts: Rows, way: str, tree: Tree, locale: str) -> str:
    told = [_phrase(group, tree, locale) for group in _alike(facts, way, tree)]
    return say(locale, "rank_reason.comma").join(told)


def _alike(facts: Rows, way: str, tree: Tree) -> Iterable[Rows]:
    """Give the facts of one direction, those of one level (渗漏、消防“严重”) together."""
    groups: dict[object, list[Mapping[Any, Any]]] = {}
    for row in facts:
        if row["direction"] == way:
            level = is_level(tree.indicator(row["indicator"]))
            same = (row["value"], row["median"], row["known"]) if level else row["indicator"]
            groups.setdefault((row["place"], same), []).append(row)
    return groups.values()


def _phrase(rows: Rows, tree: Tree, locale: str) -> str:
    first = rows[0]
    indicator = tree.indicator(first["indicator"])
    names = say(locale, "rank_reason.and").join(
        _name(tree, row["indicator"], locale) for row in rows
    )
    if not first["known"]:
        return say(locale, f"rank_fact.assumed.{indicator.missing}", name=names)
    words = [value_words(indicator, first[key], locale=locale) for key in ("value", "median")]
    kind = "level" if is_level(indicator) else "code" if is_code(indicator) else "number"
    few = kind == "number" and first["value"] < first["median"]
    if kind == "level" and not all(is_word(indicator, first[key]) for key in ("value", "median")):
        kind = "number"  # half a level has no word to put into quotes
    code = f"rank_fact.{kind}{'.few' if few else ''}"
    return say(locale, code, name=names, value=words[0], median=words[1])


def _name(tree: Tree, key: str, locale: str) -> str:
    return indicator_name(tree.indicator_name(locale, key), locale=locale)


def _by_estate(table: pd.DataFrame) -> dict[str, list[dict[Any, Any]]]:
    found: dict[str, list[dict[Any, Any]]] = {}
    for row in table.to_dict("records"):
        found.setdefault(row["estate_id"], []).append(row)
    return found
