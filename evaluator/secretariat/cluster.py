"""A Dask cluster as a crew: the machines of others read files, through `distributed`'s executor.

Its scheduler is to be started with DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES=0: else a file
that kills its worker is given to three more before it is known for what it is.
"""

from __future__ import annotations

from concurrent.futures import CancelledError, Executor

from evaluator.errors import ClusterUnusable, ExtraMissing
from evaluator.secretariat.workers import Crew

SECONDS = 10
"""So long is waited for the scheduler, and for a first worker."""


def cluster_crew(address: str) -> Crew:
    """Return the workers of the scheduler at an address. ExtraMissing, ClusterUnusable."""
    try:
        from distributed import Client  # noqa: PLC0415  # an extra, and it takes a second
        from distributed.comm import CommClosedError  # noqa: PLC0415
        from distributed.scheduler import KilledWorker, NoValidWorkerError  # noqa: PLC0415
    except ImportError as error:
        raise ExtraMissing(
            "--scheduler には追加のライブラリが必要です。"
            "「pip install 'evaluator[dask]'」で入れてください。"
        ) from error
    client = None
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
        client.wait_for_workers(1, timeout=SECONDS)
    except (OSError, ValueError, RuntimeError) as error:
        if client is not None:
            client.close()
        raise ClusterUnusable(
            f"スケジューラー {address} に接続できないか、ワーカーがいません。"
            "アドレス（例：tcp://10.0.0.5:8786）と、ワーカーが動いていることを確かめてください。"
        ) from error

    def executor(_size: int) -> Executor:
        # By its arguments alone a changed file would be taken for the one of before.
        made: Executor = client.get_executor(pure=False, retries=0)
        return made

    lost = (CommClosedError, NoValidWorkerError, CancelledError, ImportError, OSError)
    return Crew(executor, 1, died=(KilledWorker,), lost=lost, close=client.close)
