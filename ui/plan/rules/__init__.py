"""Rules as sentences, switched and written."""
