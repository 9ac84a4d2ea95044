"""The finished package, judged from its files alone by a reader that had no part in making it."""
