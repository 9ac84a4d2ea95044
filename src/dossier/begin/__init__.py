"""A school begins: its workbooks, blank and for it alone, and all that belongs beside them."""
