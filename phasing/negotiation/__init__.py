"""What is asked of a plan once it stands: why, at what price, what else, for how long."""
