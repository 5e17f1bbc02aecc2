"""What this program and its peers report on the same faulty returns; see `compare`."""
