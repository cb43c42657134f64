"""The card of a search: two lines that close in on each other, and words that promise no more."""

from ui.plan.solving_shown import card, chart
from ui.session.work import Moment, Told


def ys(line: object) -> list[float]:
    return [float(point.split(",")[1]) for point in str(line).split()]


def test_value_rises_bound_falls_and_both_reach_the_present():
    drawn = chart([Moment(1, 100, 40), Moment(2, 90, 60), Moment(3, 80, 79)], 5)
    assert ys(drawn["value"]) == sorted(ys(drawn["value"]), reverse=True)  # up is a smaller y
    assert ys(drawn["bound"]) == sorted(ys(drawn["bound"]))
    assert str(drawn["value"]).startswith("0.0,60.0 ")
    assert str(drawn["bound"]).split()[-1].startswith("420.0,")
    assert all(b <= v for b, v in zip(ys(drawn["bound"]), ys(drawn["value"]), strict=True))


def test_nothing_known_yet_and_nothing_left_to_gain():
    assert chart([], 3)["value"] == ""
    flat = chart([Moment(1, 5, 5)], 1)
    assert ys(flat["value"]) == ys(flat["bound"]) == [4.0, 4.0]


def test_words():
    told = Told(aim="need", turn=2, turns=7, nodes=1200, gap=0.00801)
    said = card(told)
    assert "第 2 个方案，共 7 个：需求优先" in said
    assert "99.1%" in said  # rounded down
    assert "0.9%" in said  # rounded up
    assert "1,200" in said
    assert "还不知道" in card(Told(aim="need", turn=1, turns=1, gap=1.0))
    assert "准备" in card(Told())
