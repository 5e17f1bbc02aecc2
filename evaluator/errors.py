"""What the operator did wrong: one clear sentence and an exit code of its own.

A `Finding` is a ministry's (or, for the catalogue, the secretariat's) to mend and is
collected; an `EvaluatorError` stops the command; anything else is a bug.
"""

from __future__ import annotations

from typing import ClassVar

from evaluator.findings import Finding


class EvaluatorError(Exception):
    """Base of the operator's errors. The message is Japanese and complete."""

    exit_code: ClassVar[int] = 10


class RoundMissing(EvaluatorError):
    """The round's folder or its catalogue is not there."""

    exit_code = 11


class OwnFileRejected(EvaluatorError):
    """A file of the secretariat's own has findings of level エラー; they come with it."""

    def __init__(self, message: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(message)
        self.findings = findings


class CatalogueRejected(OwnFileRejected):
    """The catalogue cannot be used."""

    exit_code = 12


class RubricMissing(EvaluatorError):
    """There is no rubric of this name."""

    exit_code = 15


class RubricRejected(OwnFileRejected):
    """The rubric cannot be used."""

    exit_code = 16


class RealRounds(EvaluatorError):
    """The sample would come to lie beside rounds that are no sample."""

    exit_code = 31


class TemplateRejected(EvaluatorError):
    """The round's Word template is no document that anything can be set on."""

    exit_code = 18


class ScaleRejected(OwnFileRejected):
    """The round's own scale of marks cannot be used."""

    exit_code = 19


class ProgrammeMissing(EvaluatorError):
    """There is no programme of this name."""

    exit_code = 36


class ProgrammeRejected(OwnFileRejected):
    """The round's own programme cannot be used."""

    exit_code = 35


class PlanRejected(OwnFileRejected):
    """The table of a plan's items has none that could be taken."""

    exit_code = 37


class SettingsRejected(OwnFileRejected):
    """The settings of the round's checks cannot be used."""

    exit_code = 26


class StandardsRejected(OwnFileRejected):
    """The round's own tables of standards bodies cannot be used."""

    exit_code = 27


class SecretariatsRejected(OwnFileRejected):
    """The table of secretariats, or a file of open data about them, cannot be used."""

    exit_code = 28


class MailsRejected(OwnFileRejected):
    """The round's own wording of mails cannot be used."""

    exit_code = 29


class DeskSettingsRejected(OwnFileRejected):
    """The settings of the desk in a browser cannot be used."""

    exit_code = 32


class ExtraMissing(EvaluatorError):
    """A library is needed that was not installed."""

    exit_code = 33


class ClusterUnusable(EvaluatorError):
    """The workers that were asked for cannot be reached, or are of another program."""

    exit_code = 34


class NotTheNextRound(EvaluatorError):
    """A round is to be opened from one that is not the year before."""

    exit_code = 30


class NothingSubmitted(EvaluatorError):
    """The round's submissions folder holds no file to read."""

    exit_code = 13


class CannotWrite(EvaluatorError):
    """A file or folder cannot be read or written (permission, disk full, open in Excel)."""

    exit_code = 14


class ArchiveDamaged(EvaluatorError):
    """A received file is missing from the archive, or is not what was received."""

    exit_code = 20


class LedgerUnusable(EvaluatorError):
    """The ledger cannot be opened, read or written, or is newer than this program."""

    exit_code = 21


class RoundLocked(EvaluatorError):
    """Somebody else is working on the round."""

    exit_code = 22


class NotFinal(EvaluatorError):
    """The round cannot be published yet; what stands against it comes with the error."""

    exit_code = 24

    def __init__(self, message: str, obstacles: tuple[str, ...]) -> None:
        super().__init__(message)
        self.obstacles = obstacles


class NeverSealed(EvaluatorError):
    """No final report has been made of the round."""

    exit_code = 25


class NotInTheLedger(EvaluatorError):
    """There is nothing of that name to act on, or not in a state that allows it."""

    exit_code = 23


class CannotCompare(EvaluatorError):
    """Two files that are not two versions of one form."""

    exit_code = 17
