"""Phasing: proposals, their rules, who comes when."""
