"""Catalogue: a county's own 档案目录, 任务分解表 or 自评表, read into a standard.

Files become pages of cells (:mod:`~dossier.catalogue.opened`), pages become tables
(:mod:`~dossier.catalogue.tables`) or lines (:mod:`~dossier.catalogue.prose`), their rows become
indicators and materials (:mod:`~dossier.catalogue.understood`), and these become the sheets of
standard.xlsx (:mod:`~dossier.catalogue.made`). What is not understood is told, and never guessed.
"""
