"""What lies over the map for a chosen estate does not depend on the order of rows."""

from dataclasses import replace

from ui.circle import measured, overlay


def test_what_is_said_of_the_nearest_does_not_depend_on_the_order_of_lines(view, monkeypatch):
    found = measured.measures(view)
    near = found.lines[found.lines["required"].astype(bool) & found.lines["walk_m"].notna()]
    estate = near["estate_id"].mode()[0]  # whose people reach the most kinds
    one = overlay._nearest(view, estate)
    mixed = replace(found, lines=found.lines.sample(frac=1, random_state=3))
    monkeypatch.setattr(measured, "measures", lambda _: mixed)
    other = overlay._nearest(view, estate)
    assert len(one) > 1
    assert other["facility_id"].tolist() == one["facility_id"].tolist()
    assert other["tip"].tolist() == one["tip"].tolist()
