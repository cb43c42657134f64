"""The same work in a terminal: `jiugai …`."""
