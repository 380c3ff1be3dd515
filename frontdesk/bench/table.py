"""The figures of a run as a plain table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frontdesk.i18n import Sentence, _, number

if TYPE_CHECKING:
    from frontdesk.bench.figures import Bench

_FIGURES = ("n", "p50_ms", "p95_ms", "p99_ms", "max_ms", "bare_p50_ms", "ratio", "history_ratio")


def as_table(bench: Bench) -> str:
    """Where it was measured, one line for each act, and below the table whatever is beyond its bar."""
    data = bench.as_data()
    machine = bench.machine
    where = machine.get("folder") or machine.get("server")
    lines = [
        f"{bench.engine} {bench.version} · Python {machine['python']} · {machine['processor']} × {machine['cores']}",
        f"{where} ({machine.get('file_system') or machine.get('commit')})",
        "",
    ]
    header = ["", "n", "p50 ms", "p95 ms", "p99 ms", _("max ms"), _("bare p50"), _("ratio"), _("with history")]
    rows = [header]
    missed = []
    for name, measure in data["measures"].items():
        rows.append([name, *(_cell(measure.get(figure)) for figure in _FIGURES)])
        missed += _missed(name, measure)
    lines += _aligned(rows)
    for name, value in data.get("values", {}).items():
        lines.append(f"{name}: {number(value['value'], 2)} {value['unit']}")
        missed += _missed(name, value)
    if bench.history:
        lines.append(
            str(
                Sentence(
                    "Past visits made: {visits}; days: {days}; {seconds} s.",
                    visits=number(bench.history["visits"]),
                    days=number(bench.history["days"]),
                    seconds=number(bench.history["seconds"], 1),
                )
            )
        )
    return "\n".join([*lines, "", *(missed or [_("Every target is met.")])])


def _cell(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else number(value, 2)


def _missed(name: str, figures: dict[str, Any]) -> list[str]:
    return [
        str(
            Sentence(
                "{name}: {figure} is {found}, at most {most} is wanted.",
                name=name,
                figure=figure,
                found=number(figures[figure], 2),
                most=number(most, 2),
            )
        )
        for figure, most in figures.get("bars", {}).items()
        if figures[figure] is not None and figures[figure] > most
    ]


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
