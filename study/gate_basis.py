"""Which rule each test of entry goes by: document, clause, date and number, for a hearing."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from participation import READINGS
from standards import Rule
from study.choices import Choices
from study.gates import EXTENDED, Gates

BLOCK, POSTPONE = "block", "postpone"
OWN = "study"  # the rule is what the person wrote in study.yaml
LEDGER = "ledger"  # the rule is what the ledger says

_UNKNOWN = {"age", "consent", "deposit", "scheme"}  # tests that an unknown fact fails apart
_GRADES, _SHARES = "safety_grades", "vote_shares"


class _Basis(NamedTuple):
    """One number a test goes by: of which standard (or whose), and which part of it."""

    rule: str
    part: str
    value: Any


def gate_basis(choices: Choices, rules: Mapping[str, Rule]) -> pd.DataFrame:
    """Return what each test that is switched on goes by, one row a code and number.

    Columns: `code` (as in the column `gate` of the estates: age, age_unknown, …), `test`, `how`
    (`block` or `postpone`), `rule` (name of the standard; `study` where the person set the mark,
    `ledger` where the ledger's own word decides), `part` (of a standard with several numbers),
    `value` and `unit`, `document`, `number`, `clause`, `issued_by`, `since` (in force from),
    `authority` (law, standard, practice, suggestion), `checked` (whether a person has compared the
    number with the document), `city`. Rows come in the order in which the tests are tried.

    >>> import datetime as dt
    >>> from scoring import Weights
    >>> from standards import in_force
    >>> chosen = Choices("x", (2027,), dt.date(2026, 11, 21), Weights({"age": 1}))
    >>> told = gate_basis(chosen, in_force(chosen.day_of_law).rules)
    >>> told.loc[told["code"] == "consent", ["part", "document"]].values.tolist()[0]
    ['participation', '中华人民共和国民法典']
    """
    rows = [
        {**_named(test, unknown=unknown), "how": how, **_cited(basis, rules)}
        for test, how, found in _tests(choices, rules)
        for unknown in ((False, True) if test in _UNKNOWN else (False,))
        for basis in found
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


_CITED = ("unit", "document", "number", "clause", "issued_by", "since", "authority", "checked",
          "city")  # fmt: skip
_COLUMNS = ("code", "test", "how", "rule", "part", "value", *_CITED)


def _named(test: str, *, unknown: bool) -> dict[str, str]:
    return {"code": f"{test}_unknown" if unknown else test, "test": test}


def _tests(choices: Choices, rules: Mapping[str, Rule]) -> Iterator[tuple[str, str, list[_Basis]]]:
    """Yield each test that is on, how it counts and what it goes by, in the order of the tests."""
    gates = choices.gates
    held = gates.postponing
    on = {
        "other_programme": [_Basis(LEDGER, "other_programme", "")],
        "renovated": [_whole("renovated_within_years", rules)],
        "safety_d": [_Basis(_GRADES, "out", _out(rules))],
        "age": [
            _whole("built_by_year_extended" if gates.age == EXTENDED else "built_by_year", rules)
        ],
        "consent": [*_parts(_SHARES, rules), _whole("support_share", rules)],
        "deposit": _deposit(gates, rules),
        "scheme": [_Basis(OWN, "stage", gates.scheme.stage if gates.scheme else "")],
    }
    for test, found in on.items():
        if not getattr(gates, test):
            continue
        if test not in held:
            yield test, BLOCK, found
            continue
        years = held[test].years
        wait = (
            _whole("gate_postponed_years", rules) if years is None else _Basis(OWN, "years", years)
        )
        yield test, POSTPONE, [*found, wait]


def _deposit(gates: Gates, rules: Mapping[str, Rule]) -> list[_Basis]:
    if gates.deposit is None:
        return []
    if gates.deposit.reading == READINGS[-1]:
        return [_Basis(OWN, "reading", gates.deposit.reading)]
    return [_whole("deposit_yuan_per_household", rules)]


def _out(rules: Mapping[str, Rule]) -> str:
    grades = rules[_GRADES].value if _GRADES in rules else {}
    return ",".join(grade for grade, entry in grades.items() if entry["meaning"] == "out")


def _whole(name: str, rules: Mapping[str, Rule]) -> _Basis:
    return _Basis(name, "", rules[name].value if name in rules else None)


def _parts(name: str, rules: Mapping[str, Rule]) -> list[_Basis]:
    return [_Basis(name, part, value) for part, value in rules[name].value.items()]


def _cited(basis: _Basis, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return the basis with its document; what a study or a ledger says has none."""
    rule = rules.get(basis.rule)
    document = {name: getattr(rule, name) if rule else "" for name in _CITED}
    if rule is None:
        document |= {"since": None, "checked": False, "authority": basis.rule}
    return {**basis._asdict(), **document}
