"""Workbooks → facts and findings: tolerant where a person would be, exact in what it says."""
