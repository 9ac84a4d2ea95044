"""Pages without text, read: what stands on a scan, where, and how sure the reader is of it.

`words` has what is known of a page, `reader` asks the recogniser (RapidOCR with its PP-OCRv6
models, which come inside its wheel; nothing is fetched), `run` reads the pages that nobody has read
yet.
"""
