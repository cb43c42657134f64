"""The living circle of a study alone: read, walked, measured, nothing scored or planned."""

from dataclasses import dataclass

import geopandas as gpd

from intake import Inputs
from standards import in_force
from study.choices import Study
from study.living_circle import Circle, living_circle
from study.people import with_people
from study.run import Progress, read_inputs
from study.whereabouts import metric, table, with_geometry
from tables import Issue


@dataclass(frozen=True)
class Afoot:
    """Estates (EPSG:4326, sorted by id, with residents), their circle, what to say, the inputs."""

    estates: gpd.GeoDataFrame
    circle: Circle
    issues: tuple[Issue, ...]
    inputs: Inputs


def afoot(study: Study, progress: Progress | None = None) -> Afoot:
    """Return how far the people of a study walk. Raises InputError as `study.run` does."""
    told = progress or (lambda _stage, _share: None)
    told("read", 0.0)
    inputs = read_inputs(study)
    told("measure", 0.5)
    choices = study.choices
    rules = in_force(choices.day_of_law, choices.city)
    estates = with_geometry(inputs.tables["estates"])
    surveys, deposits, votes = (table(inputs, name) for name in ("surveys", "deposits", "votes"))
    estates = with_people(estates, surveys, deposits, votes, rules)
    circle = living_circle(estates, inputs, choices, rules, metric(estates, inputs))
    return Afoot(estates, circle, (*inputs.issues, *circle.issues), inputs)
