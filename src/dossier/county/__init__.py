"""The county: many schools, each one task, reduced to the tables and the report of the county.

1.  :mod:`~dossier.county.schools` says which workspaces there are;
2.  :mod:`~dossier.county.summary` inspects one school and keeps what the county needs of it;
3.  :mod:`~dossier.county.run` does so for all, here or on a cluster
    (:mod:`~dossier.county.cluster`);
4.  :mod:`~dossier.county.reduce` works out what follows for the county;
5.  :mod:`~dossier.county.outputs` writes it.
"""
