"""The program as it is started: `evaluator`, or `python -m evaluator`."""

import gc

SELDOM = (50_000, 20, 20)
"""How often Python looks for objects that refer to each other in a circle."""


def main() -> None:
    """Load the command line and run it."""
    # Hardly anything here refers to itself in a circle: looking for circles after every 700
    # objects costs a tenth of a command's time, more while it is loaded, and finds nothing.
    gc.set_threshold(*SELDOM)
    from evaluator import cli  # noqa: PLC0415  # loaded under that setting

    cli.main()


if __name__ == "__main__":
    main()
