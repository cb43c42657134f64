"""The list of who waits gives the cause that the map layers give."""

import pandas as pd

from layers.negotiated import negotiated_columns
from tests.study.four_negotiated import results
from ui.negotiate.reasons import by_cause, cause_of, causes

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
