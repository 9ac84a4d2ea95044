"""Charts → pictures: sober ones, which a photocopier cannot spoil.

:mod:`~dossier.chart.draw` draws what :mod:`dossier.model.chart` describes. Nothing is told apart by
colour: bars differ in grey, what misses its threshold is hatched, and numbers stand at their bars.
"""
