"""Estates measured anew after a person drew clusters or set points: only what that can change."""

from dataclasses import replace

from study.choices import Choices
from study.clustered import clustered
from study.measure import measure
from study.stages import Measured
from study.whereabouts import table

_OF_CLUSTERS = "clusters."


def measured_anew(measured: Measured, before: Choices, after: Choices) -> Measured:
    """Return `measured`, taken with the choices `before`, as it is with `after`.

    Other points on the map are walked to again: everything is measured. Other clusters only give
    the estates another cluster. Else it is `measured` itself. Only `added` and `clusters` are
    looked at.
    """
    if after.added != before.added:
        return measure(measured.inputs, after)
    if after.clusters != before.clusters:
        return _clustered(measured, after)
    return measured


def _clustered(measured: Measured, choices: Choices) -> Measured:
    filed = measured.inputs.tables["estates"].set_index("estate_id")["cluster_id"]
    bare = measured.estates.assign(
        cluster_id=filed.reindex(measured.estates["estate_id"]).to_numpy()
    )
    areas = table(measured.inputs, "cluster_areas")
    estates, said = clustered(bare, areas, choices.clusters, measured.crs)
    others = [one for one in measured.issues if not one.code.startswith(_OF_CLUSTERS)]
    return replace(measured, estates=estates, issues=(*others, *said))
