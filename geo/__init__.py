"""The ground: coordinates, streets, walking, and what is within reach of an estate."""

from geo.areas import area_of
from geo.circle.coverage import coverage
from geo.coordinates.crs import metric_crs, to_metric
from geo.gates.entrances import entrances
from geo.live_index import LiveIndex
from geo.shapes.repair import repair
from geo.streets.network import street_network
from geo.walking.off_streets import off_streets
from geo.walking.walk import walks

__all__ = [
    "LiveIndex",
    "area_of",
    "coverage",
    "entrances",
    "metric_crs",
    "off_streets",
    "repair",
    "street_network",
    "to_metric",
    "walks",
]
