import pytest

from intake.cells.units import factor, scale, strip_unit


@pytest.mark.parametrize(
    ("word", "unit", "times"),
    [
        ("万㎡".replace("㎡", "m2"), "m2", 1e4),
        ("亿元", "wan", 1e4),
        ("元", "wan", 1e-4),
        ("层", "", 1),
        ("户", "m2", None),
    ],
)
def test_one_unit_in_another(word, unit, times):
    assert scale(word, unit) == times


def test_a_header_that_names_no_unit_is_in_the_column_s_own():
    assert factor("建筑面积", "m2") == (1, "")
    assert factor("单价（元/㎡）", "yuan") == (1, "元")


def test_only_a_unit_is_taken_off():
    assert [strip_unit(text) for text in ("户数（户）", "建筑面积万㎡", "金额")] == [
        "户数（户）".replace("（", "(").replace("）", ")"),
        "建筑面积",
        "金额",
    ]
