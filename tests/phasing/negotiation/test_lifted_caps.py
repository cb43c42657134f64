"""Caps give way by as little as a plan takes, evenly, and only where they must."""

from phasing.model import Column, Model, Row
from phasing.negotiation.lifted_caps import caps_lifted
from phasing.rules import Cap
from tests.phasing.negotiation.plan_cases import EXACT

CAPS = (Cap("estates", 2027, 2), Cap("estates", 2028, 2))


def town(count, next_plan=0.0, due=0.0):
    """So many estates that all start in one of two years; each leaves `due` to the next plan."""
    starts = {e: [f"x[{e},{cap.year}]" for cap in CAPS] for e in range(count)}
    columns = [Column(label, high=1, whole=True) for both in starts.values() for label in both]
    rows = [Row(f"must[{e}]", dict.fromkeys(both, 1.0), 1, 1) for e, both in starts.items()]
    for place, cap in enumerate(CAPS):
        terms = {both[place]: 1.0 for both in starts.values()}
        rows.append(Row(f"cap[{cap.year}]", terms, high=cap.at_most, rule=cap))
    later = {both[1]: due for both in starts.values()}
    return Model(tuple(columns), (*rows, Row("next_plan", later, high=next_plan)))


def test_caps_that_are_not_in_the_way_stay():
    model = town(4)
    lifted, found = caps_lifted(model, EXACT, None)
    assert found.status == "proven"
    assert lifted.rows == model.rows


def test_caps_in_the_way_are_lifted_evenly():
    lifted, _ = caps_lifted(town(6), EXACT, None)
    # Three estates a year, and a hundredth of room.
    assert [lifted.row(f"cap[{cap.year}]").high for cap in CAPS] == [3.02, 3.02]


def test_the_next_plan_gives_way_only_where_caps_do_not_help():
    lifted, _ = caps_lifted(town(2, next_plan=0, due=5), EXACT, None)
    assert lifted.row("next_plan").high == 0  # both start in the first year
    (one, other), rows = CAPS, town(1, next_plan=0, due=5)
    closed = Model(rows.columns, (*rows.rows, Row("shut", {f"x[0,{one.year}]": 1.0}, high=0)))
    lifted, found = caps_lifted(closed, EXACT, None)
    assert found.status == "proven"
    assert lifted.row("next_plan").high == 5.05
    assert lifted.row(f"cap[{other.year}]").high == other.at_most


def test_what_no_cap_keeps_is_infeasible():
    rows = town(1)
    closed = Model(
        rows.columns, (*rows.rows, Row("shut", {"x[0,2027]": 1, "x[0,2028]": 1}, high=0))
    )
    assert caps_lifted(closed, EXACT, None)[1].status == "infeasible"
