"""Results → what is read: workbook, charts, and the table on the screen."""
