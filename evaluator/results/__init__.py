"""What the answers come to, as values."""
