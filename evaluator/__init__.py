"""Follow-up evaluator for the international standards strategy (see ARCHITECTURE.md)."""

__version__ = "0.2.0"
