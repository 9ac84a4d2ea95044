"""The facts of a dossier: frozen, and each knows the row it was read from."""
