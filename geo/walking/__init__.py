"""How far it is on foot, along the streets, for everybody at once."""
