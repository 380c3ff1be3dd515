"""Reading a visit log: what is right is read to the second, what is wrong is told with its line and the reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from frontdesk.errors import UsageError
from frontdesk.visit_log import COLUMNS, LONGEST_ID, read_visit_log
from tests.replay.logs import HEADER, SERVED, row, write


def reasons(path: Path) -> list[tuple[int, str]]:
    return [(bad.line, str(bad.reason)) for bad in read_visit_log(path).bad]


def test_a_row_is_read_to_the_second(tmp_path: Path) -> None:
    log = read_visit_log(write(tmp_path, [row()]))
    assert log.bad == ()
    (read,) = log.rows
    assert (read.line, read.visit, read.service, read.counter, read.staff) == (2, "v1", "information", "1", "ana")
    assert read.arrived_at == 1795183200  # 2026-11-20 14:00:00 UTC
    assert (read.called_at, read.started_at, read.ended_at) == (1795183440, 1795183470, 1795183800)


def test_every_spelling_of_an_instant_with_an_offset_is_the_same_instant(tmp_path: Path) -> None:
    spellings = ["2026-11-20T14:00:00Z", "2026-11-20T14:00:00+00:00", "2026-11-20 16:00:00+02:00", "20261120T140000Z"]
    log = read_visit_log(write(tmp_path, [row(visit=f"v{n}", arrived_at=one) for n, one in enumerate(spellings)]))
    assert {read.arrived_at for read in log.rows} == {1795183200}
    assert log.cut_fractions == 0


def test_fractions_of_a_second_are_cut_off_and_counted(tmp_path: Path) -> None:
    log = read_visit_log(write(tmp_path, [row(arrived_at="2026-11-20T14:00:00.999Z")]))
    assert log.rows[0].arrived_at == 1795183200
    assert log.cut_fractions == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_line_end_and_a_byte_order_mark_will_do(tmp_path: Path, end: str, mark: bytes) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(mark + end.join((HEADER, row(), row(visit="v2"), "")).encode())
    log = read_visit_log(path)
    assert [read.visit for read in log.rows] == ["v1", "v2"]
    assert log.bad == ()


def test_other_columns_and_another_order_are_no_matter(tmp_path: Path) -> None:
    names = ["note", *reversed(COLUMNS), "phase_welcome_s"]
    path = tmp_path / "log.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, names)
        out.writeheader()
        out.writerow(SERVED | {"note": 'said "no"\nand went, then', "phase_welcome_s": "12"})
        out.writerow(SERVED | {"visit": "v2", "note": "", "phase_welcome_s": ""})
    log = read_visit_log(path)
    assert [(read.visit, read.line) for read in log.rows] == [("v1", 2), ("v2", 4)]
    assert log.bad == ()


def test_only_so_many_rows_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, [row(), row(outcome="lost"), row(visit="v3")])
    log = read_visit_log(path, limit=2)
    assert (len(log.rows), len(log.bad)) == (1, 1)
    assert read_visit_log(path, limit=0).rows == ()


WRONG = [
    ({"visit": ""}, "visit is empty."),
    ({"visit": "  "}, "visit is empty."),
    ({"service": ""}, "service is empty."),
    ({"segment": ""}, "segment is empty."),
    ({"urgency": ""}, "urgency is empty."),
    ({"arrived_at": ""}, "arrived_at is empty."),
    ({"ended_at": ""}, "ended_at is empty."),
    ({"arrived_at": "yesterday"}, "arrived_at is “yesterday”, which is not a date and time: write it like"),
    ({"arrived_at": "1795183200"}, "arrived_at is “1795183200”, which is not a date and time"),
    ({"arrived_at": "2026-11-31T09:00:00-05:00"}, "which is not a date and time"),
    ({"arrived_at": "2026-11-20T09:00:00"}, "arrived_at is “2026-11-20T09:00:00”, without an offset"),
    ({"arrived_at": "2026-11-20"}, "without an offset"),
    ({"arrived_at": "0001-01-01T00:00:00+14:00"}, "the years 1971 to 9997 are accepted"),
    ({"ended_at": "9999-12-31T23:59:59-12:00"}, "the years 1971 to 9997 are accepted"),
    ({"ended_at": "2026-11-20T09:04:29-05:00"}, "ended_at lies before started_at."),
    ({"started_at": "2026-11-20T09:03:59-05:00"}, "started_at lies before called_at."),
    ({"called_at": "2026-11-20T08:59:59-05:00"}, "called_at lies before arrived_at."),
    ({"outcome": "gone"}, "outcome is “gone”, allowed are served, no_show, left, removed, unfinished."),
    ({"outcome": ""}, "outcome is “”, allowed are"),
    ({"outcome": "Served"}, "outcome is “Served”, allowed are"),
    ({"started_at": ""}, "outcome is “served”, but started_at is empty."),
    ({"called_at": ""}, "started_at is given, but no called_at."),
    ({"called_at": "", "started_at": ""}, "a counter or a person is named, but no called_at."),
    ({"called_at": "", "started_at": "", "counter": "", "staff": ""}, "outcome is “served”, but called_at is empty."),
    ({"called_at": "", "started_at": "", "counter": "", "outcome": "left"}, "a counter or a person is named"),
    ({"counter": ""}, "called_at is given, but no counter."),
    ({"counter": " "}, "counter is empty."),
    ({"staff": "an\0a"}, "staff has control characters, or characters that reverse the text: “an␀a”."),
    ({"counter": "1\u202e"}, "counter has control characters, or characters that reverse the text: “1‹U+202E›”."),
    ({"segment": "\x1b[31m"}, "segment has control characters"),
    ({"service": "x" * 10_000}, f"service is 10,000 characters long, at most {LONGEST_ID} can be kept."),
    ({"arrived_at": "9" * 10_000}, "arrived_at is “" + "9" * 60 + "…”, which is not a date and time"),
    ({"outcome": "\x07" + "x" * 10_000}, "outcome is “␇"),
]


@pytest.mark.parametrize(("changes", "reason"), WRONG)
def test_a_row_that_cannot_be_is_told_apart(tmp_path: Path, changes: dict[str, str], reason: str) -> None:
    path = write(tmp_path, [row(visit="before"), row(**changes), row(visit="after")])
    (found,) = reasons(path)
    assert found[0] == 3
    assert reason in found[1]
    assert [read.visit for read in read_visit_log(path).rows] == ["before", "after"]


def test_what_a_spreadsheet_would_run_is_a_name_like_any_other(tmp_path: Path) -> None:
    hostile = ["=cmd|' /C calc'!A0", "[VIP] O'Neil", "Ann [/x]", '"quoted", twice', "窓口", "+1"]
    log = read_visit_log(write(tmp_path, [row(visit=f"v{n}", staff=one) for n, one in enumerate(hostile)]))
    assert log.bad == ()
    assert [read.staff for read in log.rows] == hostile


def test_the_first_of_two_rows_with_one_id_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path, [row(outcome="x"), row(), row(), row(visit="v2")])
    assert reasons(path)[1] == (4, "the visit “v1” is already in line 3.")
    assert [read.line for read in read_visit_log(path).rows] == [3, 5]


def test_a_row_has_as_many_fields_as_the_first_line(tmp_path: Path) -> None:
    path = write(tmp_path, ["v1", row(visit="v2") + ",more", "", "  ", row(visit="v3")])
    assert reasons(path) == [
        (2, "it has 1 field, the first line names 11."),
        (3, "it has 12 fields, the first line names 11."),
    ]
    assert [read.line for read in read_visit_log(path).rows] == [6]


def test_a_quote_that_is_never_closed_takes_one_row_with_it(tmp_path: Path) -> None:
    open_quote = row(visit="v2").replace(",ana", ',"ana')
    path = write(tmp_path, [row(), open_quote, row(visit="v3"), row(visit="v4", staff='a "quote"'), row(visit="v5")])
    assert [line for line, _ in reasons(path)] == [3]
    assert [read.visit for read in read_visit_log(path).rows] == ["v1", "v3", "v4", "v5"]


def test_a_quote_that_another_row_closes_takes_no_good_row_with_it(tmp_path: Path) -> None:
    first = row(visit="v2").replace(",ana", ',"ana')
    second = '"' + row(visit="v4")
    path = write(tmp_path, [row(), first, row(visit="v3"), second, row(visit="v5")])
    assert [read.visit for read in read_visit_log(path).rows] == ["v1", "v3", "v5"]
    assert [line for line, _ in reasons(path)] == [3, 5]


def test_bytes_that_are_no_text_take_one_row_with_them(tmp_path: Path) -> None:
    path = write(tmp_path, [row(), row(visit="v2", staff="José"), row(visit="v3", staff="José")])
    path.write_bytes(path.read_bytes().replace("José".encode(), "José".encode("latin-1"), 1))
    assert reasons(path) == [(3, "staff is not UTF-8 text.")]
    assert [read.staff for read in read_visit_log(path).rows] == ["ana", "José"]


FILES = [
    (b"", "is empty. It begins with a line that names its columns: visit,arrived_at"),
    (b"\n\n \r\n", "is empty."),
    (b"\xef\xbb\xbf", "is empty."),
    (b"a,b,c\n1,2,3\n", "does not name the columns of a visit log. The columns are: visit,"),
    (HEADER.replace("staff", "clerk").encode(), "lacks the columns staff."),
    (HEADER.replace(",outcome,counter", "").encode(), "lacks the columns outcome, counter."),
    (HEADER.replace("called_at", "called at").encode(), "Is “called at” meant to be “called_at”?"),
    (HEADER.replace(",", ";").encode(), "Separate the fields with commas."),
    (HEADER.encode() + b",visit\n", "names the column “visit” twice."),
    (b'"visit,arrived_at\n', "does not name the columns"),
    (HEADER.encode("utf-16"), "is not UTF-8 text. Save it as CSV in UTF-8."),
    (HEADER.encode("utf-16-le"), "is not UTF-8 text."),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not UTF-8 text."),
    (b"SQLite format 3\0" + bytes(4000), "is not UTF-8 text."),
    (b"\xff" * 1000, "does not name the columns"),
]


@pytest.mark.parametrize(("content", "message"), FILES)
def test_a_file_that_is_no_visit_log_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    with pytest.raises(UsageError) as refused:
        read_visit_log(path)
    assert message in str(refused.value)
    assert "log.csv" in str(refused.value)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.csv"):
        with pytest.raises(UsageError, match="cannot be read"):
            read_visit_log(path)


def test_a_log_of_nobody_is_a_log(tmp_path: Path) -> None:
    assert read_visit_log(write(tmp_path, [])).rows == ()


def test_a_large_field_is_no_danger(tmp_path: Path) -> None:
    path = write(tmp_path, [row(staff='"' + "x" * 300_000), row(visit="v2")])
    assert [line for line, _ in reasons(path)] == [2]
    assert [read.visit for read in read_visit_log(path).rows] == ["v2"]
