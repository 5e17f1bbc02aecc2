"""The container: an .xlsx as safe bytes, as parts, and as addressed cells."""
