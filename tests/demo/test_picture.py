"""The README's picture can be made from the demonstration, and shows the desk at work."""

from __future__ import annotations

import os
import subprocess
import sys
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_picture_shows_the_desk_at_work(tmp_path: Path) -> None:
    picture = tmp_path / "desk.svg"
    subprocess.run(
        [sys.executable, str(ROOT / "docs" / "make_picture.py"), str(picture)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": ""},
        check=True,
        timeout=120,
    )
    text = unescape(picture.read_text(encoding="utf-8")).replace("\xa0", " ")
    for shown in ("Counter 3 · Ana", "Waiting", "LATE", "Serving", "Understanding", "Next:", "Finish"):
        assert shown in text
