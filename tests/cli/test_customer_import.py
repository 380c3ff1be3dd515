"""A list of customers from another system: the good rows in, each bad one named, and nothing twice."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from tests.cli.program import Program

HEADER = "id,name,phone,language,segment,stage,relation,acquisition_cost,revenue,cost_to_serve,years,retention"


@pytest.fixture
def file(own_machine: Path) -> Path:
    return own_machine / "customers.csv"


def _customers() -> list[tuple[object, ...]]:
    with sqlite3.connect(os.environ["FRONTDESK_DB"]) as connection:
        return connection.execute("SELECT * FROM customer ORDER BY id").fetchall()


def test_a_list_is_imported_and_the_second_time_changes_nothing(desk: Program, file: Path) -> None:
    desk.done("customer", "add", "--name", "Ana", "--id", "C1", "--phone", "555", "--segment", "regular")
    file.write_text(
        f"{HEADER}\n"
        "C1,Ana Gómez,,es,gold,active,loyal,120,1234.50,80.1,5,0.8\n"
        'C2,"Bob ""B""\nSmith",,,,,,,,,,\n'
        ",Cid,+51 999,,,prospect,price,,,,,\n",
        encoding="utf-8",
    )
    tried = desk.json("customer", "import", str(file), "--dry-run")
    assert (tried["added"], tried["changed"], tried["dry_run"]) == (2, 1, True)
    assert len(_customers()) == 1, "nothing is written"
    done = desk.json("customer", "import", str(file))
    assert (done["added"], done["changed"], done["unchanged"], done["refused"]) == (2, 1, 0, 0)
    assert done["lines"] == tried["lines"]
    assert [(one["line"], one["customer"], one["result"]) for one in done["lines"]] == [
        (2, "C1", "changed"),
        (3, "C2", "added"),
        (5, "C-00001", "added"),
    ]
    shown = desk.json("customer", "show", "C1")
    assert {name: shown[name] for name in HEADER.split(",")[1:]} == {
        "name": "Ana Gómez",
        "phone": "555",
        "language": "es",
        "segment": "gold",
        "stage": "active",
        "relation": "loyal",
        "acquisition_cost": "120.00",
        "revenue": "1234.50",
        "cost_to_serve": "80.10",
        "years": 5,
        "retention": 0.8,
    }
    assert shown["segment_source"] == "import"
    text = desk.done("customer", "show", "C1").out
    assert "Gold (imported)" in text and "1,234.50" in text and "loyal" in text
    assert desk.json("customer", "show", "C2")["name"] == 'Bob "B" Smith'
    assert desk.json("customer", "find", "gomez")["customers"][0]["customer"] == "C1", "it is found by the new name"

    before = _customers()
    again = desk.json("customer", "import", str(file))
    assert (again["added"], again["changed"], again["unchanged"], again["lines"]) == (0, 0, 3, [])
    assert _customers() == before


def test_each_bad_row_is_named_by_its_true_line_and_stops_nothing(desk: Program, file: Path) -> None:
    rows = [
        'C1,"Ana, of\nthree\nlines",,,,,,,,,,',  # lines 2 to 4
        "C2,Bob,,,,,,1.234\u00a0,,,,",
        "C1,Ana again,,,,,,,,,,",
        "",
        ",,,,,,,,,,,",
        "C3,Cid",
        "C4,Dan,,,golden,,,,,,,",
        'C5,"open,,,,,,,,,,',
        "C6,Eve,,,,,,,,,,",
        "C7,,5,,,,,,,,,",
        ",Fay,1,,,,,,,,,",
        ",fay,+1,,,,,,,,,",
    ]
    file.write_bytes("\r\n".join(["\ufeff" + HEADER, *rows]).replace("three\n", "three\r\n").encode())
    ran = desk("customer", "import", str(file), "--json")
    assert ran.code == 5
    refused = [one for one in ran.document["lines"] if one["result"] == "refused"]
    assert [one["line"] for one in refused] == [5, 6, 9, 10, 11, 13, 15]
    for one, said in zip(
        refused, ("acquisition_cost", "line 2", "2 fields", "gold", "quote", "needs a name", "line 14"), strict=True
    ):
        assert said in one["reason"], one
        assert f"line {one['line']}: {one['reason']}" in ran.err
    assert "7 rows are refused." in ran.err
    assert [one[0] for one in _customers()] == ["C-00001", "C1", "C6"]
    again = desk("customer", "import", str(file), "--json").document
    assert (again["added"], again["changed"], again["unchanged"], again["refused"]) == (0, 0, 3, 7)


def test_every_one_of_many_bad_rows_is_named(desk: Program, file: Path) -> None:
    rows = [f"K{n},Customer {n},{'goldd' if n % 20 == 0 else 'gold'}" for n in range(1, 1201)]
    file.write_text("\n".join(["id,name,segment", *rows]), encoding="utf-8")
    ran = desk("customer", "import", str(file))
    assert ran.code == 5
    assert ran.out == "Customers added: 1,140, changed: 0, unchanged: 0, refused: 60.\n"
    assert [line for line in ran.err.splitlines() if line.startswith("line ")] == [
        f"line {n + 1}: segment is “goldd”; did you mean “gold”? Allowed are regular, gold, vip, internal."
        for n in range(20, 1201, 20)
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("id,name\nC1,Ana\nC2,Jos\u00e9\n".encode("latin-1"), "line 3: the byte 0xE9 at 21 is not UTF-8"),
        ("id,name\r\nC1,Ana\r\nC2,Jos\u00e9\r\n".encode("latin-1"), "line 3: the byte 0xE9 at 23 is not UTF-8"),
        ("id,name\nC1,Ana\n".encode("utf-16"), "is not UTF-8 text"),
        ("id,name\nC1,Ana\n".encode("utf-16-le"), "is not UTF-8 text"),
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"id;name\nC1;Ana\n", "Separate the fields with commas"),
        (b"name,segment\nAna,gold\n", "no column"),
        (b"id,ID,name\nC1,C1,Ana\n", "twice"),
        (b"nonsense", "no column"),
    ],
)
def test_a_file_that_can_be_no_list_is_refused_as_a_whole(desk: Program, file: Path, raw: bytes, said: str) -> None:
    file.write_bytes(raw)
    ran = desk("customer", "import", str(file))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert _customers() == []


def test_a_file_that_is_not_there_is_named(desk: Program, own_machine: Path) -> None:
    for name in ("none.csv", str(own_machine)):
        ran = desk("customer", "import", name)
        assert ran.code == 2 and name in ran.err


def test_unknown_columns_are_named_and_left_out(desk: Program, file: Path) -> None:
    file.write_text("Shoe size,NAME,Id,segmnt\n44,Ana,C1,gold\n", encoding="utf-8")
    ran = desk.done("customer", "import", str(file))
    assert "“Shoe size” is not known" in ran.err
    assert "Is it meant to be “segment”?" in ran.err
    assert desk.json("customer", "show", "C1")["segment"] is None


@pytest.mark.parametrize(
    "name", ["Ann [/x]", "=HYPERLINK(1)", "\x1b[2J", "\u202eevil", "🙂" * 200, "a\0b", "{0} %s", "-1"]
)
def test_a_hostile_name_does_no_harm(desk: Program, file: Path, name: str) -> None:
    file.write_text(f"id,name,{name}\nC1,{name},{name}\n", encoding="utf-8")
    ran = desk.done("customer", "import", str(file))
    for shown in (ran, desk.done("customer", "show", "C1"), desk.done("customer", "value")):
        assert "\x1b" not in shown.out + shown.err and "\u202e" not in shown.out + shown.err
    before = _customers()
    desk.done("customer", "import", str(file))
    assert _customers() == before


def test_the_same_key_does_it_once_and_prints_the_same(desk: Program, file: Path) -> None:
    rows = "".join(f"K{n},Customer {n}\n" for n in range(600))
    file.write_text(f"id,name\n{rows}", encoding="utf-8")
    once = desk.json("customer", "import", str(file), "--key", "k1")
    assert (once["added"], once["unchanged"]) == (600, 0)
    assert desk.json("customer", "import", str(file), "--key", "k1") == once
    file.write_text("id,name\nC1,Ana\n", encoding="utf-8")
    assert desk("customer", "import", str(file), "--key", "k1").code == 3, "another list under a used key"
    assert len(_customers()) == 600


def test_a_receptionist_imports_nothing(desk: Program, file: Path, own_machine: Path) -> None:
    (own_machine / "frontdesk.toml").write_text('[security]\nrole = "receptionist"\n', encoding="utf-8")
    file.write_text("id,name\nC1,Ana\n", encoding="utf-8")
    ran = desk("customer", "import", str(file), "--json")
    assert (ran.code, ran.document["refused"]["code"]) == (3, "not_allowed")
    assert _customers() == []


def test_it_speaks_spanish(desk: Program, file: Path) -> None:
    file.write_text('id,name,revenue\nC1,Ana,"1.234,50"\nC2,Bob,1\n', encoding="utf-8")
    ran = desk("customer", "import", str(file), "--lang", "es")
    assert ran.out == "Clientes añadidos: 1, modificados: 0, sin cambios: 0, rechazados: 1.\n"
    assert "línea 2: revenue es «1.234,50», que no es un importe: escríbalo como 1234.50" in ran.err
    assert "Se rechaza 1 fila." in ran.err


def test_nothing_of_the_list_is_in_the_log_or_in_answers(desk: Program, file: Path) -> None:
    file.write_text("id,name,phone\nC1,Secret,0199\n,Secret,0198\n", encoding="utf-8")
    desk.done("customer", "import", str(file), "--key", "k")
    with sqlite3.connect(os.environ["FRONTDESK_DB"]) as connection:
        kept = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("event", "command", "note")]
    assert "C-00001" in str(kept)
    assert "Secret" not in str(kept) and "019" not in str(kept)


def test_stage_and_relation_can_be_typed(desk: Program) -> None:
    desk.done("customer", "add", "--name", "Ana", "--id", "C1", "--stage", "buyer", "--relation", "tied")
    shown = desk.json("customer", "show", "C1")
    assert (shown["stage"], shown["relation"], shown["revenue"], shown["segment_source"]) == (
        "buyer",
        "tied",
        None,
        None,
    )
    assert "tied by another purchase" in desk.done("customer", "show", "C1").out
    for option, wrong, near in (("--stage", "bayer", "buyer"), ("--relation", "shy", "loyal")):
        ran = desk("customer", "add", "--name", "Bob", option, wrong)
        assert ran.code == 2 and option in ran.err and near in ran.err
