"""Years that say the same are told once; what differs, or is not next to it, stays apart."""

import pandas as pd

from phasing.negotiation.shortage import PAYER_COLUMNS, Shortage
from study.negotiation.why_not_words import shortage_words
from study.negotiation.why_runs import runs, said_once
from study.negotiation.why_words import Said

OTHER = Said("why.mostly.other", {})


def money(year, by):
    return Said("why.money", {"year": year, "by": by, "source": "区级", "money_year": year})


def test_neighbours_that_say_the_same_are_one_run():
    shut = [(year, (Said("why.lock_out", {"year": year, "other": ""}),)) for year in (2027, 2028)]
    found = runs([*shut, (2029, (Said("why.no_value", {"year": 2029, "other": ""}),))])
    assert [(run.first, run.last) for run in found] == [(2027, 2028), (2029, 2029)]
    assert [told["year"] for run in found for _, told in run.said] == ["2027–2028", 2029]


def test_other_numbers_are_another_sentence_and_years_apart_are_no_run():
    assert len(runs([(2027, (money(2027, "5"),)), (2028, (money(2028, "6"),))])) == 2
    told = [(year, (Said("why.lock_out", {"year": year}),)) for year in (2027, 2029)]
    assert len(runs(told)) == 2


def test_which_works_lack_money_is_said_once():
    first, second, third = ((money(year, str(year)), OTHER) for year in (2027, 2028, 2029))
    told = list(said_once([first, second, (Said("why.no_value", {}),), third]))
    assert [one.code for one in told].count(OTHER.code) == 2
    assert told[1] == OTHER
    assert told[-1] == OTHER  # said anew after a year in which something else stands in the way


def test_parts_that_make_up_the_whole_leave_no_rest():
    def payers(*parts):
        rows = [("区级", 2027, part, False, True, None) for part in parts]
        return pd.DataFrame(rows, columns=list(PAYER_COLUMNS))

    exact = Shortage("E1", 2027, 0.3, pd.DataFrame(), payers(0.1, 0.2 + 1e-12))
    assert [one.code for one in shortage_words(exact)][-1] != "why.payer.rest"
    short = Shortage("E1", 2027, 0.3, pd.DataFrame(), payers(0.1, 0.1999))
    assert shortage_words(short)[-1] == Said("why.payer.rest", {"short": "0.0001"})
