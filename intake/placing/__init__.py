"""Where on earth a layer lies, and in which datum."""
