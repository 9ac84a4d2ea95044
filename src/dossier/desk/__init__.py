"""Desk: the page in the browser for those who do not use a terminal.

:func:`~dossier.desk.serve.serve` listens on this machine alone. What the pages show is a
:class:`~dossier.desk.view.DeskView`, made by a process of its own whenever something is saved.
The workbooks stay the truth: what is changed here goes into them by the code of `register` and
`edit`, and whoever deletes the desk's own files loses nothing.
"""
