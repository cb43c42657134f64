"""Surveys, votes and deposits turned into rates and consent (居民参与系统)."""

from participation.consent import consent
from participation.deposits import READINGS, deposit_ok
from participation.rates import rates

__all__ = ["READINGS", "consent", "deposit_ok", "rates"]
