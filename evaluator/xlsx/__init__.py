"""The container of a workbook: admitted, and read into addressed cells."""
