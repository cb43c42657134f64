"""Where on earth: metric grids, Chinese datums, zones."""
