"""The synthetic rounds; nothing below this room knows of them."""
