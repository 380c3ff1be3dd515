"""Reading figures back out of every format: the same names and the same values, whatever they were written in."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

from openpyxl import load_workbook
from pypdf import PdfReader

Tables = dict[str, list[list[Any]]]


def from_csv(files: dict[str, str]) -> Tables:
    """The tables of the files; numbers as numbers, the rest as text."""
    return {
        name.removesuffix(".csv"): [[_number(cell) for cell in row] for row in csv.reader(io.StringIO(text))]
        for name, text in files.items()
    }


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text or None


def from_xlsx(content: bytes) -> Tables:
    """The sheets of a workbook; lengths of time in seconds."""
    return {
        sheet.title: [[_seconds(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(io.BytesIO(content), data_only=True)
    }


def _seconds(value: Any) -> Any:
    return value.total_seconds() if isinstance(value, timedelta) else value


def facts(table: list[list[Any]]) -> dict[str, Any]:
    """A table of figure and value."""
    return {str(row[0]): row[1] for row in table[1:]}


def rows(table: list[list[Any]]) -> dict[str, dict[str, Any]]:
    """A table whose first column tells what each row is of."""
    return {str(row[0]): dict(zip(table[0], row, strict=True)) for row in table[1:]}


class Page(HTMLParser):
    """A page of HTML: its exact values by the words at the beginning of their row, and everything that it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: dict[str, list[float]] = {}
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.language: str | None = None
        self._head, self._in_head = "", False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what stands in it."""
        given = dict(attrs)
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "srcset")]
        if tag == "html":
            self.language = given.get("lang")
        if tag == "tr":
            self._head = ""
        if tag == "th":
            self._in_head = True
        if tag == "data":
            self.values.setdefault(self._head, []).append(float(given["value"] or "nan"))

    def handle_endtag(self, tag: str) -> None:
        """The head of a row is over."""
        if tag == "th":
            self._in_head = False

    def handle_data(self, data: str) -> None:
        """The head of a row."""
        if self._in_head:
            self._head += data


def from_pdf(content: bytes) -> str:
    """The words of all pages, with single blanks."""
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)
