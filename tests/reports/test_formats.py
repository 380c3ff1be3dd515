"""Every format says the same: figures of real visits read back, hostile names, and days on which little happened."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from frontdesk.i18n import duration, number, percent, use_language
from frontdesk.reports.build import build
from frontdesk.reports.contents import document_of
from frontdesk.reports.contents.course import MOST_BANDS, banded
from frontdesk.reports.csv_files import document_as_csv
from frontdesk.reports.formats import ENDINGS, made
from frontdesk.reports.model import Summary
from frontdesk.reports.period import DayInfo, Period
from tests.reports.reading import Page, facts, from_csv, from_pdf, from_xlsx, rows
from tests.reports.rows import BANK, BANK_DAYS, BANK_ZONE, TODAY, YESTERDAY, bank_visits, calls_past, ended, still_here
from tests.reports.test_text import NINE, a_morning, assert_golden, house_word

BINARY = {"xlsx", "pdf"}


def word(kind: str, name: str) -> object:
    return name


@cache
def bank() -> Summary:
    if not BANK.exists():
        pytest.skip(f"the bank's visits do not lie beside the checkout ({BANK})")
    return build(Period("Bank", *BANK_DAYS, now=919_900_000, visits=bank_visits(), zone=BANK_ZONE))


def a_day(*visits: Any, **more: Any) -> Summary:
    values: dict[str, Any] = {"site": "Main branch", "from_day": TODAY, "to_day": TODAY, "now": NINE + 30_000}
    return build(Period(visits=visits, called_past=calls_past(visits), zone="America/Bogota", **(values | more)))


def the_morning() -> Summary:
    morning = a_morning()
    return a_day(*morning.pop("visits"), **morning)


# How far it is


@pytest.mark.parametrize("kind", ENDINGS)
@pytest.mark.parametrize("summary", [the_morning, bank], ids=["day", "weeks"])
def test_each_format_tells_its_steps_and_is_the_same_with_them(kind: str, summary: Callable[[], Summary]) -> None:
    heard: list[tuple[int, int]] = []
    document = made(kind, summary(), word, step=lambda *step: heard.append(step))
    assert document == made(kind, summary(), word)
    assert heard[0] == (0, 1)
    shares = [done / total for done, total in heard]
    assert shares == sorted(shares) and shares[-1] <= 1
    if kind not in ("text", "json"):  # which are made in one go
        assert len(heard) > 10


@pytest.mark.parametrize("kind", ENDINGS)
def test_what_a_step_raises_ends_the_making(kind: str) -> None:
    def give_up(done: int, total: int) -> None:
        if done * 2 >= total or kind in ("text", "json"):
            raise InterruptedError

    with pytest.raises(InterruptedError):
        made(kind, the_morning(), word, step=give_up)


# The bank's figures, out of every format


def test_the_banks_figures_out_of_csv() -> None:
    files_of_it = made("csv", bank(), word)
    assert isinstance(files_of_it, dict)
    _assert_the_banks(from_csv(files_of_it), exactly=True)


def test_the_banks_figures_out_of_xlsx() -> None:
    content = made("xlsx", bank(), word)
    assert isinstance(content, bytes)
    _assert_the_banks(from_xlsx(content), exactly=False)


def _assert_the_banks(tables: dict[str, list[list[Any]]], *, exactly: bool) -> None:
    """A workbook keeps lengths as parts of a day, and openpyxl reads them to the millisecond."""
    summary = bank()
    visits, level = facts(tables["visits"]), facts(tables["service_level"])
    assert (visits["arrived"], visits["served"], visits["left"]) == (23_919, 20_810, 3_109)
    assert level["left_early"] == 1_993
    assert (level["value"], level["strict"]) == (summary.service_level.value, summary.service_level.strict)
    assert (round(level["value"], 4), round(level["strict"], 4)) == (0.7380, 0.6765)
    measures = rows(tables["measures"])
    wait = measures["wait"]
    assert (wait["n"], wait["p50_s"], wait["p90_s"], wait["max_s"]) == (20_810, 6, 127, 676)
    assert wait["mean_s"] == pytest.approx(summary.wait.mean, abs=0 if exactly else 0.0005)
    assert measures["handling"]["mean_s"] == pytest.approx(170.990, abs=0.0005)
    days = rows(tables["by_day"])
    assert len(days) == 21
    assert sum(row["arrived"] for row in days.values()) == 23_919
    by_service = rows(tables["by_service"])
    for name, group in summary.by_service.items():
        assert by_service[name]["within_share"] == group.service_level.value
        assert by_service[name]["wait_mean_s"] == pytest.approx(group.wait.mean, abs=0 if exactly else 0.0005)
    assert sum(row[1] for row in tables["wait_histogram"][1:]) == 20_810


def test_the_banks_figures_out_of_json() -> None:
    text = made("json", bank(), word)
    assert isinstance(text, str)
    found = json.loads(text)
    assert (found["visits"]["arrived"], found["visits"]["served"], found["visits"]["left"]) == (23_919, 20_810, 3_109)
    assert found["service_level"]["value"] == bank().service_level.value
    assert found["wait"]["mean_s"] == bank().wait.mean
    assert (found["wait"]["p50_s"], found["wait"]["p90_s"], found["wait"]["max_s"]) == (6, 127, 676)


def test_the_banks_figures_out_of_html() -> None:
    summary = bank()
    text = made("html", summary, word)
    assert isinstance(text, str)
    page = Page(text)
    assert page.values["Wait"] == [20_810, summary.wait.mean, 6, 127, summary.wait.p95, 676]
    assert page.values["Handling"][1] == summary.handling.mean
    assert page.values["value"] == [summary.service_level.value]
    assert page.values["strict"] == [summary.service_level.strict]
    assert page.values["arrived"] == [23_919] and page.values["left_early"] == [1_993]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_banks_figures_out_of_pdf_and_on_the_pages(language: str) -> None:
    """A page shows lengths to the second and shares to the tenth of a hundredth."""
    use_language(language)
    summary = bank()
    content, marked, text = (made(kind, summary, word) for kind in ("pdf", "md", "text"))
    assert isinstance(content, bytes) and isinstance(marked, str) and isinstance(text, str)
    assert summary.wait.mean is not None and summary.handling.mean is not None
    level = summary.service_level
    assert level.value is not None and level.strict is not None
    wait = [
        number(20_810),
        duration(round(summary.wait.mean)),
        "0:06",
        "2:07",
        duration(summary.wait.p95 or 0),
        "11:16",
    ]
    name = {"en": "Wait", "es": "Espera"}[language]
    words = from_pdf(content)
    assert " ".join([name, *wait]) in words
    assert f"| {' | '.join([name, *wait])} |" in marked
    assert " ".join([name, *wait]) in " ".join(text.split())
    for shown in (number(23_919), number(3_109), number(1_993), percent(level.value, 1), percent(level.strict, 1)):
        assert shown in words and shown in marked
    assert percent(level.value, 1) == {"en": "73.8 %", "es": "73,8 %"}[language]


# The shape of each format


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_of_a_day(language: str) -> None:
    use_language(language)
    text = made("md", the_morning(), house_word)
    assert isinstance(text, str)
    assert_golden(f"day.{language}.md", text)


def test_the_tables_of_a_day() -> None:
    found = made("csv", the_morning(), house_word)
    assert isinstance(found, dict)
    assert_golden("day.csv.txt", "\n".join(f"{name}\n{text}" for name, text in found.items()))


def test_the_names_of_data_are_the_same_in_every_language() -> None:
    heads = []
    for language in ("en", "es"):
        use_language(language)
        found = document_as_csv(document_of(the_morning(), house_word))
        heads.append({name: text.splitlines()[0] for name, text in found.items()})
    assert heads[0] == heads[1]


def test_html_needs_no_network_and_runs_nothing() -> None:
    for language in ("en", "es"):
        use_language(language)
        text = made("html", the_morning(), house_word)
        assert isinstance(text, str)
        page = Page(text)
        assert page.language == language
        assert page.addresses == [] and not {"script", "link", "img", "iframe"} & set(page.tags)
        assert "url(" not in text and "@import" not in text and "http:" not in text and "https:" not in text
        assert page.tags.count("svg") == 4


def test_a_workbook_has_a_summary_data_charts_and_heads_that_stay() -> None:
    content = made("xlsx", the_morning(), house_word)
    assert isinstance(content, bytes)
    import io

    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames[:2] == ["Summary", "Charts"]
    assert {"measures", "by_service", "by_half_hour", "worst", "definitions"} <= set(book.sheetnames)
    assert all(sheet.freeze_panes for sheet in book if sheet.title != "Charts")
    assert len(getattr(book["Charts"], "_charts")) == 4  # noqa: B009 - openpyxl tells of them nowhere else
    measures = book["measures"]
    assert measures["D3"].number_format == "[h]:mm:ss" and measures["I6"].number_format == "0.0 %"
    assert isinstance(measures["C3"].value, int)
    arrived = book["worst"]["B2"]
    assert arrived.is_date and arrived.value.isoformat() == "2026-11-21T10:23:20"


def test_a_pdf_of_a_day_is_one_page_with_its_accents() -> None:
    use_language("es")
    content = made("pdf", the_morning(), house_word)
    assert isinstance(content, bytes)
    import io

    from pypdf import PdfReader

    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    words = from_pdf(content)
    for accented in ("Información", "Atención", "máx.", "Cómo se cuenta", "sáb 21 nov 2026", "✓", "▼"):
        assert accented in words
    assert content == made("pdf", the_morning(), house_word), "the same summary gives the same file"


# Little or nothing


LITTLE = {
    "nothing": a_day(),
    "one visit": a_day(ended("a", NINE, "served", wait=60, serving=300)),
    "one who left": a_day(ended("a", NINE, "left", wait=0)),
    "only removed": a_day(ended("a", NINE, "removed", wait=5)),
    "all still open": a_day(still_here("a", NINE), still_here("b", NINE, state="held"), still_here("c", NINE + 29_999)),
    "no waits": a_day(*[ended(f"v{n}", NINE, "served", serving=1) for n in range(20)]),
    "no promise": a_day(ended("a", NINE, "served", wait=3, target_s=0)),
    "a wait of days": a_day(ended("a", NINE - 900_000, "served", wait=900_000, day="2026-11-10", ended_day=TODAY)),
    "two empty days": a_day(from_day=YESTERDAY),
}


@pytest.mark.parametrize("summary", LITTLE.values(), ids=LITTLE)
@pytest.mark.parametrize("kind", ENDINGS)
def test_little_or_nothing_is_told_as_it_is(kind: str, summary: Summary) -> None:
    found = made(kind, summary, word)
    if isinstance(found, bytes):
        words = from_pdf(found) if kind == "pdf" else str(from_xlsx(found)).replace("None", "")
    else:
        words = "".join(found.values()) if isinstance(found, dict) else found
    assert not re.search(r"\b(NaN|nan|inf|Infinity|None)\b", words)


# Hostile names


HOSTILE = (
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1",
    "<script>alert(1)</script>", "</title><b>", '"><img src=x onerror=alert(1)>', "a|b`c`*d*_e_[f](g)", "````",
    "\x1b[2J\x07", "\u202eevil", "\ud800", "\x00", "&amp;", "{n} %s", "客戶", "Жанна", "é" * 300, "</font>", "# x", "",
)  # fmt: skip


def _hostile(text: str) -> Summary:
    visits = [
        ended("a", NINE, "served", wait=900, service=text, segment=text, counter=text, staff=text, number=text,
              passed=1, out_of_turn="n", legal=True),
        ended("b", NINE, "removed", wait=9, reason="n", number=text),
    ]  # fmt: skip
    return a_day(*visits, site=text, notes={"n": text}, days=[DayInfo(TODAY, True, text)], closed_at=NINE + 9)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_name_does_harm_in_any_format(text: str) -> None:
    summary = _hostile(text)
    document = {kind: made(kind, summary, word, {"a": text, "b": text}) for kind in ENDINGS}
    for kind, found in document.items():
        if isinstance(found, bytes):
            continue
        words = "".join(found.values()) if isinstance(found, dict) else found
        words.encode()
        assert not [one for one in words if one != "\n" and unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")], kind
        assert not set(words).intersection("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), kind
    page = Page(str(document["html"]))
    assert not {"script", "img", "b"} & set(page.tags)
    assert page.tags.count("title") == 1 + page.tags.count("svg")
    assert "<script" not in str(document["md"]).replace("\\<", "")
    assert len(set(re.findall(r"^````", str(document["md"]), re.M))) <= 1
    assert str(document["md"]).count("\n````\n") == str(document["md"]).count("\n````text\n")
    begins = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    csv_files, workbook = document["csv"], document["xlsx"]
    assert isinstance(csv_files, dict) and isinstance(workbook, bytes)
    for table in (*from_csv(csv_files).values(), *from_xlsx(workbook).values()):
        for row in table:
            assert not [cell for cell in row if isinstance(cell, str) and cell.startswith(begins)]
    import io

    assert not [cell for sheet in load_workbook(io.BytesIO(workbook)) for row in sheet.rows for cell in row
                if cell.data_type == "f"]  # fmt: skip
    pdf = document["pdf"]
    assert isinstance(pdf, bytes) and from_pdf(pdf)


# The JSON, held against the schema that we ship


def _schema() -> Any:
    return json.loads((files("frontdesk.reports") / "summary.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [*LITTLE, "a morning", "hostile", "compared", "bank"])
def test_the_json_is_as_the_schema_says(name: str) -> None:
    from dataclasses import replace

    special: dict[str, Callable[[], Summary]] = {
        "a morning": the_morning,
        "hostile": lambda: _hostile("=\ud800"),
        "compared": lambda: replace(the_morning(), compared_with="previous", previous=LITTLE["one visit"]),
        "bank": bank,
    }
    summary = special[name]() if name in special else LITTLE[name]
    text = made("json", summary, word, {"a": "Ann"})
    assert isinstance(text, str)
    document = json.loads(text)
    Draft202012Validator(_schema()).validate(document)
    missing = sorted(set(_not_described(_schema(), document)))
    assert missing == [], f"describe in reports/summary.schema.json: {missing}"


def _not_described(schema: Any, value: Any, path: str = "") -> Iterator[str]:
    """The keys of a document that the schema says nothing of."""
    parts = _parts(schema)
    if isinstance(value, list):
        for one in value:
            for part in parts:
                if "items" in part:
                    yield from _not_described(part["items"], one, f"{path}/")
    elif isinstance(value, dict):
        for key, one in value.items():
            said = [part["properties"][key] for part in parts if key in part.get("properties", {})]
            said += [] if said else [part["additionalProperties"] for part in parts if "additionalProperties" in part]
            if said:
                yield from _not_described(said[0], one, f"{path}/{key}")
            else:
                yield f"{path}/{key}"


def _parts(schema: Any) -> list[Any]:
    """A schema and all those that it refers to for the same value."""
    found = [schema]
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        found += _parts(_schema() if name == "#" else _schema()["$defs"][name])
    for one in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        found += _parts(one)
    return found


def test_the_schema_is_sound_and_refuses_what_is_wrong() -> None:
    schema = _schema()
    Draft202012Validator.check_schema(schema)
    text = made("json", the_morning(), word)
    assert isinstance(text, str)
    for path, wrong in ((("wait", "n"), -1), (("service_level", "value"), 1.5), (("generated_at",), "today"),
                        (("visits", "arrived"), None), (("worst",), {})):  # fmt: skip
        document = json.loads(text)
        place = document
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = wrong
        assert not Draft202012Validator(schema).is_valid(document), path


# The bands of the histogram


@pytest.mark.parametrize(
    ("histogram", "promises"),
    [
        ({0: 5}, [600]), ({0: 1, 86_400 * 30: 1}, [600]), (dict.fromkeys(range(4000), 1), [300, 600, 1800]),
        ({7: 3}, [0]), ({59: 1, 60: 1, 61: 1}, [60]), ({100: 1}, [86_400]), ({5: 1}, []), ({10: 1}, [7, 11, 13]),
    ],
)  # fmt: skip
def test_bands_lose_nobody_and_have_an_edge_at_the_promise(histogram: dict[int, int], promises: list[int]) -> None:
    bands = banded(histogram, promises)
    assert sum(bands.counts) == sum(histogram.values())
    assert 1 <= len(bands.counts) == len(bands.edges) <= MOST_BANDS + 2
    if promises == [60]:
        place = bands.edges.index(60)
        assert sum(bands.counts[: place + 1]) == 2, "exactly the promised time is within it"
