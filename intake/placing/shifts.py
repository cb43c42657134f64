"""How well a CRS of an older datum comes into WGS84, said beside the layer."""

from pyproj import CRS
from pyproj.exceptions import ProjError
from pyproj.transformer import TransformerGroup

from intake.placing import grids
from intake.source import Source
from tables import Issue, Table

_COMMON = 4326


def shift_issue(crs: CRS, source: Source, table: Table) -> list[Issue]:
    """Return a warning where the way from the datum of `crs` to WGS84 is only known to metres.

    Beijing 1954 and Xian 1980: the parameters are local and not public. PROJ takes a published
    shift for some areas (its accuracy is told), elsewhere none, and the layer may lie up to a
    hundred metres or more off. CGCS2000 is WGS84 within a metre, and is not mentioned; nor is a
    CRS that brings its own parameters (+towgs84).
    """
    if grids.family(crs) == "cgcs2000" or crs.is_bound or not _national(crs):
        return []
    metres = _accuracy_m(crs)
    code = "intake.datum_shift" if metres else "intake.datum_shift_unknown"
    detail = {"crs": f"{crs.to_string()} {crs.name}", "metres": metres}
    return [Issue(code, "warning", table.name, source.label, detail=detail)]


def _national(crs: CRS) -> bool:
    """Return whether the datum is one of China's, or unnamed on the same ellipsoid."""
    name = crs.datum.name.casefold() if crs.datum else ""
    return any(word in name for word in ("beijing", "xian", "xi'an", "unknown"))


def _accuracy_m(crs: CRS) -> int:
    """Return the accuracy of the best way PROJ knows, metres; 0 when it knows none."""
    try:
        ways = TransformerGroup(crs, _COMMON, always_xy=True).transformers
    except ProjError:
        return 0
    known = [way.accuracy for way in ways[:1] if way.accuracy > 0]
    return max(1, round(known[0])) if known else 0
