"""An open door: a decision table in one JSON object, strictly read (docs/rank.md)."""

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from scoring.opinions.decision import LARGEST
from scoring.opinions.methods import METHODS
from scoring.opinions.normalise import NORMALISATIONS
from tables import InputError

KEYS = (
    *("values", "alternatives", "criteria", "types"),
    *("weights", "ahp", "method", "normalisation", "top"),
)
AHP_KEYS = ("matrix", "method", "random_index")
WEIGHTINGS = ("equal", "entropy", "critic")
ALIASES = {"wsm": "weighted_sum", "saw": "weighted_sum", "promethee": "promethee_ii"}
_SHOWN = 60


@dataclass(frozen=True)
class Ahp:
    """Pairwise judgements as given; "" stands for the usual method and random-index table."""

    matrix: Sequence[Sequence[object]]
    method: str = ""
    random_index: str = ""


@dataclass(frozen=True)
class MatrixFile:
    """What a matrix file asks: the table, each criterion's type, weights, methods.

    `weights` is a number a criterion, a word of WEIGHTINGS, or judgements.
    """

    table: pd.DataFrame
    types: tuple[int, ...]
    weights: tuple[float, ...] | str | Ahp
    methods: tuple[str, ...]
    normalisation: Mapping[str, str] = field(default_factory=dict)
    top: int | None = None


def matrix_file(given: object) -> MatrixFile:
    """Return what the object of a matrix file asks, every slip refused by row, column or key.

    Raises InputError (`methods.…`) for an unknown or missing key, rows of unequal length, a cell
    that is no number, wrong numbers of names, types or weights, an unknown method.

    >>> asked = matrix_file({"values": [[7, 9], [8, 7]], "types": [1, -1], "weights": "equal"})
    >>> asked.methods, asked.table.index.tolist(), asked.table.columns.tolist()
    (('weighted_sum',), ['A1', 'A2'], ['C1', 'C2'])
    """
    asked = _mapping("", given, KEYS)
    for key in ("values", "types"):
        if key not in asked:
            raise InputError("methods.missing_key", key=key)
    types = _types(_list("types", asked["types"]))
    rows = [
        _list(f"values[{place}]", row) for place, row in enumerate(_list("values", asked["values"]))
    ]
    table = _table(
        rows,
        _names("alternatives", asked.get("alternatives"), "A", len(rows)),
        _names("criteria", asked.get("criteria"), "C", len(types)),
    )
    weights = _weights(asked, list(table.columns))
    methods = _methods(asked.get("method", "weighted_sum"))
    normalisation = _normalisation(asked.get("normalisation"), methods)
    return MatrixFile(table, types, weights, methods, normalisation, _top(asked.get("top")))


def _table(
    rows: Sequence[Sequence[object]], alternatives: Sequence[str], criteria: Sequence[str]
) -> pd.DataFrame:
    for name, row in zip(alternatives, rows, strict=True):
        if len(row) != len(criteria):
            raise InputError("methods.ragged", row=name, given=len(row), needed=len(criteria))
    cells = [
        [_cell(value, name, criterion) for criterion, value in zip(criteria, row, strict=True)]
        for name, row in zip(alternatives, rows, strict=True)
    ]
    return pd.DataFrame(cells, index=list(alternatives), columns=list(criteria), dtype=float)


def _cell(value: object, row: str, column: str) -> float:
    if value is None:
        raise InputError("methods.unknown_cell", row=row, column=column, value="null")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError("methods.cell_not_number", row=row, column=column, value=_shown(value))
    return float(value)


def _names(key: str, given: object, letter: str, size: int) -> list[str]:
    """Return the names written, or A1, A2, … where none are."""
    if given is None:
        return [f"{letter}{place + 1}" for place in range(size)]
    names = [_name(key, value) for value in _list(key, given)]
    if len(names) != size:
        raise InputError("methods.wrong_length", what=key, given=len(names), needed=size)
    twice = pd.Index(names).duplicated()
    if twice.any():
        raise InputError("methods.name_twice", name=names[int(twice.argmax())])
    return names


def _name(key: str, value: object) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not (whole or isinstance(value, str)) or not str(value).strip():
        raise InputError("methods.bad_name", key=key, value=_shown(value))
    return str(value)


def _types(given: Sequence[object]) -> tuple[int, ...]:
    if not given:
        raise InputError("methods.no_criterion")
    for place, value in enumerate(given):
        if isinstance(value, bool) or value not in (1, -1):
            raise InputError("methods.bad_type", criterion=place + 1, value=_shown(value))
    return tuple(1 if value == 1 else -1 for value in given)


def _weights(asked: Mapping[str, Any], criteria: Sequence[str]) -> tuple[float, ...] | str | Ahp:
    if ("weights" in asked) == ("ahp" in asked):
        raise InputError("methods.weights_or_ahp")
    if "ahp" in asked:
        return _ahp(asked["ahp"], criteria)
    given = asked["weights"]
    if isinstance(given, str):
        return _one_of("weights", given, WEIGHTINGS)
    listed = _list("weights", given)
    if len(listed) != len(criteria):
        needed = len(criteria)
        raise InputError("methods.wrong_length", what="weights", given=len(listed), needed=needed)
    for name, value in zip(criteria, listed, strict=True):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InputError("scoring.weight_not_number", criterion=name, value=_shown(value))
    return tuple(map(float, listed))


def _ahp(given: object, criteria: Sequence[str]) -> Ahp:
    asked = _mapping("ahp", {"matrix": given} if isinstance(given, list) else given, AHP_KEYS)
    if "matrix" not in asked:
        raise InputError("methods.missing_key", key="ahp.matrix")
    words = {key: asked[key] for key in ("method", "random_index") if key in asked}
    for key, value in words.items():
        if not isinstance(value, str):
            raise InputError("methods.bad_name", key=f"ahp.{key}", value=_shown(value))
    return Ahp(_judgements(asked["matrix"], criteria), **words)


def _judgements(given: object, criteria: Sequence[str]) -> list[list[object]]:
    """Return the rows of a judgement matrix; what is no number, text or null is refused."""
    key, size = "ahp.matrix", len(criteria)
    rows = [_list(f"{key}[{place}]", row) for place, row in enumerate(_list(key, given))]
    for name, row in ((key, rows), *((f"{key}[{place}]", row) for place, row in enumerate(rows))):
        if len(row) != size:
            raise InputError("methods.wrong_length", what=name, given=len(row), needed=size)
    for first, row in zip(criteria, rows, strict=True):
        for second, value in zip(criteria, row, strict=True):
            if not _judgement(value):
                told = _shown(value)
                raise InputError("methods.bad_judgement", row=first, column=second, value=told)
    return rows


def _judgement(value: object) -> bool:
    if value is None or isinstance(value, str):
        return True
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and 1 / LARGEST <= value <= LARGEST  # type: ignore[operator]


def _methods(given: object) -> tuple[str, ...]:
    listed = given if isinstance(given, list) else [given]
    if not listed:
        raise InputError("methods.missing_key", key="method")
    return tuple(dict.fromkeys(_method("method", value) for value in listed))


def _method(key: str, value: object) -> str:
    """Return the key of a method, written with capitals, blanks or hyphens or not."""
    plain = str(value).strip().lower().replace(" ", "_").replace("-", "_")
    name = ALIASES.get(plain, plain)
    if not isinstance(value, str) or name not in METHODS:
        known = ", ".join(METHODS)
        raise InputError("methods.unknown_method", key=key, value=_shown(value), known=known)
    return name


def _normalisation(given: object, methods: Sequence[str]) -> dict[str, str]:
    """Return the normalisation of each method that has the choice and was told one."""
    choosing = [name for name in methods if METHODS[name].normalisation]
    if given is None:
        return {}
    if isinstance(given, Mapping):
        told = {_method("normalisation", name): value for name, value in given.items()}
    else:
        told = dict.fromkeys(choosing, given)
    for name in told if isinstance(given, Mapping) else choosing or methods[:1]:
        if name not in choosing:
            raise InputError("methods.no_normalisation", method=name)
    return {name: _one_of("normalisation", value, NORMALISATIONS) for name, value in told.items()}


def _top(given: object) -> int | None:
    if given is not None and (isinstance(given, bool) or not isinstance(given, int) or given < 1):
        raise InputError("methods.bad_k", value=_shown(given))
    return given


def _mapping(where: str, given: object, known: Collection[str]) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise InputError("methods.not_an_object", key=where, value=_shown(given))
    for key in given:
        if key not in known:
            near = difflib.get_close_matches(str(key), sorted(known), n=1, cutoff=0)
            name = f"{where}.{key}" if where else key
            raise InputError(
                "methods.unknown_key", key=_shown(name), nearest=near[0], known=", ".join(known)
            )
    return given


def _list(key: str, given: object) -> list[Any]:
    if not isinstance(given, list):
        raise InputError("methods.not_a_list", key=key, value=_shown(given))
    return given


def _one_of(key: str, value: object, known: Collection[str]) -> str:
    if value not in known:
        raise InputError("methods.not_one_of", key=key, value=_shown(value), known=", ".join(known))
    return str(value)


def _shown(value: object) -> str:
    said = str(value)
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
