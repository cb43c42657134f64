"""People stay out: what looks like a person is dropped at the door."""
