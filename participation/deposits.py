"""Whether the residents have put their money down: sincerity deposits (诚意金) and collection."""

import pandas as pd

# 户均不低于…元; 每户均不低于…元; 开工前一次收齐
READINGS = ("household_average", "every_household", "collected_before_start")


def deposit_ok(paid: pd.DataFrame, *, least_yuan: float | None, reading: str) -> pd.Series:
    """Return `deposit_ok` (yes, no, unknown) for each estate, in the order of `paid`.

        household_average:       deposit_per_household_yuan ≥ least_yuan
        every_household:         the same, and deposit_paid_share = 1
        collected_before_start:  the residents' whole share has been collected, in one go

    The last replaces a deposit: residents are not asked twice. What falls short in one number has
    failed, whatever the other is; what is not known to fall short and not known in full is unknown.
    Without a `least_yuan` nothing can be said of the first two.

    >>> deposit_ok(pd.DataFrame({"deposit_per_household_yuan": [500.0, 499.0, None]}),
    ...     least_yuan=500, reading="household_average").tolist()
    ['yes', 'no', 'unknown']
    """
    tests = _tests(paid, least_yuan, reading)
    failed = (~tests).fillna(value=False).any(axis=1)
    passed = tests.fillna(value=False).all(axis=1)
    words = pd.Series("unknown", index=paid.index, dtype=object, name="deposit_ok")
    return words.mask(passed, "yes").mask(failed, "no")


def _tests(paid: pd.DataFrame, least_yuan: float | None, reading: str) -> pd.DataFrame:
    if reading == "collected_before_start":
        return pd.DataFrame({"collected": paid["collected_before_start"].astype("boolean")})
    least = float("nan") if least_yuan is None else least_yuan
    tests = {"average": _reaches(paid["deposit_per_household_yuan"], least)}
    if reading == "every_household":
        tests["share"] = _reaches(paid["deposit_paid_share"], 1)
    return pd.DataFrame(tests)


def _reaches(numbers: pd.Series, least: float) -> pd.Series:
    known = numbers.notna() & pd.notna(least)
    return (numbers.astype(float) >= least).astype("boolean").where(known)
