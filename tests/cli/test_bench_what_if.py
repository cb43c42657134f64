"""The what-if rows of the bench, on a city of a few streets."""

import re

from cli.bench_what_if import what_if_rows


def test_a_row_for_each_kind_of_change_and_one_for_walking_anew():
    rows = list(what_if_rows(nodes=400, estates=20))
    kinds = [row.split(",")[1].strip() for row in rows[:-1]]
    assert kinds == [
        *("a facility more", "a facility closed", "a facility moved"),
        *("a gate", "a footbridge", "four changes"),
    ]
    assert all(re.search(r" \d[\d.e-]* s", row) for row in rows)
    assert "1 estates walked again" in rows[3]
