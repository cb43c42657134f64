import pytest

from intake.doubts.figures import three_figures


@pytest.mark.parametrize(
    ("number", "said"),
    [(0.0, "0"), (0.123456, "0.123"), (99.96, "100"), (100.4, "100"), (12_345.6, "12346")],
)
def test_three_figures_and_whole_from_a_hundred_on(number, said):
    assert three_figures(number) == said
