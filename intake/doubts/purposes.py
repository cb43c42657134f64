"""Funds whose purpose is written in words nobody knows: kept, and said."""

from dataclasses import replace

import pandas as pd

from intake.places import issues_at
from tables import Issue, Table


def unknown_purposes(frame: pd.DataFrame, table: Table) -> list[Issue]:
    """Return the funds whose column `pays` holds a word that is no class of cost or of works."""
    column = table.column("pays")
    known = {code for _, codes in column.words for code in codes.split(",")}
    odd = [
        "、".join(part for part in str(cell).split(",") if part not in known)
        for cell in frame[column.name].dropna()
    ]
    said = issues_at(
        frame[frame[column.name].notna()], "intake.purpose_unknown", "warning", table=table.name
    )
    return [
        replace(issue, column=column.zh, value=words, detail={"field": column.name})
        for issue, words in zip(said, odd, strict=True)
        if words
    ]
