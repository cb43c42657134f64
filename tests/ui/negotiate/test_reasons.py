"""The list of who waits gives the cause that the map layers give."""

import pandas as pd

from layers.negotiated import negotiated_columns
from phasing import Objective, Settings, problem
from phasing.negotiation.binding import binding
from phasing.negotiation.obstacles import Obstacle
from phasing.negotiation.standing import standing
from phasing.rules import Budget, Cap, NotBefore
from tests.study.four_negotiated import results
from ui.negotiate.reasons import by_cause, cause_of, causes, every_reason
from ui.negotiate.why_words import year_rows

WHY = pd.DataFrame(
    [("E1", 2029, "money"), ("E1", 2027, "cap"), ("E1", 2028, "cap"), ("E2", 2027, "fits")],
    columns=["estate_id", "year", "code"],
)


def test_the_cause_is_what_keeps_it_from_the_year_before_its_own():
    assert causes(WHY).to_dict() == {"money": 1, "fits": 1}
    assert set(by_cause(WHY, "money")["estate_id"]) == {"E1"}
    assert by_cause(WHY, "cap").empty


def test_the_list_and_the_map_layers_give_the_same_cause():
    found = results()
    codes = negotiated_columns(found, found.estates["estate_id"])["why_code"].dropna()
    counts = codes.map(cause_of).value_counts().to_dict()
    assert causes(found.negotiated.why).to_dict() == counts


def test_an_estate_is_told_all_that_is_in_its_way_not_only_the_first():
    """E1 may not start before 2028, and in 2027 only 50 households may: 50 too few for its 100."""
    pool = pd.DataFrame({
        "estate_id": ["E1"], "need": [9.0], "households": [100.0], "cost_wan": [10.0],
        "cluster_id": [None], "district": ["区"], "score": [90.0], "residents": [300.0],
    })  # fmt: skip
    rules = [NotBefore("E1", 2028, code="deposit"), Cap("households", 2027, 50)]
    aim = Objective("need", "need", (1.0, 0.9))
    posed = problem(pool, years=[2027, 2028], objective=aim).subject_to(
        *rules, Budget("市级", 2028, 1000)
    )
    stood = standing(posed, settings=Settings(gap=0, node_limit=100, seed=1))
    listed = binding(stood).iloc[0]
    found = every_reason(stood, "E1")
    assert list(found) == [2027]
    codes = [one.code for one in found[2027]]
    assert codes == ["not_before:deposit", "cap", "money"]
    assert found[2027][1].by == 50
    assert (listed["code"], listed["more"]) == (codes[0], 2), "the list tells the first and a count"


def test_the_years_are_told_with_every_reason_and_the_year_once():
    late = Obstacle("not_before:deposit", 1.0, rule=NotBefore("E1", 2028, code="deposit"))
    full = Obstacle("cap", 825.0, "households")
    first, second = year_rows({}, {2027: (late, full), 2028: (full,)})
    assert first["text"].startswith("2027 年：")
    assert "另有 1 条也不允许" in first["more"]
    assert "提高 825 户才放得下" in first["more"]
    assert "2027 年：" not in first["more"]
    assert (second["text"], second["more"]) == ("2028 年：年度上限已满，提高 825 户才放得下。", "")
