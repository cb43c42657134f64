"""The clusters (片区) of a study: who belongs to them, from where, and when they are done."""

import pandas as pd

from study.results import Results

_COLUMNS = ["cluster_id", "estate_id", "name", "cluster_origin", "year", "note"]


def clusters_table(results: Results) -> pd.DataFrame:
    """Return one row a member of a cluster, by cluster and estate, as the first proposal has it.

    `cluster_origin` is given, drawn, proposed or attached ("" where nobody says); `year` is when
    the member is done; `note` is what became of it, as a code of `Programme.cluster_notes`.
    """
    columns = [name for name in _COLUMNS if name in results.estates]
    estates = pd.DataFrame(results.estates[columns])
    members = estates[estates["cluster_id"].notna()].astype({"cluster_id": object})
    noted = members.merge(_notes(results), on=["cluster_id", "estate_id"], how="left")
    kept = [name for name in _COLUMNS if name in noted]
    return noted.sort_values(["cluster_id", "estate_id"], ignore_index=True)[kept]


def _notes(results: Results) -> pd.DataFrame:
    """Return what is noted of each member; notes of one member are joined with ";"."""
    if not results.proposals:
        return pd.DataFrame(columns=["cluster_id", "estate_id", "note"], dtype=object)
    notes = results.proposals[0].cluster_notes.astype(object)
    keys = ["cluster_id", "estate_id"]
    if notes.empty:
        return pd.DataFrame(columns=[*keys, "note"], dtype=object)
    return notes.groupby(keys)["code"].agg(";".join).rename("note").reset_index()
