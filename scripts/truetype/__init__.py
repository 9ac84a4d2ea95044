"""The project's fonts with quadratic outlines (TrueType) in place of cubic ones (CFF)."""
