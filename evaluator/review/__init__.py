"""調整: the secretariat's workbook, out and in again. What it decides stands in the ledger."""
