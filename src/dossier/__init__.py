"""From a school's workbooks and evidence folder to the bound boxes of an inspection.

The steps, in the order of :mod:`dossier.pipeline`:

1.  *read* the five workbooks into facts that know their cell;
2.  *survey* the evidence folder: what is there, and can it be opened;
3.  *check* facts and folder, and gather every finding;
4.  *assess* the indicators from the school's figures;
5.  *plan* which item stands in which box and on which page;
6.  *render* the chapters from the Word templates, with what *chart* draws for them;
7.  *convert* chapters and evidence to PDF, and *compare* each office file with its PDF;
8.  *typeset* what no template is needed for: placeholders, photo sheets, labels;
9.  *bind* each box;
10. *report*: catalogue, list of what is missing, index, manifest.

A finished package is judged from its files alone by *verify*, and handed over by *export*; *scan*
reads pages without text, where the settings ask for it. *printing* keeps what is on paper, and
says which sheets to print again. *begin* makes the folder of a new school, *catalogue* a standard
of a county's own catalogue; *register* gives rows to files that have none, with what *propose*
takes them for, what *archives* hold, and *edit*, which writes into a person's workbook. *county*
takes many schools through the pipeline and reduces them to one report; *desk* is the page in the
browser.

Under them lie *model*, the facts; *standards*, the workbooks that come along; *media*, which opens
files from outside safely; *store*, what is kept from run to run; *pool*, several processes at
once. Above them, *assembly* knows what is fresh and what must be made, and *cli* is the command,
with what it prints.
"""

__version__ = "0.2.0"
