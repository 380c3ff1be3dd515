"""A document as one file of HTML that needs no network, runs nothing, and prints on A4 and Letter.

Each figure is a ``data`` or ``time`` element whose value is the exact one, whatever is shown.
"""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from frontdesk.i18n import Sentence, _, number
from frontdesk.reports.document import NUMBERS, Chart, Definitions, Kind, Statement, Table, shown, unheeded
from frontdesk.reports.svg import STYLE as CHART_STYLE
from frontdesk.reports.svg import chart_as_svg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.reports.document import Block, Cell, Document, Line, Section, Step

_STYLE = (
    "body{font:14px/1.4 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;color:#111;"
    "background:#fff;max-width:60rem;margin:1.5rem auto;padding:0 1rem}"
    "h1{font-size:1.7em;line-height:1.2;margin:0}h1+p{margin:.2em 0 1em;color:#333}"
    "h2{font-size:1.15em;margin:1.4em 0 .3em}section{margin:1em 0}"
    "p{margin:.15em 0;overflow-wrap:anywhere}p.sub{margin-left:1.2em}"
    ".beside{float:right;font-weight:600;margin-left:1em}"
    ".wide{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%;margin:.4em 0;font-variant-numeric:tabular-nums}"
    "caption{text-align:left;font-weight:600;padding:.2em 0}"
    "th,td{padding:.12em .5em;text-align:left;font-weight:400;vertical-align:top;min-width:6em;"
    "overflow-wrap:anywhere}"
    "thead th{border-bottom:1px solid #111;font-size:.85em;vertical-align:bottom;overflow-wrap:normal}"
    "tbody tr{border-bottom:1px solid #ddd}table:not(.list) tbody th{width:24%;min-width:7em}"
    ".n{text-align:right;white-space:nowrap;min-width:0}time{white-space:nowrap}"
    "tr.note td{color:#333;font-size:.85em;padding-left:1.5em}"
    ".charts{display:flex;flex-wrap:wrap;gap:1em}figure{margin:.4em 0;flex:1 1 22em;min-width:0;max-width:32em}"
    "figcaption{font-weight:600}svg{width:100%;height:auto;display:block}"
    "details{font-size:.85em;color:#333}details table{width:auto}"
    "dl{font-size:.85em;columns:2 20em}dt{display:none}dd{margin:0 0 .4em}"
    ".list td:last-child:not(.n){min-width:12em}"
    "@media(max-width:40rem){body{font-size:13px;margin:1rem auto}.wide table{font-size:.9em}th,td{padding:.1em .25em}"
    "table:not(.list) tbody th{min-width:5.2em}.charts{display:block}}"
    "@page{margin:14mm}@media print{body{font-size:10px;line-height:1.3;max-width:none;margin:0;padding:0}"
    "details{display:none}.wide{overflow:visible}.list,.few{break-inside:avoid}"
    "tr,figure,dd{break-inside:avoid}h2,caption{break-after:avoid}thead{display:table-header-group}"
    "figure{flex-basis:45%;max-width:49%}section{margin:.5em 0}th,td{padding-top:0;padding-bottom:0}"
    "dl{font-size:.8em;line-height:1.2}dd{margin-bottom:.15em}}"
)
_WIDE = '<div class="wide">'
"""A table wider than the screen is moved to and fro by itself."""

_FEW = 12
"""So many rows stand together on a printed page."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def document_as_html(document: Document, step: Step = unheeded) -> str:
    """The document as a whole page."""
    beside = " · ".join(map(escape, document.beside))
    body = ""
    for place, section in enumerate(document.sections, 1):
        body += _section(section, document)
        step(place, len(document.sections))
    return (
        f'<!doctype html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(document.title)} · {beside}</title>\n<style>{_STYLE}{CHART_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(document.title)}</h1>\n<p>{beside}</p>\n{body}</body>\n</html>\n"
    )


def _section(section: Section, document: Document) -> str:
    title = f"<h2>{escape(section.title)}</h2>\n" if section.title else ""
    charts = [block for block in section.blocks if isinstance(block, Chart)]
    others = "".join(_block(block, document) for block in section.blocks if not isinstance(block, Chart))
    drawn = "".join(
        f"<figure><figcaption>{escape(one.title)}</figcaption>{chart_as_svg(one)}</figure>\n" for one in charts
    )
    figures = f'<div class="charts">\n{drawn}</div>\n' if drawn else ""
    content = others + figures
    return f"<section>\n{title}{content}</section>\n" if content else ""


def _block(block: Block, document: Document) -> str:
    if isinstance(block, Statement):
        return "".join(map(_line, block.lines)) + _exact(block, document)
    if isinstance(block, Table):
        return "".join(_table(block, document))
    if isinstance(block, Definitions):
        entries = "".join(f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>\n" for name, said in block.entries)
        return f"<dl>\n{entries}</dl>\n"
    return ""


def _line(line: Line) -> str:
    beside = f'<span class="beside">{escape(line.beside)}</span>' if line.beside else ""
    kind = ' class="sub"' if line.indent else ""
    return f"<p{kind}>{beside}{escape(line.words)}</p>\n"


def _exact(statement: Statement, document: Document) -> str:
    """The figures of sentences as they are, not rounded, for those who want to reckon with them."""
    if statement.data is None or not statement.lines:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(str(row[0].value))}</th>'
        + "".join(_cell(cell, document, exact=True) for cell in row[1:])
        + "</tr>\n"
        for row in statement.data.rows
    )
    table = f'{_WIDE}<table class="list"><tbody>\n{rows}</tbody></table></div>'
    return f"<details><summary>{escape(_('Exact figures'))}</summary>{table}</details>\n"


def _table(table: Table, document: Document) -> Iterator[str]:
    title = escape(f"{table.title} {number(len(table.rows))}" if table.counted else table.title)
    if not table.rows:
        yield f"<p>{title}</p>\n" if table.counted else ""
        return
    places = table.on_paper
    kind = ' class="list"' if table.counted else ' class="few"' if len(table.rows) <= _FEW else ""
    yield f"{_WIDE}<table{kind}>{f'<caption>{title}</caption>' if title else ''}\n<thead><tr>"
    for place in places:
        kind = ' class="n"' if table.is_of_numbers(place) else ""
        yield f'<th scope="col"{kind}>{escape(table.columns[place].head)}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for row_place, row in enumerate(table.rows[: table.most]):
        first, *others = places
        yield f'<tr><th scope="row">{_inner(row[first], document)}</th>'
        yield "".join(_cell(row[place], document) for place in others)
        yield "</tr>\n"
        if table.notes and table.notes[row_place]:
            yield f'<tr class="note"><td colspan="{len(places)}">{escape(table.notes[row_place])}</td></tr>\n'
    yield "</tbody></table></div>\n"
    more = 0 if table.most is None else len(table.rows) - table.most
    if more > 0:
        yield f"<p>{escape(str(Sentence('… and {n} more', n=number(more))))}</p>\n"


def _cell(cell: Cell, document: Document, *, exact: bool = False) -> str:
    kind = ' class="n"' if cell.kind in NUMBERS else ""
    return f"<td{kind}>{_inner(cell, document, exact=exact)}</td>"


def _inner(cell: Cell, document: Document, *, exact: bool = False) -> str:
    words = escape(
        str(cell.value) if exact and cell.kind in NUMBERS and cell.value is not None else shown(cell, document)
    )
    if cell.value is None or cell.kind is Kind.TEXT:
        return words
    if cell.kind is Kind.INSTANT:
        moment = datetime.fromtimestamp(float(cell.value), ZoneInfo(document.zone))
        return f'<time datetime="{moment.isoformat()}">{words}</time>'
    if cell.kind is Kind.DAY:
        return f'<time datetime="{escape(str(cell.value))}">{words}</time>'
    return f'<data value="{cell.value}">{words}</data>'
