"""A matrix file is read strictly, and docs/rank.md says how."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from scoring.opinions.matrix_file import AHP_KEYS, KEYS, WEIGHTINGS, Ahp, matrix_file
from scoring.opinions.methods import METHODS
from scoring.opinions.normalise import NORMALISATIONS
from scoring.weighting.priorities import METHODS as AHP_METHODS
from tables import InputError

TWO = {"values": [[7, 9], [8, 7]], "types": [1, -1], "weights": [0.5, 0.5]}
PAGE = Path(__file__).parents[3] / "docs" / "rank.md"
SCHEMA = json.loads(re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[0])

GOOD = [
    TWO,
    TWO | {"weights": "entropy"},
    TWO | {"alternatives": ["锦绣里", 7], "criteria": ["age", "cost"]},
    TWO | {"method": ["topsis", "vikor"], "top": 1, "normalisation": {"topsis": "minmax"}},
    TWO | {"normalisation": "none"},
    TWO | {"values": []},
    TWO | {"values": [[1.5, -2e10]], "weights": [0, 3]},
    {"values": TWO["values"], "types": [1, 1], "ahp": [[1, 3], ["1/3", 1]]},
    {"values": TWO["values"], "types": [1, 1], "ahp": {"matrix": [[1, None], [None, 1]]}},
    {
        "values": TWO["values"],
        "types": [1, 1],
        "ahp": {"matrix": [[1, 3], [0.3333, 1]], "method": "geometric", "random_index": "saaty"},
    },
]

# what is wrong, and its code; True where the schema of the page sees it too
BAD = [
    ([], "not_an_object", True),
    ("values", "not_an_object", True),
    ({}, "missing_key", True),
    ({"values": [[1]], "weights": [1]}, "missing_key", True),
    (TWO | {"wieghts": 1}, "unknown_key", True),
    (TWO | {"ahp": [[1, 1], [1, 1]]}, "weights_or_ahp", True),
    ({"values": [[1]], "types": [1]}, "weights_or_ahp", True),
    (TWO | {"values": {"a": 1}}, "not_a_list", True),
    (TWO | {"values": [7, 9]}, "not_a_list", True),
    (TWO | {"values": [[7, 9], [8]]}, "ragged", False),
    (TWO | {"values": [[7, 9, 1], [8, 7]]}, "ragged", False),
    (TWO | {"values": [[7, None], [8, 7]]}, "unknown_cell", True),
    (TWO | {"values": [[7, "9"], [8, 7]]}, "cell_not_number", True),
    (TWO | {"values": [[7, True], [8, 7]]}, "cell_not_number", True),
    (TWO | {"values": [[7, [1]], [8, 7]]}, "cell_not_number", True),
    (TWO | {"types": [1]}, "ragged", False),
    (TWO | {"types": [1, 0]}, "bad_type", True),
    (TWO | {"types": [1, True]}, "bad_type", True),
    (TWO | {"types": [1, "max"]}, "bad_type", True),
    (TWO | {"types": 1}, "not_a_list", True),
    (TWO | {"weights": [1]}, "wrong_length", False),
    (TWO | {"weights": [1, "1"]}, "weight_not_number", True),
    (TWO | {"weights": [1, None]}, "weight_not_number", True),
    (TWO | {"weights": "ahp"}, "not_one_of", True),
    (TWO | {"weights": {"C1": 1}}, "not_a_list", True),
    (TWO | {"alternatives": ["a"]}, "wrong_length", False),
    (TWO | {"alternatives": ["a", " "]}, "bad_name", True),
    (TWO | {"criteria": ["a", None]}, "bad_name", True),
    (TWO | {"alternatives": ["a", "a"]}, "name_twice", True),
    (TWO | {"types": [], "weights": []}, "no_criterion", True),
    (TWO | {"criteria": "ab"}, "not_a_list", True),
    (TWO | {"method": "electre"}, "unknown_method", True),
    (TWO | {"method": 3}, "unknown_method", True),
    (TWO | {"method": []}, "missing_key", True),
    (TWO | {"method": ["topsis", None]}, "unknown_method", True),
    (TWO | {"normalisation": "l2"}, "not_one_of", True),
    (TWO | {"normalisation": ["none"]}, "not_one_of", True),
    (TWO | {"method": "vikor", "normalisation": "none"}, "no_normalisation", False),
    (TWO | {"normalisation": {"vikor": "none"}}, "no_normalisation", True),
    (TWO | {"normalisation": {"topsis": "none"}}, "no_normalisation", False),
    (TWO | {"top": 0}, "bad_k", True),
    (TWO | {"top": 1.5}, "bad_k", True),
    (TWO | {"top": True}, "bad_k", True),
    ({"values": [], "types": [1, 1], "ahp": 3}, "not_an_object", True),
    ({"values": [], "types": [1, 1], "ahp": {}}, "missing_key", True),
    ({"values": [], "types": [1, 1], "ahp": {"matrix": [[1]]}}, "wrong_length", False),
    ({"values": [], "types": [1, 1], "ahp": [[1, 2], [1]]}, "wrong_length", False),
    ({"values": [], "types": [1], "ahp": [[True]]}, "bad_judgement", True),
    ({"values": [], "types": [1], "ahp": [[-1]]}, "bad_judgement", True),
    ({"values": [], "types": [1], "ahp": {"matrix": [[1]], "ri": 1}}, "unknown_key", True),
    ({"values": [], "types": [1], "ahp": {"matrix": [[1]], "method": 1}}, "bad_name", True),
]


@pytest.mark.parametrize("given", GOOD, ids=range(len(GOOD)))
def test_what_the_page_allows_is_read(given):
    jsonschema.validate(given, SCHEMA)
    asked = matrix_file(given)
    assert len(asked.table) == len(given["values"])
    assert list(asked.types) == given["types"]


@pytest.mark.parametrize(("given", "code", "seen"), BAD, ids=range(len(BAD)))
def test_every_slip_is_refused_by_name(given, code, seen):
    with pytest.raises(InputError, match=code):
        matrix_file(given)
    assert bool(list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(given))) == seen


def test_the_page_names_the_keys_methods_and_words_that_are_read():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    properties, defined = SCHEMA["properties"], SCHEMA["$defs"]
    assert sorted(properties) == sorted(KEYS)
    assert sorted(properties["ahp"]["oneOf"][1]["properties"]) == sorted(AHP_KEYS)
    assert properties["ahp"]["oneOf"][1]["properties"]["method"]["enum"] == list(AHP_METHODS)
    assert properties["weights"]["oneOf"][1]["enum"] == list(WEIGHTINGS)
    assert defined["method"]["enum"] == list(METHODS)
    assert defined["normalisation"]["enum"] == list(NORMALISATIONS)
    choosing = [key for key, method in METHODS.items() if method.normalisation]
    assert sorted(properties["normalisation"]["oneOf"][1]["properties"]) == sorted(choosing)


def test_a_cell_is_named_as_the_file_names_it():
    given = TWO | {"values": [[7, 9], [None, 1]], "alternatives": ["锦绣里", "五建"]}
    with pytest.raises(InputError, match="row='五建', column='C1'"):
        matrix_file(given)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("TOPSIS", "topsis"),
        ("PROMETHEE II", "promethee_ii"),
        ("promethee-ii", "promethee_ii"),
        ("WSM", "weighted_sum"),
        (" saw ", "weighted_sum"),
        ("promethee", "promethee_ii"),
    ],
)
def test_methods_are_known_by_the_names_people_write(written, read):
    assert matrix_file(TWO | {"method": written}).methods == (read,)


def test_one_normalisation_is_for_every_method_that_has_the_choice():
    asked = matrix_file(TWO | {"method": ["vikor", "topsis", "wsm"], "normalisation": "minmax"})
    assert asked.normalisation == {"topsis": "minmax", "weighted_sum": "minmax"}


def test_a_method_asked_twice_is_asked_once():
    assert matrix_file(TWO | {"method": ["topsis", "TOPSIS"]}).methods == ("topsis",)


def test_judgements_keep_their_method_and_table():
    found = matrix_file(GOOD[-1]).weights
    assert isinstance(found, Ahp)
    assert (found.method, found.random_index) == ("geometric", "saaty")
    assert matrix_file(GOOD[-3]).weights == Ahp([[1, 3], ["1/3", 1]])
