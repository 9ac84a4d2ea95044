"""Facts → indicator results: every number with its working and its cells."""
