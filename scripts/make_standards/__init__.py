"""The standards that come with the package, from plain text tables."""
