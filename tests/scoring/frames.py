"""Small estate tables for the tests of the score."""

import pandas as pd


def frame(**columns):
    """Return a table with the columns given and estates E0, E1, …"""
    size = len(next(iter(columns.values())))
    return pd.DataFrame({"estate_id": [f"E{i}" for i in range(size)], **columns})
