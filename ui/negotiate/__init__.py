"""Negotiate: why a plan is as it is, what a change would cost, what else would do."""
