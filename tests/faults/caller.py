"""One of many counters: checks people in, then calls until nobody waits; tells what it was answered.

    python -m tests.faults.caller ADDRESS COUNTER CHECK_INS

It waits for a line on stdin between the two, so that all of them call at once.
"""

from __future__ import annotations

import json
import sys
import time

from frontdesk.clock import MachineClock
from frontdesk.config import Configuration
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.errors import Refused
from frontdesk.store.engine import Address

SEGMENTS = ("regular", "vip", "gold")
COUNTERS = tuple("12345678")
HOUSE = Configuration.model_validate({"site": {"zone": "UTC"}, "counters": [{"id": name} for name in COUNTERS]})


def main(address: str, counter: str, check_ins: int) -> None:
    """Work at a counter."""
    waits: list[float] = []

    def perform(command: do.Command) -> dict[str, object]:
        began = time.perf_counter()
        answer = desk.perform(command)
        waits.append(time.perf_counter() - began)
        return answer

    desk = Desk.at(Address.of(address), HOUSE, MachineClock())
    perform(do.OpenCounter(counter=counter, actor=f"staff{counter}"))
    came = []
    for n in range(check_ins):
        command = do.CheckIn(services=("information",), segment=SEGMENTS[n % 3], key=f"{counter}-{n}")
        came.append(perform(command)["number"])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    called: list[object] = []
    while True:
        try:
            answer = perform(do.CallNext(counter=counter, actor=f"staff{counter}", key=f"call-{counter}-{len(called)}"))
        except Refused as refusal:
            assert refusal.code == "nobody_waiting"
            break
        called.append(answer["visit"])
        perform(do.MarkNoShow(counter=counter, actor=f"staff{counter}"))
    desk.close()
    waits.sort()
    sys.stdout.write(json.dumps({"came": came, "called": called, "longest_s": waits[-1], "n": len(waits)}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
