"""What a person types for an estate: its ID, or a name that only one estate has."""

import pandas as pd
import pytest

from study.negotiation.asked_estates import estates_meant
from tables import InputError

ESTATES = pd.DataFrame({
    "estate_id": ["E3", "E1", "E2", "E4"], "name": ["义峰小区", "和平里", "和平里", None],
})  # fmt: skip


def test_an_id_and_a_name_of_one_estate_mean_it():
    meant = estates_meant(["E4", "义峰小区", " 义峰小区 "], ESTATES)
    assert list(meant.values()) == ["E4", "E3", "E3"]
    assert estates_meant(["E1"], ESTATES[["estate_id"]]) == {"E1": "E1"}


def test_an_id_goes_before_a_name():
    both = pd.DataFrame({"estate_id": ["E1", "E2"], "name": ["E2", "E1"]})
    assert estates_meant(["E1"], both) == {"E1": "E1"}


@pytest.mark.parametrize("turned", [False, True])
def test_a_name_of_several_estates_is_answered_with_their_ids(turned):
    rows = ESTATES[::-1] if turned else ESTATES
    with pytest.raises(InputError) as refused:
        estates_meant(["和平里"], rows)
    assert refused.value.code == "price.several_estates"
    assert refused.value.values["estates"] == "E1, E2"  # noqa: PD011 - of the sentence


@pytest.mark.parametrize(("word", "nearest"), [("义锋小区", "义峰小区（E3）"), ("E33", "E3")])
def test_an_estate_nobody_knows_is_answered_with_the_nearest(word, nearest):
    with pytest.raises(InputError) as refused:
        estates_meant([word], ESTATES)
    assert refused.value.code == "price.unknown_estate"
    assert refused.value.values["nearest"].startswith(nearest)  # noqa: PD011 - of the sentence
