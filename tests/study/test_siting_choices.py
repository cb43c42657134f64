"""What a person may write under `siting`, and how a mistake is told."""

import pytest

from study.siting_choices import SitingChoice, known_facility, parse
from tables import InputError

CARE = {"facility": "eld_daycare", "sites": 3}


def test_the_least_a_person_can_write():
    assert parse([CARE]) == (SitingChoice("eld_daycare", sites=3),)
    assert parse(None) == ()


def test_everything_a_person_can_write():
    (found,) = parse(
        [
            CARE
            | {
                "budget_wan": 500,
                "aim": "mean_walk",
                "within_m": 800,
                "capacity": "standard",
                "kinds": ["闲置办公用房"],
                "candidates": ["X001", {"id": "P1", "lon": 114.1, "lat": 30.2, "cost_wan": 60}],
                "curve": 5,
            }
        ]
    )
    assert (found.sites, found.budget_wan, found.aim, found.within_m) == (3, 500, "mean_walk", 800)
    assert (found.capacity, found.kinds, found.curve) == ("standard", ("闲置办公用房",), 5)
    assert found.rooms == ("X001",)
    assert [(one.id, one.lon, one.lat, one.cost_wan) for one in found.points] == [
        ("P1", 114.1, 30.2, 60)
    ]


def test_all_idle_rooms_and_a_place_more():
    (found,) = parse([CARE | {"candidates": ["idle_assets", {"id": "P", "lon": 1, "lat": 2}]}])
    assert found.rooms is None
    assert len(found.points) == 1


@pytest.mark.parametrize(
    ("written", "code", "values"),
    [
        ("eld_daycare", "study.not_a_list", {"key": "siting"}),
        (["eld_daycare"], "study.not_a_mapping", {"where": "siting[1]"}),
        ([{"sites": 3}], "study.missing_key", {"key": "siting[1].facility"}),
        ([CARE, {"facility": "eld_daycare"}], "siting.sites_or_budget", {"key": "siting[2]"}),
        ([CARE | {"site": 3}], "study.unknown_key", {"key": "site", "nearest": "sites"}),
        ([CARE | {"sites": 2.5}], "siting.not_whole", {"key": "siting[1].sites", "value": 2.5}),
        ([CARE | {"sites": 0}], "study.not_above", {"key": "siting[1].sites"}),
        ([CARE | {"budget_wan": "五百"}], "study.not_a_number", {"key": "siting[1].budget_wan"}),
        ([CARE | {"aim": "nearest"}], "study.not_one_of", {"key": "siting[1].aim"}),
        ([CARE | {"capacity": "plenty"}], "study.not_one_of", {"key": "siting[1].capacity"}),
        ([CARE | {"candidates": ["X1", "X1"]}], "study.word_twice", {"value": "X1"}),
        (
            [CARE | {"candidates": [{"id": "P", "lon": 1}]}],
            "study.missing_key",
            {"key": "siting[1].candidates.lat"},
        ),
    ],
)
def test_a_mistake_is_told_with_its_key(written, code, values):
    with pytest.raises(InputError) as caught:
        parse(written)
    assert caught.value.code == code
    assert {key: caught.value.values[key] for key in values} == values


def test_a_facility_no_catalogue_has_is_told_with_the_nearest():
    assert known_facility("eld_daycare", {"eld_daycare"}) == "eld_daycare"
    with pytest.raises(InputError) as caught:
        known_facility("eld_daycar", {"eld_daycare", "edu_kinder"})
    assert caught.value.values["nearest"] == "eld_daycare"
