"""Outputs: the files of a run, to take away."""
