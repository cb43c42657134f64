"""Facts behind the score: safety of buildings, problems in words, who is vulnerable."""
