"""What a session is: its study, what it chose, what it would change, its language, its work."""
