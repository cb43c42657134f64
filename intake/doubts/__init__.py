"""Values that are read well and still look wrong: kept, and said."""
