"""The negotiation rows of the bench, on a town of few estates."""

from cli.bench_negotiation import AIMS, Timed, _held, negotiation_rows
from phasing import Settings


def test_a_row_of_medians_for_each_thing_timed_and_each_aim():
    loose = Settings(gap=0.05, node_limit=5, seed=1)
    head, *rows = negotiation_rows(count=30, pins=3, settings=loose)
    assert head.startswith("pins priced, 30 estates with clusters, gap 5.0%")
    assert "load" in head
    assert len(rows) == len(AIMS) * (1 + len(Timed._fields) + 2)
    for aim in AIMS:
        assert any(row.startswith(f"{aim.name}: plan ") for row in rows)
    told = [row for row in rows if row.startswith(" ") and " within " not in row]
    assert all("median" in row and "worst" in row for row in told)


def test_the_price_a_person_sees_is_held_against_five_seconds():
    quick = Timed(*[0.1] * 4, 4.0, 4.9, 0.0, 0.0, 2)
    slow = quick._replace(price_wall_s=5.2)
    assert list(_held([quick])) == [
        "  first_wall_s: 1 of 1 within 1 s, worst 0.10 s: kept",
        "  price_wall_s: 1 of 1 within 5 s, worst 4.90 s: kept",
    ]
    assert list(_held([quick, slow]))[1].endswith("1 of 2 within 5 s, worst 5.20 s: MISSED")
