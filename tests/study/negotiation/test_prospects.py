"""Who waits for a yes, how many are still to be won, and what a yes changes: four estates by hand.

E2 held a vote that lacks six owners; E4 was built too late, whatever its people say.
"""

import pytest

import study
from phasing.objective import estate_values
from phasing.rules import Gate
from standards import Standards
from study.negotiation.price import plan_of
from study.negotiation.prospects import Change, changes, prospects
from study.negotiation.waiting import settled, waiting
from study.negotiation.winning import to_be_won
from tests.study.four_negotiated import write


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    loaded = study.load(write(tmp_path_factory.mktemp("asked") / "study"))
    choices = loaded.choices
    ranked = study.ranked(study.measure(study.read_inputs(loaded), choices), choices)
    return ranked, choices, plan_of(ranked, choices, "need")


def test_six_owners_are_to_be_won_and_by_which_vote(town):
    ranked, choices, _ = town
    rules = Standards(choices.day_of_law, ranked.measured.rules)
    rows = to_be_won(ranked.measured, choices, rules).set_index(["estate_id", "what"])
    two = rows.loc[("E2", "consent")]
    assert (two["basis"], two["vote_id"], two["more"]) == ("vote", "V1", 6)
    assert set(rows.index.get_level_values("what")) == {"consent", "deposit"}


def test_e2_waits_for_consent_and_nothing_else(town):
    ranked, choices, _ = town
    rows = waiting(ranked, choices)
    assert rows[["estate_id", "what", "code", "also"]].to_numpy().tolist() == [
        ["E2", "consent", "consent", ""]
    ]


def test_a_yes_opens_e2_and_leaves_e4_shut(town):
    ranked, choices, _ = town
    before = ranked.estates.set_index("estate_id")["gate"]
    after = settled(ranked, choices, "consent").estates.set_index("estate_id")["gate"]
    assert (before["E2"], after["E2"]) == ("consent", "")
    assert before["E4"] == after["E4"] != ""


def test_a_yes_lifts_the_gate_and_puts_nothing_in_its_place(town):
    found = changes(*town[:2])
    change = found["consent", "E2"]
    assert (change.lifted, change.instead) == (frozenset({Gate("E2", "consent")}), frozenset())
    assert found["consent", "E4"] == Change()


def test_what_e2_would_add_by_itself_in_its_first_year(town):
    ranked, choices, plan = town
    (row,) = prospects(ranked, choices, plan, changes(ranked, choices)).to_dict("records")
    value = estate_values(plan.problem.objective, plan.problem.estates)["E2"]
    assert (row["found"], row["opens"]) == ("not_asked", 2027)
    assert row["own"] == pytest.approx(value * plan.problem.objective.year_weights[0])
    assert row["own_per_wan"] == pytest.approx(row["own"] / 240)
    # where a yes lifts nothing its gate still keeps it out
    (same,) = prospects(ranked, choices, plan, {}).to_dict("records")
    assert (same["found"], same["also"], same["own"]) == ("shut", "gate:consent", 0)
