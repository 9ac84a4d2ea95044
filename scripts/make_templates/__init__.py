"""Makes the Word templates as they are shipped, the same bytes every time.

A clerk edits templates/*.docx in Word or WPS. This package says what they were before, so that a
change of design is a change of a few lines here instead of fifteen files that no diff can show.
"""
