"""Chapters, items, boxes and page numbers: pure arithmetic over facts."""
