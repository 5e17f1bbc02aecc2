"""Sheets: one pydantic model per sheet, and the machinery that writes and reads them.

Used for the catalogue (`evaluator.catalogue`) and for the form (`evaluator.form`).
"""
