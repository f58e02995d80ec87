"""The command line: `congvu`, or `python -m bot`."""

import gc
import sys


def main() -> None:
    """Run the command that the process was started with."""
    # Starting makes many objects and drops few, so looking for garbage only costs time: a sixth
    # of the way to the first reply. Whatever is started turns the collector on again.
    gc.disable()
    from bot.command_line import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
