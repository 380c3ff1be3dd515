"""A desk that is killed in the middle of its work, again and again, and begins again where it was acknowledged last.

    python -m tests.faults.killing ADDRESS KILLS SEED

The work is a fixed sequence of commands, ten minutes apart, each with a key of its own: it runs over many ends of days.
A child carries it out and reports each answer; it is killed with -9 after so many answers and so many milliseconds as
the lot says, or while it is still opening the database. The next one repeats the last three commands that were
acknowledged, whose answers must be the same again, and goes on with the first that was not.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time

from frontdesk.clock import FixedClock
from frontdesk.config import Configuration
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.store.database import Store
from frontdesk.store.engine import Address

BEGIN, STEP_S = 1_795_424_400, 600
HOUSE = Configuration.model_validate({"site": {"zone": "UTC"}})
REPEATED = 3
MOST_ANSWERS = 40


def command(n: int) -> do.Command:
    """The command at a place of the sequence: somebody comes, is called, served and done, and so on."""
    key = f"step-{n}"
    if n == 0:
        return do.OpenCounter(counter="1", actor="ana", key=key)
    kinds: tuple[do.Command, ...] = (
        do.CheckIn(services=("information",), key=key),
        do.CallNext(counter="1", actor="ana", key=key),
        do.Start(counter="1", actor="ana", key=key),
        do.Finish(counter="1", actor="ana", key=key),
    )
    return kinds[(n - 1) % len(kinds)]


def work(address: Address, first: int, out: int) -> None:
    """Go on with the sequence from a place, for ever; report each answer when it is given."""
    clock = FixedClock(BEGIN, "replay")
    desk = Desk(Store(address), HOUSE, clock)
    n = first
    while True:
        # Who repeats a command does so later.
        clock.at = BEGIN + n * STEP_S + (STEP_S // 2 if n < first + REPEATED + 1 else 0)
        answer = desk.perform(command(n))
        os.write(out, (json.dumps([n, answer], sort_keys=True) + "\n").encode())
        n += 1


def life(address: Address, first: int, answers: int, seconds: float) -> bytes:
    """One child, from its start to its violent end so long after so many answers; what it reported."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(address, first, writing)
        except BaseException as error:  # whatever it is, the parent must hear of it
            os.write(writing, f"failed {error!r}\n".encode())
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as reports:
        heard = [reports.readline() for _ in range(answers)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return b"".join(heard) + reports.read()


def main(url: str, kills: int, seed: int) -> None:
    """Kill so many times; tell what was acknowledged."""
    address, chance = Address.of(url), random.Random(seed)
    Desk(Store(address), HOUSE, FixedClock(BEGIN, "replay")).close()  # what is imported late is imported now
    acknowledged: dict[int, object] = {}
    repeated = 0
    for _ in range(kills):
        first = max(0, len(acknowledged) - REPEATED)
        soon = chance.random() < 0.2
        answers = 0 if soon else chance.randint(REPEATED + 1, MOST_ANSWERS)
        reports = life(address, first, answers, chance.uniform(0, 0.02 if soon else 0.003))
        for line in reports.split(b"\n")[:-1]:  # one that is cut in the middle was not given
            assert not line.startswith(b"failed"), line
            n, answer = json.loads(line)
            if n in acknowledged:
                assert acknowledged[n] == answer, (n, acknowledged[n], answer)
                repeated += 1
            else:
                assert n == len(acknowledged)
                acknowledged[n] = answer
    given = [acknowledged[n] for n in range(len(acknowledged))]
    sys.stdout.write(json.dumps({"kills": kills, "repeated": repeated, "answers": given}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
