"""How things are written: widths, line breaks, days, eras, addresses of cells; each once."""
