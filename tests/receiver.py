"""One of several receivers: takes its own files from the mail, waiting for the others."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from evaluator.errors import RoundLocked
from evaluator.files import Workspace
from evaluator.secretariat import opening
from evaluator.secretariat.receipt import ReceiptOutcome
from tests.builders import R07
from tests.ledger_builders import Office


def main() -> None:
    """Receive the files of receiver `argv[3]`, one by one."""
    root, mail, who = sys.argv[1:]
    workspace = Workspace(Path(root))
    catalogue, _ = opening.open_catalogue(workspace, R07)
    office = Office(workspace, catalogue, Path(mail))
    for path in sorted(office.mail.glob(f"{who}-*.xlsx")):
        while True:
            try:
                (receipt,) = office.receive(path, person=who)
            except RoundLocked:
                time.sleep(0.02)
            else:
                assert receipt.outcome in (ReceiptOutcome.NEW, ReceiptOutcome.REPLACED), receipt
                break


if __name__ == "__main__":
    main()
