"""Whether the page shows what the office file holds.

The words, pictures, equations and marks of a Word or Excel file are read from its XML (ECMA-376-1)
by a reader of its own, and looked for in the PDF that an engine made of it. What lacks, and what
the engine added, becomes remarks of the file: :func:`dossier.compare.run.compare`.
"""
