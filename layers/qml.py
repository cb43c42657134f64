"""QGIS styles as XML text: the same classes and colours as on the map in the browser."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from layers.classes import MapClass, rgb

_ALPHA = 215  # a hint of the base map shows through
_NO_VALUE = -1


def graduated(
    column: str, classes: Sequence[tuple[MapClass, str]], *, aliases: Sequence[tuple[str, str]] = ()
) -> str:
    """Return QML that colours polygons by ranges of `column`, a number that is never negative.

    `classes` holds (class, label) pairs; `aliases` (column, heading) pairs in column order.
    QGIS takes the first range with lower ≤ x ≤ upper, so the ranges are written from the highest
    down: a value on a break belongs to the upper class, as everywhere else. A class without
    limits takes the rows without a value: QGIS would leave them off the map.
    """
    ranges = "".join(
        f'<range symbol="{i}" lower="{_limit(item.low)}" upper="{_limit(item.high)}" '
        f'label={quoteattr(label)} render="true"/>'
        for i, (item, label) in enumerate(_highest_first(classes))
    )
    value = f'coalesce("{column}", {_NO_VALUE})'
    body = (
        f'<renderer-v2 type="graduatedSymbol" attr={quoteattr(value)} '
        f'graduatedMethod="GraduatedColor" forceraster="0" symbollevels="0">'
        f"<ranges>{ranges}</ranges>{_symbols([i for i, _ in _highest_first(classes)])}"
        "</renderer-v2>"
    )
    return _document(body, aliases)


def _highest_first(classes: Sequence[tuple[MapClass, str]]) -> list[tuple[MapClass, str]]:
    ranged = [pair for pair in classes if pair[0].low is not None]
    return ranged[::-1] + [pair for pair in classes if pair[0].low is None]


def _limit(value: float | None) -> str:
    return f"{_NO_VALUE if value is None else value:.6f}"


def categorized(
    column: str, classes: Sequence[tuple[MapClass, str]], *, aliases: Sequence[tuple[str, str]] = ()
) -> str:
    """Return QML that colours polygons by the values of `column`, one class a value."""
    categories = "".join(
        f'<category symbol="{i}" value={quoteattr(item.key)} type="string" '
        f'label={quoteattr(label)} render="true"/>'
        for i, (item, label) in enumerate(classes)
    )
    body = (
        f'<renderer-v2 type="categorizedSymbol" attr={quoteattr(column)} forceraster="0" '
        f'symbollevels="0"><categories>{categories}</categories>'
        f"{_symbols([item for item, _ in classes])}</renderer-v2>"
    )
    return _document(body, aliases)


def single(kind: str, colour: str, *, width: float = 0.2) -> str:
    """Return QML with one symbol for all: `kind` is "fill", "outline", "line" or "marker"."""
    body = (
        '<renderer-v2 type="singleSymbol" forceraster="0" symbollevels="0">'
        f"<symbols>{_SYMBOLS[kind](colour, width)}</symbols></renderer-v2>"
    )
    return _document(body, ())


def _document(renderer: str, aliases: Sequence[tuple[str, str]]) -> str:
    named = "".join(
        f'<alias index="{i}" field={quoteattr(column)} name={quoteattr(heading)}/>'
        for i, (column, heading) in enumerate(aliases)
    )
    fields = f"<aliases>{named}</aliases>" if named else ""
    return (
        '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">'
        '<qgis version="3.22" styleCategories="Symbology|Fields">'
        f"{renderer}{fields}</qgis>"
    )


def _symbols(classes: Sequence[MapClass]) -> str:
    return "<symbols>" + "".join(_area(item, i) for i, item in enumerate(classes)) + "</symbols>"


def _area(item: MapClass, name: int) -> str:
    options = {
        "color": _rgba(item.fill),
        "outline_color": _rgba(item.stroke, 255),
        "outline_width": "0.2",
        "outline_style": "dash" if item.dash else "solid",
        "style": "solid",
    }
    return _symbol("fill", "SimpleFill", options, name)


def _fill(colour: str, width: float) -> str:
    options = {"color": _rgba(colour), "outline_style": "solid" if width else "no"}
    return _symbol("fill", "SimpleFill", options)


def _outline(colour: str, width: float) -> str:
    options = {"style": "no", "outline_color": _rgba(colour, 255), "outline_width": f"{width}"}
    return _symbol("fill", "SimpleFill", options)


def _line(colour: str, width: float) -> str:
    return _symbol("line", "SimpleLine", {"line_color": _rgba(colour), "line_width": f"{width}"})


def _marker(colour: str, width: float) -> str:
    options = {"color": _rgba(colour), "size": f"{width}", "name": "circle"}
    return _symbol("marker", "SimpleMarker", {**options, "outline_color": "255,255,255,255"})


_SYMBOLS = {"fill": _fill, "outline": _outline, "line": _line, "marker": _marker}


def _symbol(kind: str, layer: str, options: dict[str, str], name: int = 0) -> str:
    """Write each option twice: QGIS reads `Option` from 3.22 on, `prop` before."""
    new = "".join(f'<Option type="QString" name="{k}" value="{v}"/>' for k, v in options.items())
    old = "".join(f'<prop k="{k}" v="{v}"/>' for k, v in options.items())
    return (
        f'<symbol type="{kind}" name="{name}" alpha="1" clip_to_extent="1" force_rhr="0">'
        f'<layer class="{layer}" enabled="1" locked="0" pass="0">'
        f'<Option type="Map">{new}</Option>{old}</layer></symbol>'
    )


def _rgba(colour: str, alpha: int = _ALPHA) -> str:
    return ",".join(str(part) for part in (*rgb(colour), alpha))
