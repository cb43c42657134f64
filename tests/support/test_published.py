"""Published cases of facility location, each named after its source."""

import numpy as np
import pytest

from support import Aim, Allowed, Settings, site
from tests.support.published import FAR_M, capacitated, network, stated

EXACT = Settings(gap=0, node_limit=100_000, seed=1)


def whole_walk(done):
    """The sum of all walks, which is what the papers print."""
    return done.value * done.totals.loc["after", "people"]


@pytest.mark.parametrize(("name", "optimum"), [("pmed1.txt", 5819), ("pmed2.txt", 4093)])
def test_beasley_1985_p_median(name, optimum):
    p, apart = network(name)
    done = site(
        stated(apart, np.ones(len(apart))), Aim("mean_walk", FAR_M), Allowed(p), settings=EXACT
    )
    assert (done.status, len(done.sites)) == ("proven", p)
    assert whole_walk(done) == pytest.approx(optimum, abs=1e-6)
    assert done.bound == pytest.approx(done.value, abs=1e-6)


@pytest.mark.parametrize(("name", "centre"), [("pmed1.txt", 127), ("pmed2.txt", 98)])
def test_the_p_centre_of_pullan_2008_is_the_least_distance_that_covers_everybody(name, centre):
    # W. Pullan (2008), Journal of Global Optimization 42, 283-301: optimal p-centres of these files
    p, apart = network(name)
    given = stated(apart, np.ones(len(apart)))
    reached, short = (
        site(given, Aim("coverage", reach), Allowed(p), settings=EXACT)
        for reach in (centre, centre - 1)
    )
    assert (reached.status, reached.value) == ("proven", len(apart))
    assert short.status == "proven"
    assert short.value < len(apart)


def test_osman_christofides_1994_capacitated_p_median():
    optimum, p, capacity, places, apart = capacitated("pmedcap1.txt")
    given = stated(apart, np.ones(len(apart)), places=places, capacity=capacity, whole=True)
    done = site(given, Aim("mean_walk", FAR_M), Allowed(p), settings=EXACT)
    assert (done.status, len(done.sites), optimum) == ("proven", p, 713)
    assert whole_walk(done) == pytest.approx(optimum, abs=1e-6)
    assert (done.sites["places_taken"] <= capacity).all()
    assert done.sites["places_taken"].sum() == places.sum()
