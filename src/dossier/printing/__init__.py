"""What has been printed, and what must be printed again.

`record` keeps what `dossier freeze` has found; `pages` says what stands on each page of a bound
box; `changes` compares two printings sheet by sheet; `sheets` draws out what to print.
"""
