"""Data: the study's files, their issues, the questions they raise."""
