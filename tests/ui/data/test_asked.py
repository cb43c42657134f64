from intake.questions import question
from tables import Issue
from ui.data.asked import asked


def crs(code, options, **more):
    return question(code, ("crs", "a.shp"), options, table="outlines", file="a.shp", **more)


def test_two_questions_with_one_place_are_one_with_the_options_of_both():
    first = crs("one", ["EPSG:4547"], counts=False)
    second = crs("two", ["EPSG:4548", "EPSG:4547"], proposed="EPSG:4548")
    (one,) = asked([first, second])
    assert one.options == ("EPSG:4547", "EPSG:4548")
    assert (one.proposed, one.counts, one.topic) == ("EPSG:4548", True, "crs")
    assert one.issues == (first, second)


def test_what_counts_comes_first_and_what_is_no_question_is_none():
    join = question("join.candidate", ("join", "和平里"), ["和平", "none"], counts=False)
    units = question("u", ("units", "estates", "面积"), ["m2", "mu"])
    told = asked([join, units, Issue("a", "question"), Issue("b", "warning")])
    assert [one.path[0] for one in told] == ["units", "join"]
