"""What stands around every page: study, language, weights, the way from page to page."""
