"""PDFs → one numbered archive box (:func:`dossier.bind.box.bind`).

What is bound, and the arithmetic of its pages, is in :mod:`dossier.bind.binding`, which loads no
PDF library; the other modules carry it out with pikepdf.
"""
