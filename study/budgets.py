"""The budgets of a study: from the table, whose money each is, and what it may never pay."""

import dataclasses
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from intake import Inputs
from phasing.entries import PARTIES
from phasing.rules import Budget
from standards import Rule
from study.purposes import coarse, purposes
from study.whereabouts import table
from tables import InputError, Issue
from tables.issue import Severity

WORDS, BARRED = "party_words", "central_budget_barred"

Found = tuple[tuple[Budget, ...], tuple[Issue, ...]]


def budgets(inputs: Inputs, written: Iterable[Budget], rules: Mapping[str, Rule]) -> Found:
    """Return every budget of a study, and what to know of them.

    Those of the budgets table get the party of its column `party`, else the one their name tells
    (`party_words`); those `written` among the rules keep their own, or the table's. Central budget
    investment (`central_budget_barred`) that does not say what it pays pays all but the body.
    """
    rows = table(inputs, "budgets")
    parties, told = _parties(rows, rules)
    given = [_budget(row, inputs, parties, rules) for row in rows.to_dict("records")]
    own = [
        dataclasses.replace(budget, party=parties[budget.source])
        if budget.party == "government" and budget.source in parties
        else budget
        for budget in written
    ]
    found, barred = _without_body((*given, *own), rules)
    return found, (*told, *_doubted(own, rules), *barred, *coarse(rows))


def guessed_party(source: str, words: Iterable[Mapping[str, Any]]) -> str | None:
    """Return whose money a source is by its name: the first entry with a word in it decides.

    >>> words = [{"party": "residents", "words": ["居民"]}, {"party": "utility", "words": ["供水"]}]
    >>> [guessed_party(source, words) for source in ("居民出资", "市供水公司", "其他")]
    ['residents', 'utility', None]
    """
    name = source.casefold()
    for entry in words:
        if any(word in name for word in entry["words"]):
            return str(entry["party"])
    return None


def _budget(
    row: Mapping[Hashable, Any],
    inputs: Inputs,
    parties: Mapping[str, str],
    rules: Mapping[str, Rule],
) -> Budget:
    source, year, amount = row["source"], row["year"], row["amount_wan"]
    if pd.isna(amount) or pd.isna(year) or pd.isna(source) or not source:
        raise _not_known(source, year, inputs)
    pays, carried = row.get("pays"), row.get("carry_over")
    return Budget(
        source=str(source),
        year=int(year),
        amount_wan=float(amount),
        pays=purposes(str(source), pays, inputs, rules),
        carry_over=bool(carried) if not pd.isna(carried) else False,
        party=parties[str(source)],
    )


def _not_known(source: object, year: object, inputs: Inputs) -> InputError:
    """Say which budget lacks what, with the cell that could not be read where there is one."""
    cells = [issue for issue in inputs.issues if issue.table == "budgets" and issue.value]
    cell = cells[0] if cells else Issue("", "error")
    return InputError(
        "study.budget_not_known",
        source=source if isinstance(source, str) else "—",
        year="—" if pd.isna(year) else year,  # type: ignore[call-overload]
        file=cell.file or "—",
        row=cell.row or "—",
        value=cell.value or "—",
    )


def _parties(rows: pd.DataFrame, rules: Mapping[str, Rule]) -> tuple[dict[str, str], list[Issue]]:
    """Return the party of each source: written, told by its name, else the government's."""
    written, unread = _written(rows)
    words = _value(rules, WORDS) or ()
    names = sorted({str(name) for name in rows["source"].dropna()} - set(written))
    guesses = {name: guessed_party(name, words) for name in names}
    issues = [_issue("study.party_not_known", "warning", unread)]
    issues += [
        _issue(f"study.party_guessed.{party}", "info", _named(guesses, party)) for party in PARTIES
    ]
    issues += [_issue("study.party_unknown", "warning", _named(guesses, None))]
    return written | {name: guess or "government" for name, guess in guesses.items()}, [
        issue for issue in issues if issue.value
    ]


def _written(rows: pd.DataFrame) -> tuple[dict[str, str], list[str]]:
    """Return what the column says of each source, and the words it holds that name no party."""
    if "party" not in rows:
        return {}, []
    said = rows[["source", "party"]].dropna()
    known = said[said["party"].isin(PARTIES)].groupby("source")["party"].agg(lambda s: sorted({*s}))
    for source, parties in known.items():
        if len(parties) > 1:
            raise InputError("study.party_twice", source=source, parties=", ".join(parties))
    unread = sorted({str(word) for word in said["party"]} - set(PARTIES))
    return {str(source): parties[0] for source, parties in known.items()}, unread


def _doubted(written: Iterable[Budget], rules: Mapping[str, Rule]) -> list[Issue]:
    """Say which budgets among the rules count as government money though their name differs."""
    words = _value(rules, WORDS) or ()
    sources = {
        budget.source
        for budget in written
        if budget.party == "government"
        and guessed_party(budget.source, words) not in {None, "government"}
    }
    return [_issue("study.party_doubted", "info", sources)] if sources else []


def _without_body(given: Iterable[Budget], rules: Mapping[str, Rule]) -> Found:
    """Keep central budget investment from the building body, or say that a person did not."""
    rule = rules.get(BARRED)
    if rule is None:
        return tuple(given), ()
    found, silent, against = [], set(), set()
    for budget in given:
        central = any(word in budget.source.casefold() for word in rule.value["source_words"])
        if central and budget.pays is None:
            silent.add(budget.source)
            found.append(dataclasses.replace(budget, pays=frozenset(rule.value["pays"])))
            continue
        if central and budget.pays and budget.pays & set(rule.value["barred"]):
            against.add(budget.source)
        found.append(budget)
    detail = {"document": rule.document, "clause": rule.clause}
    issues = (
        _issue("study.central_pays_other", "info", silent, detail),
        _issue("study.central_pays_body", "warning", against, detail),
    )
    return tuple(found), tuple(issue for issue in issues if issue.value)


def _value(rules: Mapping[str, Rule], name: str) -> Any:  # noqa: ANN401 - a rule may hold a table
    return rules[name].value if name in rules else None


def _named(guesses: Mapping[str, str | None], party: str | None) -> list[str]:
    return [name for name, guess in guesses.items() if guess == party]


def _issue(
    code: str,
    severity: Severity,
    values: Iterable[str],
    detail: Mapping[str, object] | None = None,
) -> Issue:
    listed = "、".join(sorted(values))
    return Issue(code, severity, table="budgets", column="party", value=listed, detail=detail or {})
