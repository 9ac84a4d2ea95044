"""Facts → Word files, strictly: a template prints what it names, and names only what there is.

:mod:`~dossier.render.vocabulary` says what templates may name; :mod:`~dossier.render.lint` finds
what a template names wrongly, with the place; :mod:`~dossier.render.word` fills it in.
"""
