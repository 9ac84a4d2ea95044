"""From a school's workbooks and evidence folder to the bound boxes of an inspection.

The steps, in the order of :mod:`dossier.pipeline`:

1.  *read* the five workbooks into facts that know their cell;
2.  *survey* the evidence folder: what is there, and can it be opened;
3.  *check* facts and folder, and gather every finding;
4.  *assess* the indicators from the school's figures;
5.  *plan* which item stands in which box and on which page;
6.  *render* the chapters from the Word templates;
7.  *convert* chapters and evidence to PDF;
8.  *typeset* what no template is needed for: placeholders, photo sheets, labels;
9.  *bind* each box;
10. *report*: catalogue, list of what is missing, manifest.
"""

__version__ = "0.1.0"
