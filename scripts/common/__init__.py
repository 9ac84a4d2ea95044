"""What the scripts that make files share: tables as plain text, workbooks drawn from them."""
