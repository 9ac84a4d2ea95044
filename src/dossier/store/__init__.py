"""What is kept from run to run: memos, blobs, the record of products, and what was said last."""
