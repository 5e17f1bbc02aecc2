"""Work shared with a helper, a process beside this one: nobody waits while there is some left."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from functools import lru_cache, partial
from importlib import import_module
from typing import Any, Final, TypeVar

U = TypeVar("U", bound=Hashable)
T = TypeVar("T")
S = TypeVar("S")
_LOADED: Final = ("evaluator.outputs.charts.render", "evaluator.outputs.every")


def made_of(
    what: S, names: Sequence[str], make: Callable[[S, str], T], helper: Executor | None
) -> Iterator[T]:
    """Yield what is made of a value under each name, in order; `helper` takes its share.

    `make` is a function of a module, and the value can be pickled.
    """
    here = partial(make, what)
    if helper is None:
        return map(here, names)
    content = pickle.dumps(what)
    return shared(names, here, lambda name: helper.submit(_made, make, content, name))


def _made(make: Callable[[Any, str], T], content: bytes, name: str) -> T:
    return make(_sent(content), name)


@lru_cache(maxsize=1)
def _sent(content: bytes) -> Any:
    return pickle.loads(content)  # noqa: S301  # from the process that this one helps


def shared(
    units: Sequence[U], here: Callable[[U], T], there: Callable[[U], Future[T]]
) -> Iterator[T]:
    """Yield what each unit comes to, in order; `there` gives a unit to the helper.

    The helper begins with the first, this process with the last. What a helper that dies leaves
    is done here.
    """
    left, given, done = deque(units), dict[U, Future[T]](), dict[U, T]()

    def give(_: object = None) -> None:
        """Hand on the next unit, and the one after it as soon as that is done."""
        try:
            unit = left.popleft()
            given[unit] = there(unit)
        except (IndexError, BrokenExecutor):  # none is left, or nobody to do it
            return
        given[unit].add_done_callback(give)

    def taken(unit: U) -> T:
        try:
            return done.pop(unit) if unit in done else given[unit].result()
        except (KeyError, BrokenExecutor):
            return here(unit)

    give()
    waiting = deque(units)
    while left:
        while waiting and (waiting[0] in done or _is_done(given.get(waiting[0]))):
            yield taken(waiting.popleft())
        try:
            unit = left.pop()
        except IndexError:  # the helper was faster
            break
        done[unit] = here(unit)
    yield from map(taken, waiting)


def _is_done(future: Future[T] | None) -> bool:
    return future is not None and future.done()


def load() -> None:
    """Load what draws and sets, in a helper that has nothing else to do yet."""
    for name in _LOADED:
        import_module(name)
