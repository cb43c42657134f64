"""Record: what was run, what was decided and why."""
