"""The README's pictures can be made from the demonstration, and show the desk and the board at work."""

from __future__ import annotations

import os
import subprocess
import sys
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_pictures_show_the_desk_and_the_board_at_work(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_pictures.py"), str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": ""},
        check=True,
        timeout=120,
    )
    for name, all_shown in (
        ("desk", ("Counter 3 · Ana", "Waiting", "LATE", "Serving", "Understanding", "Next:", "Finish")),
        ("board", ("Service level", "By service and segment", "serving", "will pass their time", "passed its time")),
    ):
        text = unescape((tmp_path / f"{name}.svg").read_text(encoding="utf-8")).replace("\xa0", " ")
        for shown in all_shown:
            assert shown in text
