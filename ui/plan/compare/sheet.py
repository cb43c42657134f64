"""Two proposals, what differs and who, on one sheet to print: a file of its own, no script."""

import pandas as pd
from markupsafe import Markup

from layers.change_classes import proposal_change_classes
from layers.flat_map import flat_map
from layers.legend import legend
from layers.map_layer import Classed
from ui.map.painting import YEAR, map_layers
from ui.plan.compare.maps import moved_headings, moved_table, moves
from ui.session.view import View
from ui.session.words import locale, number, proposal, t, year
from ui.templates import html

_NUMBERS = (3, 4, 5, 6)


def compare_sheet(view: View, left: str, right: str) -> bytes:
    """Return the sheet as HTML: three maps with their legends and the estates that differ."""
    sides = [(proposal(name), map_layers(view, name)[YEAR].shown()) for name in (left, right)]
    apart = (moves(view, left, right), proposal_change_classes())
    shown = moved_table(view, left, right)
    values = {"count": number(len(shown)), "all": number(len(view.estates))}
    text = html(
        "compare_sheet",
        lang=locale(),
        title=t("ui.compare.from_to", left=proposal(left), right=proposal(right)),
        lead=t("ui.compare.sheet_lead", **values),
        maps=[_map(view, *side) for side in [*sides, (t("ui.compare.difference"), apart)]],
        heads=[column["label"] for column in moved_headings(left, right).values()],
        rows=_rows(shown),
        numbers=_NUMBERS,
    )
    return text.encode()


def _map(view: View, title: str, shown: Classed) -> dict[str, object]:
    keys, classes = shown
    # the picture is made of numbers and colours alone; every name stays a text of the template
    picture = Markup(flat_map(view.estates, keys, classes))  # noqa: S704
    told = legend(keys, classes, locale=locale()).to_dict("records")
    return {"title": title, "picture": picture, "legend": told}


def _rows(shown: pd.DataFrame) -> list[list[str]]:
    return [
        [
            row["change"],
            str(row["name"]),
            "" if pd.isna(row["street"]) else str(row["street"]),
            year(row["left"]) or "—",
            year(row["right"]) or "—",
            number(row["households"]),
            number(row["cost_wan"]),
        ]
        for row in shown.to_dict("records")
    ]
