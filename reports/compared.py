"""The proposals in slides: side by side in figures, and under one another's aims."""

from collections.abc import Mapping
from typing import Any

from reports.comparison_told import proposals_told, worth_told
from reports.outward import at_most
from study.results import Results
from texts import say

Page = Mapping[str, Any]


def compare(results: Results, *, locale: str) -> Page:
    """Return the proposals side by side: a column each, a row a figure."""
    told = proposals_told(results, locale=locale)
    gap = max(plan.gap for plan in results.proposals)
    facts = [item["facts"] for item in told]
    return {
        "title": say(
            locale,
            "briefing.compare.title" if gap < 1 else "briefing.compare.title_open",
            proposals=len(told),
            gap=at_most(gap),
        ),
        "proposals": told,
        "rows": [
            {"label": column[0]["label"], "cells": column} for column in zip(*facts, strict=True)
        ],
    }


def aims(results: Results, *, locale: str) -> Page:
    """Return what each proposal is worth under every aim: a table aims × proposals."""
    rows = worth_told(results.proposals, locale=locale)
    names = [item["name"] for item in proposals_told(results, locale=locale)]
    return {
        "title": say(locale, "briefing.aims.title", aims=len(rows), proposals=len(names)),
        "proposals": names,
        "rows": rows,
    }
