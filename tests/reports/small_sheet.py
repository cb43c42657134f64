"""Results whose scores are real, a dozen estates by the study's own tree: for the estate sheet."""

import dataclasses
import functools

from study.record import standard
from tests.small_results import town
from tests.study import small_ranking

EVIL = '<b>&{}=1+1</b></svg><script>alert("x")</script>'


@functools.cache
def results():
    """Return a town with map, walks, plans and money, scored as `small_ranking` scores."""
    whole = town(small_ranking.COUNT)
    choices, ranked = small_ranking.ranked()
    scores = ranked.estates.drop(columns=["geometry", "name", "households", "residents"])
    own = [name for name in scores if name != "estate_id"]
    estates = whole.estates.drop(columns=[name for name in own if name in whole.estates])
    estates = estates.assign(**{name: scores[name].to_numpy() for name in own})
    points = ranked.indicators.copy()
    ids = dict(zip(scores["estate_id"], whole.estates["estate_id"], strict=True))
    points["estate_id"] = points["estate_id"].map(ids)
    rules = list(ranked.measured.rules.values())
    return dataclasses.replace(
        whole,
        choices=dataclasses.replace(whole.choices, weighing=choices.weighing),
        estates=estates,
        indicators=points,
        weights=ranked.weights,
        tree=ranked.tree,
        card=dataclasses.replace(ranked.card, estate_ids=tuple(ids.values())),
        record={**whole.record, "standards": [standard(rule) for rule in rules]},
    )


def named(name, estate_id):
    """Return the results with another name for one estate."""
    found = results()
    estates = found.estates.copy()
    estates.loc[estates["estate_id"].eq(estate_id), ["name", "community"]] = name
    return dataclasses.replace(found, estates=estates)
