"""The catalogue (施策一覧): what is followed up this round, and who answers for it.

Eight sheets, and from the second year on a ninth (前年との対応), that the secretariat edits in
`templates/<round>/catalogue.xlsx`, read and checked with the same machinery as a submission.
"""

from evaluator.catalogue.load import load_catalogue
from evaluator.catalogue.register import Catalogue

__all__ = ["Catalogue", "load_catalogue"]
