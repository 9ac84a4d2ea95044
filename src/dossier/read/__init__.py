"""Workbooks → facts and findings: tolerant where a person would be, exact in what it says."""

import sys

if "numpy" not in sys.modules:
    # openpyxl loads numpy only to know its numbers when it writes them. Nobody gives it any, and
    # loading takes longer than reading five workbooks. What is None counts as not installed.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import openpyxl  # noqa: F401
    finally:
        del sys.modules["numpy"]
