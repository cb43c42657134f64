"""Where estates are left and facilities are entered."""
