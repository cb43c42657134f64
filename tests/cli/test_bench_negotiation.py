"""The negotiation rows of the bench, on a town of few estates."""

from cli.bench_negotiation import AIMS, Timed, negotiation_rows
from phasing import Settings


def test_a_row_of_medians_for_each_thing_timed_and_each_aim():
    loose = Settings(gap=0.05, node_limit=5, seed=1)
    head, *rows = negotiation_rows(count=30, pins=3, settings=loose)
    assert head.startswith("pins priced, 30 estates with clusters, gap 5.0%")
    assert len(rows) == len(AIMS) * (1 + len(Timed._fields))
    for aim in AIMS:
        assert any(row.startswith(f"{aim.name}: plan ") for row in rows)
    assert all("median" in row and "worst" in row for row in rows if row.startswith(" "))
