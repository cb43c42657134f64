"""Weights of the criteria: from judgements, swings, groups of experts, or the data themselves."""
