import pandas as pd

from ui.map.year_slider import starts, values


def test_what_the_slider_can_say():
    assert values([2027, 2028]) == ["all", "2027", "2028", "to2027", "to2028"]


def test_one_character_an_estate_in_the_order_of_the_estates(view):
    years = list(view.plan.choices.horizon)
    for plan in view.proposals:
        told = [ord(code) - ord("0") for code in starts(view, plan.name, years)]
        given = view.estates[f"year_{plan.name}"]
        assert len(told) == len(given)
        for place, year in zip(told, given, strict=True):
            assert (years[place - 1] if place else None) == (None if pd.isna(year) else year)


def test_a_proposal_nobody_solved_has_no_years(view):
    assert set(starts(view, "nonsense", [2027])) == {"0"}
