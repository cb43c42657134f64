"""The first page: what somebody sees who has no study yet."""
