#!/usr/bin/env python3
"""Runs the peers' solve.py so that PyVRP stops by the processor's clock instead of the one on the wall.

    PYTHON peer_by_processor.py FOLDER-OF-SOLVE.PY pyvrp INSTANCE --seconds S --seed N --out FILE

The rest is as that program has it, so that both ways solve the same problem and write the same file.
"""

import sys
import time


class ProcessorTime:
    """PyVRP's stopping criterion: ends after so many seconds of this process's own time, counted from the first call."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.start = None

    def __call__(self, best_cost):
        now = time.process_time()
        if self.start is None:
            self.start = now
        return now - self.start > self.seconds


if __name__ == "__main__":
    folder = sys.argv.pop(1)
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    import pyvrp
    import solve

    pyvrp.stop.MaxRuntime = ProcessorTime
    sys.exit(solve.main())
