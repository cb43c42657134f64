"""Shares in per cent, rounded so that what is said of them stays true."""

import math

import pandas as pd

from reports.figures import NOTHING, percent
from study.negotiation.outward import SHARE_DIGITS, down, up


def at_least(share: float) -> str:
    """Return a share (0–1) in per cent, rounded down to a hundredth.

    >>> at_least(0.001299), at_least(float("nan"))
    ('0.12 %', '–')
    """
    return _told(down(share, SHARE_DIGITS))


def at_most(share: float) -> str:
    """Return a share (0–1) in per cent, rounded up to a hundredth.

    >>> at_most(0.001201), at_most(0.02), at_most(float("inf"))
    ('0.13 %', '2.00 %', '–')
    """
    return _told(up(share, SHARE_DIGITS))


def least_shares(shares: "pd.Series[float]") -> "pd.Series[float]":
    """Return shares (0–1) of a column of a sheet, rounded down to a hundredth of a per cent."""
    return shares.astype(float).map(lambda share: down(share, SHARE_DIGITS))


def most_shares(shares: "pd.Series[float]") -> "pd.Series[float]":
    """Return shares (0–1) of a column of a sheet, rounded up to a hundredth of a per cent."""
    return shares.astype(float).map(lambda share: up(share, SHARE_DIGITS))


def _told(share: float) -> str:
    return percent(share, 2) if math.isfinite(share) else NOTHING
