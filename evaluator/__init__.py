"""Follow-up evaluator for the international standards strategy (see ARCHITECTURE.md)."""

__version__ = "0.1.0"
