"""What a study asks of the proposal it negotiates: why, at what price, what else, for how long."""
