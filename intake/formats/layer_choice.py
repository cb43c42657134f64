"""Which layer of a file is read, when nobody named one."""

from collections.abc import Sequence
from typing import NamedTuple

from intake.source import Source
from tables import InputError, Issue, Table

_WORDS = {"Point": "point", "LineString": "line", "Polygon": "polygon", "Curve": "line",
          "Surface": "polygon"}  # fmt: skip


class Layer(NamedTuple):
    """A layer and its geometry in the words of GDAL (empty: none)."""

    name: str
    geometry: str = ""


def shape_of(geometry: str) -> str:
    """Return `point`, `line`, `polygon`, `none` or `mixed` for a type of GDAL.

    >>> shape_of("MultiPolygon Z"), shape_of("Unknown"), shape_of("")
    ('polygon', 'mixed', 'none')
    """
    if not geometry:
        return "none"
    return next((shape for word, shape in _WORDS.items() if word in geometry), "mixed")


def choose(layers: Sequence[Layer], source: Source, table: Table) -> tuple[str, list[Issue]]:
    """Return the layer to read, and an issue where it was taken for its geometry.

    It is the one a person named, else the only one, else the one called like the table, else the
    only one with the geometry of the table. Errors: none of these.
    """
    known = [layer.name for layer in layers]
    listed = "、".join(known)
    if source.layer is not None:
        if source.layer in known:
            return source.layer, []
        raise InputError(
            "intake.layer_missing", file=source.label, layer=source.layer, layers=listed
        )
    if len(known) == 1:
        return known[0], []
    for wanted in (table.name, table.zh, table.en):
        if wanted in known:
            return wanted, []
    fitting = [layer.name for layer in layers if shape_of(layer.geometry) == table.shape]
    if len(fitting) != 1 or table.shape == "none":
        raise InputError("intake.layer_unnamed", file=source.label, layers=listed)
    detail = {"layer": fitting[0], "layers": listed}
    return fitting[0], [
        Issue("intake.layer_taken", "repair", table.name, source.label, detail=detail)
    ]
