"""Findings and products → text, workbooks, JSON and manifest."""
