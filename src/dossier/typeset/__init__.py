"""Pages that need no Word template, set with typst: placeholders, photo sheets, spine labels.

Each kind has a module that says what goes in and a ``.typ`` file beside it that says what it looks
like; :mod:`dossier.typeset.press` brings the two together. Import what you need: the package
itself loads nothing.
"""
