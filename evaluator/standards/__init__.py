"""Standards bodies: their stages, numbers, posts and deliverables, and what of them counts.

Tables that are data of the round (標準化団体表); what a ministry writes in a body's own words is
recognised by them. Nothing is guessed: what fits several rows is asked, with the candidates.
"""

from evaluator.standards.load import load_standards
from evaluator.standards.shipped import shipped_standards, standards_workbook
from evaluator.standards.tables import Standards

__all__ = ["Standards", "load_standards", "shipped_standards", "standards_workbook"]
