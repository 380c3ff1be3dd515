"""What is wrong in a file is told with its line, its key, what is allowed and the nearest name."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from frontdesk.config import InvalidConfiguration, load, refuse_unknown

if TYPE_CHECKING:
    from pathlib import Path

    from frontdesk.config import Problem

HOUSE = """\
[[services]]
id = "accounts"
letter = "A"
[[services]]
id = "cards"
letter = "C"
"""


@dataclass(frozen=True)
class Case:
    """A file and the one problem that it has."""

    text: str
    line: int
    key: str
    says: str
    allowed: str | None = None
    nearest: str | None = None


def problems(folder: Path, text: str) -> tuple[Problem, ...]:
    file = folder / "frontdesk.toml"
    file.write_text(dedent(text), encoding="utf-8")
    with pytest.raises(InvalidConfiguration) as caught:
        load(file, default_zone="UTC")
    assert caught.value.exit_code == 2
    assert all(problem.file == str(file) for problem in caught.value.problems)
    return caught.value.problems


DURATION = "a length of time such as “90s”, “10m” or “1h30m”, from 1 second to 24 hours"
LABEL = 'a text in quotes, or one per language: { en = "Accounts", es = "Cuentas" }'
AN_ID = "an id in quotes: letters without accents, digits, “_” and “-”, such as “after_sales”"

CASES = {
    "unknown theme": Case(
        '[site]\nname = "X"\n[theme]\nname = "drak"\n',
        4,
        "[theme] name",
        '"drak" is not allowed here.',
        "auto, dark, light, high-contrast, colour-blind-safe, ansi-dark, ansi-light, textual-dark, textual-light, "
        "nord, gruvbox, catppuccin-mocha, dracula, tokyo-night, monokai, flexoki, catppuccin-latte, "
        "catppuccin-frappe, catppuccin-macchiato, solarized-light, solarized-dark, rose-pine, rose-pine-moon, "
        "rose-pine-dawn, atom-one-dark, atom-one-light",
        "dark",
    ),
    "unknown section": Case(
        "\n[quue]\na = 1\n",
        2,
        "[quue]",
        "There is no setting “quue” here.",
        "site, database, desk, queue, services, segments, urgencies, preferences, standards, phases, counters, "
        "calendar, complaints, remedies, value, follow_up, rating, surge, alerts, texts, slip, security, theme, keys",
        "queue",
    ),
    "unknown key": Case(
        "[security]\n\nrol = 'lead'\n", 3, "[security] rol", "There is no setting “rol” here.", "role", "role"
    ),
    "unknown key of an entry": Case(
        '[[services]]\nid = "a"\nletter = "A"\n[[services]]\nid = "b"\nletter = "B"\nphasis = []',
        7,
        "[[services]] #2 phasis",
        "There is no setting “phasis” here.",
        "id, label, letter, key, phases, incident, active",
        "phases",
    ),
    "unknown key below": Case(
        '[desk]\nwords = { nuber = "x" }',
        2,
        "[desk.words] nuber",
        "There is no setting “nuber” here.",
        "number, counter, service",
        "number",
    ),
    "a word of a list": Case(
        '[queue]\npreference = "one_in_five"',
        2,
        "[queue] preference",
        '"one_in_five" is not allowed here.',
        "absolute, credit, one_in_k, reserved_counter",
        "one_in_k",
    ),
    "a discipline": Case(
        '[queue]\ndiscipline = "duetime"', 2, "[queue] discipline", '"duetime" is not allowed here.', nearest="due_time"
    ),
    "at close": Case(
        '[queue]\nat_close = "carried"', 2, "[queue] at_close", '"carried" is not allowed', "carry, unfinished", "carry"
    ),
    "role": Case(
        '[security]\nrole = "boss"', 2, "[security] role", '"boss" is not allowed', "receptionist, lead, manager", None
    ),
    "language": Case('[site]\nlanguage = "esp"', 2, "[site] language", '"esp" is not allowed', "en, es", "es"),
    "zone": Case(
        '[site]\nzone = "America/Lma"',
        2,
        "[site] zone",
        '"America/Lma" is not allowed',
        "a time zone by its name, such as “America/Lima”",
        "America/Lima",
    ),
    "zone that is a folder": Case('[site]\nzone = "America"', 2, "[site] zone", '"America" is not allowed'),
    "zone that leaves its folder": Case('[site]\nzone = "../etc"', 2, "[site] zone", '"../etc" is not allowed'),
    "cutoff": Case(
        '[site]\ncutoff = "24:00"',
        2,
        "[site] cutoff",
        '"24:00" is not allowed',
        "a time of day from “00:00” to “23:59”",
    ),
    "cutoff with seconds": Case("[site]\ncutoff = 04:00:01", 2, "[site] cutoff", "04:00:01 is not allowed"),
    "number in quotes": Case(
        '[queue]\nrecall_limit = "3"', 2, "[queue] recall_limit", '"3" is not allowed', "a whole number from 1 to 20"
    ),
    "number too small": Case("[queue]\nrecall_limit = 0", 2, "[queue] recall_limit", "0 is not allowed"),
    "number too large": Case("[queue]\npreference_every = 21", 2, "[queue] preference_every", "21 is not allowed"),
    "truth as a number": Case(
        "[queue]\ntransfer_keeps_place = 1", 2, "[queue] transfer_keeps_place", "1 is not allowed", "true or false"
    ),
    "number as a truth": Case(
        "[surge]\nlate = true", 2, "[surge] late", "true is not allowed", "a whole number from 1 to 999"
    ),
    "goal of more than all": Case(
        "[[standards]]\ngoal = 1.5",
        2,
        "[[standards]] #1 goal",
        "1.5 is not allowed",
        "a share above 0 and at most 1, such as 0.8",
    ),
    "goal of nobody": Case("[[standards]]\ngoal = 0", 2, "[[standards]] #1 goal", "0 is not allowed"),
    "goal that is no number": Case("[[standards]]\ngoal = nan", 2, "[[standards]] #1 goal", "nan is not allowed"),
    "factor of nothing": Case(
        '[[urgencies]]\nid = "normal"\nfactor = 0.0',
        3,
        "[[urgencies]] #1 factor",
        "0.0 is not allowed",
        "a number above 0 and at most 10, such as 0.5",
    ),
    "no unit": Case("[[standards]]\nwait = 600", 2, "[[standards]] #1 wait", "600 is not allowed", DURATION),
    "nonsense for a time": Case(
        '[[standards]]\nwait = "10 minits"', 2, "[[standards]] #1 wait", '"10 minits" is not allowed', DURATION
    ),
    "no time at all": Case('[[standards]]\nwait = "0s"', 2, "[[standards]] #1 wait", '"0s" is not allowed', DURATION),
    "more than a day": Case('[desk]\nhold = "25h"', 2, "[desk] hold", '"25h" is not allowed', DURATION),
    "label of nothing": Case('[site]\nname = " "', 2, "[site] name", '" " is not allowed', LABEL),
    "label in another language": Case(
        '[site]\nname = { eng = "x" }', 2, "[site] name", '{ eng = "x" } is not allowed', LABEL, "en"
    ),
    "label with a control character": Case(
        '[site]\nname = "a\\u001bb"', 2, "[site] name", '"a\\u001bb" is not allowed', LABEL
    ),
    "label that turns its line around": Case('[site]\nname = "a\\u202eb"', 2, "[site] name", "is not allowed", LABEL),
    "label that is a number": Case("[site]\nname = 3", 2, "[site] name", "3 is not allowed", LABEL),
    "id with a space": Case('[site]\nid = "main branch"', 2, "[site] id", '"main branch" is not allowed', AN_ID),
    "id that is a number": Case("[[counters]]\nid = 1", 2, "[[counters]] #1 id", "1 is not allowed", AN_ID),
    "id with a control character": Case(
        '[[counters]]\nid = "a\\u0007"', 2, "[[counters]] #1 id", "is not allowed", AN_ID
    ),
    "id that nobody could have": Case(
        '[[standards]]\nwait = "1m"\nsegment = "vip!"',
        3,
        "[[standards]] #1 segment",
        "is not allowed",
        "an id of [[segments]]",
    ),
    "id that is missing": Case(
        '[[counters]]\nid = "1"\n[[counters]]\npreferent = true', 3, "[[counters]] #2 id", "It is missing.", AN_ID
    ),
    "letter that is missing": Case(
        '[[services]]\nid = "a"',
        1,
        "[[services]] #1 letter",
        "It is missing.",
        "one capital letter from A to Z, or two",
    ),
    "small letter": Case('[[services]]\nid = "a"\nletter = "a"', 3, "[[services]] #1 letter", '"a" is not allowed'),
    "key of preference": Case(
        '[[segments]]\nid = "regular"\nkey = "p"',
        3,
        "[[segments]] #1 key",
        '"p" is not allowed',
        "one small letter from a to z but “p”, which is preference",
    ),
    "key that is no digit": Case(
        '[[services]]\nid = "a"\nletter = "A"\nkey = "10"',
        4,
        "[[services]] #1 key",
        '"10" is not allowed',
        "one digit in quotes, “0” to “9”",
    ),
    "a table for a list": Case(
        '[services]\nid = "a"', 1, "[services]", "is not allowed", "a list of tables, at least one"
    ),
    "a list for a table": Case("[[queue]]\nrecall_limit = 3", 1, "queue", "is not allowed", "a table"),
    "no service": Case("services = []", 1, "services", "[] is not allowed here.", "a list of tables, at least one"),
    "no counter in a list": Case('counters = ["1"]', 1, "counters #1", '"1" is not allowed', "a table"),
    "date": Case(
        '[calendar]\nholidays = [\n2026-12-25,\n"tomorrow"]',
        4,
        "[calendar] holidays #2",
        '"tomorrow" is not allowed',
        "a date such as 2026-12-25",
    ),
    "date with a time": Case(
        "[calendar]\nholidays = [2026-12-25T00:00:00Z]",
        2,
        "[calendar] holidays #1",
        "is not allowed",
        "a date such as 2026-12-25",
    ),
    "name of a day": Case(
        '[calendar.days]\n"pay day" = []', 2, "[calendar.days] pay day", '"pay day" is not allowed', AN_ID
    ),
    "name of a day that there is": Case(
        "[calendar.days]\nmon = []", 2, "[calendar.days] mon", "“mon” is the name of a day already."
    ),
    "placeholder": Case(
        '[slip]\nfile = "{numbr}.txt"',
        2,
        "[slip] file",
        '"{numbr}.txt" is not allowed',
        "a text in quotes; its placeholders are {number}, {day} and {site}",
        "number",
    ),
    "placeholder that looks inside": Case(
        '[slip]\nfile = "{number.__class__}"', 2, "[slip] file", '"{number.__class__}" is not allowed', nearest="number"
    ),
    "placeholder with a form": Case(
        '[slip]\nfile = "{number:>9999}"', 2, "[slip] file", '"{number:>9999}" is not allowed'
    ),
    "brace": Case('[slip]\nfile = "{"', 2, "[slip] file", '"{" is not allowed'),
    "command for a shell": Case('[slip]\ncommand = "lp -d x"', 2, "[slip] command", '"lp -d x" is not allowed'),
    "key that terminals confuse": Case(
        '[keys]\ncall_next = ["n", "ctrl+i"]',
        2,
        "[keys] call_next #2",
        '"ctrl+i" is not allowed',
        "a key such as “n”, “f5” or “ctrl+n”; not ctrl+i, ctrl+m, ctrl+h, ctrl+j or ctrl+b",
    ),
    "only a key that terminals confuse": Case(
        '[keys]\ncall_next = ["Ctrl+M"]', 2, "[keys] call_next #1", '"Ctrl+M" is not allowed', nearest=None
    ),
    "no key": Case("[keys]\ncall_next = []", 2, "[keys] call_next", "[] is not allowed"),
    "no action": Case(
        '[keys]\n"call next" = ["n"]', 2, "[keys] call next", '"call next" is not allowed', "the id of an action"
    ),
    # ------------------------------------------------------------------------------------------ ids that exist
    "standard of no segment": Case(
        '[[standards]]\nwait = "1m"\nsegment = "golden"',
        3,
        "[[standards]] #1 segment",
        'There is no "golden" in [[segments]].',
        "regular, gold, vip, internal",
        "gold",
    ),
    "standard of no service": Case(
        HOUSE + '[[standards]]\nwait = "1m"\nservice = "information"',
        9,
        "[[standards]] #1 service",
        'There is no "information" in [[services]].',
        "accounts, cards",
    ),
    "standard of no urgency": Case(
        '[[standards]]\nwait = "1m"\nurgency = "urgnt"',
        3,
        "[[standards]] #1 urgency",
        'There is no "urgnt" in [[urgencies]].',
        "normal, soon, urgent, emergency",
        "urgent",
    ),
    "standard of no day": Case(
        '[calendar.days]\npayday = []\n[[standards]]\nwait = "1m"\ndays = [\n  "mon",\n  "paydays"\n]',
        7,
        "[[standards]] #1 days #2",
        'There is no "paydays" in [calendar].',
        "mon, tue, wed, thu, fri, sat, sun, holiday, payday",
        "payday",
    ),
    "counter of no service": Case(
        '[[counters]]\nid = "C01"\nservices = ["information", "incident"]',
        3,
        "[[counters]] #1 services #2",
        'There is no "incident" in [[services]].',
        "information, incidents, after_sales, personal",
        "incidents",
    ),
    "counter of no segment": Case(
        '[[counters]]\nid = "C01"\nsegments = ["VIP"]',
        3,
        "[[counters]] #1 segments #1",
        'There is no "VIP" in [[segments]].',
        "regular, gold, vip, internal",
        "vip",
    ),
    "service of no phase": Case(
        '[[services]]\nid = "a"\nletter = "A"\nphases = ["welcom"]',
        4,
        "[[services]] #1 phases #1",
        'There is no "welcom" in [[phases]].',
        "welcome, understanding, resolution, farewell",
        "welcome",
    ),
    "default of no segment": Case(
        '[desk]\ndefault_segment = "regula"',
        2,
        "[desk] default_segment",
        'There is no "regula" in [[segments]].',
        "regular, gold, vip, internal",
        "regular",
    ),
    "remedy for no segment": Case(
        '[[remedies]]\nid = "a"\nsegments = ["vipp"]',
        3,
        "[[remedies]] #1 segments #1",
        'There is no "vipp" in [[segments]].',
        "regular, gold, vip, internal",
        "vip",
    ),
    "placeholder of no letter": Case(
        '[texts]\nletter.en = "Dear {name}"\nletter.es = "Hola {nane}"',
        3,
        "[texts.letter] es",
        "There is no {nane} to be filled in.",
        "{house}, {date}, {number}, {kind}, {name}, {opened}, {said}, {asked}, {due}, {owner}",
        "name",
    ),
    "placeholder of a letter that looks inside": Case(
        '[texts]\nletter = "{name.__class__}"', 2, "[texts] letter", "There is no {name.__class__} to be"
    ),
    "letter whose braces do not match": Case(
        '[texts]\nletter = "Dear {name"',
        2,
        "[texts] letter",
        "Its braces do not match.",
        "write {{ for a brace that is meant",
    ),
    "root twice": Case(
        '[[complaints.roots]]\nid = "x"\n[[complaints.roots]]\nid = "x"\n',
        4,
        "[[complaints.roots]] #2 id",
        '"x" already belongs to [[complaints.roots]] #1.',
    ),
    # ------------------------------------------------------------------------------------------ nothing twice
    "id twice": Case(
        '[[counters]]\nid = "1"\n[[counters]]\nid = "1"\n',
        4,
        "[[counters]] #2 id",
        '"1" already belongs to [[counters]] #1.',
    ),
    "cause twice": Case(
        '[[complaints.causes]]\nid = "x"\n[[complaints.causes]]\nid = "x"\n',
        4,
        "[[complaints.causes]] #2 id",
        '"x" already belongs to [[complaints.causes]] #1.',
    ),
    "letter twice": Case(
        HOUSE.replace('"C"', '"A"'), 6, "[[services]] #2 letter", '"A" already belongs to [[services]] #1.'
    ),
    "digit twice": Case(
        HOUSE.replace("letter", 'key = "1"\nletter'),
        7,
        "[[services]] #2 key",
        '"1" already belongs to [[services]] #1.',
    ),
    "letter of a segment and an urgency": Case(
        '[[urgencies]]\nid = "normal"\nkey = "r"\n[[segments]]\nid = "regular"\nkey = "r"',
        3,
        "[[urgencies]] #1 key",
        '"r" already belongs to [[segments]] #1.',
    ),
    # ------------------------------------------------------------------------------------------ what must agree
    "all retired": Case(
        '[[services]]\nid = "a"\nletter = "A"\nactive = false', 1, "services", "At least one must be active."
    ),
    "default that is retired": Case(
        '[[segments]]\nid = "regular"\nactive = false\n[[segments]]\nid = "vip"\n[desk]\ndefault_segment = "regular"',
        7,
        "[desk] default_segment",
        "“regular” is not active.",
        "vip",
    ),
    "default that is an emergency": Case(
        '[desk]\ndefault_urgency = "emergency"',
        2,
        "[desk] default_urgency",
        "“emergency” is not active, or an emergency.",
        "normal, soon, urgent",
    ),
    "no reserved counter": Case(
        '[queue]\npreference = "reserved_counter"',
        2,
        "[queue] preference",
        "“reserved_counter” needs a counter with preferent = true.",
    ),
    "investigation in no time": Case(
        "[complaints]\ninvestigate_days = 2",
        2,
        "[complaints] investigate_days",
        "An investigation cannot take less than answer_days = 3.",
    ),
    "longest that is shorter": Case(
        "[complaints]\nlongest_days = 14",
        2,
        "[complaints] longest_days",
        "The longest cannot be less than investigate_days = 15.",
    ),
    "slip twice": Case(
        '[slip]\nfile = "x"\ncommand = ["lp"]', 3, "[slip] command", "Either file or command, not both."
    ),
    "slip nowhere": Case("[slip]\nat_check_in = true", 2, "[slip] at_check_in", "It needs file or command beside it."),
    "standard of nothing": Case(
        '[[standards]]\nsegment = "vip"',
        1,
        "[[standards]] #1",
        "It promises nothing.",
        "wait, goal, handling, allowance",
    ),
    "allowance alone": Case(
        '[[standards]]\nallowance = "1m"\ngoal = 0.5', 2, "[[standards]] #1 allowance", "It needs wait in the same"
    ),
    "law without a limit": Case(
        "[[standards]]\ngoal = 0.5\nlegal = true", 3, "[[standards]] #1 legal", "It needs wait in the same"
    ),
    "tied standards": Case(
        '[[standards]]\nwait = "9m"\n[[standards]]\nsegment = "vip"\nwait = "1m"\n\n'
        '[[standards]]\nservice = "incidents"\nwait = "2m"',
        7,
        "[[standards]] #3",
        "It is as specific as [[standards]] #2, and both hold for incidents / vip / normal.",
        "name one more of service, segment, urgency, days in one of the two",
    ),
    "the same standard twice": Case(
        '[[standards]]\nwait = "9m"\n[[standards]]\nwait = "9m"',
        3,
        "[[standards]] #2",
        "as specific as [[standards]] #1",
    ),
    "tied on a day": Case(
        '[[standards]]\nwait = "9m"\ndays = ["payday"]\n[[standards]]\nwait = "8m"\ndays = ["mon"]\n'
        "[calendar.days]\npayday = [2026-11-30]",
        4,
        "[[standards]] #2",
        "as specific as [[standards]] #1",
    ),
    "tied below a more specific one": Case(
        '[[standards]]\nsegment = "vip"\nservice = "incidents"\ngoal = 0.9\n'
        '[[standards]]\nsegment = "vip"\nwait = "1m"\n'
        '[[standards]]\nservice = "incidents"\nwait = "2m"',
        8,
        "[[standards]] #3",
        "as specific as [[standards]] #2",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_one_error_is_told_as_it_is(case: Case, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, case.text)
    assert problem.line == case.line
    assert problem.key == case.key
    assert case.says in str(problem.what)
    assert problem.nearest == case.nearest or (case.nearest is None and case.allowed is None)
    if case.allowed is not None:
        assert str(problem.allowed) == case.allowed


def test_standards_that_never_meet_are_no_tie(tmp_path: Path) -> None:
    file = tmp_path / "frontdesk.toml"
    file.write_text(
        '[[standards]]\nwait = "9m"\ndays = ["payday"]\n[[standards]]\nwait = "8m"\ndays = ["mon"]\n'
        "[calendar.days]\npayday = [2026-12-01]  # a Tuesday\n"
        '[[standards]]\nwait = "5m"\nsegment = "vip"\nservice = "personal"\n[[standards]]\nsegment = "gold"\n'
        'wait = "5m"\nservice = "incidents"\n',
        encoding="utf-8",
    )
    assert len(load(file, default_zone="UTC").standards) == 4


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = """\
        [queue]
        recal_limit = 3
        [[counters]]
        id = "1"
        services = ["informaton"]
        [[standards]]
        wait = "soon"
        [site]
        zone = "Mars/Olympus"
        """
    found = problems(tmp_path, text)
    assert [(problem.line, problem.key) for problem in found] == [
        (2, "[queue] recal_limit"),
        (5, "[[counters]] #1 services #1"),
        (7, "[[standards]] #1 wait"),
        (9, "[site] zone"),
    ]


def test_the_error_prints_one_problem_per_line(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text('[queue]\nat_close = "cary"\nrecall_limit = 99\n', encoding="utf-8")
    with pytest.raises(InvalidConfiguration) as caught:
        load(file, default_zone="UTC")
    assert str(caught.value).splitlines() == [
        f'{file}:2: [queue] at_close: "cary" is not allowed here. Did you mean “carry”? Allowed: carry, unfinished.',
        f"{file}:3: [queue] recall_limit: 99 is not allowed here. Allowed: a whole number from 1 to 20.",
    ]
    assert str(caught.value.reason) == "The configuration has 2 errors."


def test_a_long_value_is_cut(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, f'[site]\nlanguage = "{"x" * 1000}"\n')
    assert len(str(problem.what)) < 90


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[site]\nid = \n", 2, "This is not TOML: Invalid value."),
        ("a = 1\n\na = 2\n", 3, "This is not TOML: Cannot overwrite a value."),
        ("[site]\n[queue\n", 2, "This is not TOML: Expected ']'"),
        ('[site]\nid = """x\n\n', 3, "This is not TOML: Unterminated string."),
        ('[site]\nid = """x\n\ny', 4, "This is not TOML: Unterminated string."),
        ("[site]\nid = \x01\n", 2, "This is not TOML: Invalid value."),
        ("x = " + "[" * 100_000, None, "Its values are nested too deeply."),
        ("x = " + "9" * 5000, None, "This is not TOML: Exceeds the limit"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text: str, line: int | None, says: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, text)
    assert (problem.line, problem.key) == (line, "")
    assert str(problem.what).startswith(says)


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.toml"
    file.write_bytes('[site]\n\nname = "Atención"\n'.encode("latin-1"))
    with pytest.raises(InvalidConfiguration) as caught:
        load(file)
    assert str(caught.value) == f"{file}:3: The file is not UTF-8 text; save it as UTF-8."


@pytest.mark.parametrize("name", ["missing.toml", "."])
def test_a_file_that_cannot_be_read_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidConfiguration) as caught:
        load(tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}: The configuration cannot be read: ")
    assert caught.value.exit_code == 2


def test_a_file_of_any_size_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.toml"
    file.write_bytes(b"#" * 4_000_001)
    with pytest.raises(InvalidConfiguration, match="larger than 4,000,000 bytes"):
        load(file)


def test_a_name_that_only_the_screens_know_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "frontdesk.toml"
    file.write_text('[keys]\nfinish = ["f"]\ncal_next = ["n"]\n', encoding="utf-8")
    config = load(file, default_zone="UTC")
    error = refuse_unknown(config, ("keys", "cal_next"), "cal_next", ["finish", "call_next"])
    assert str(error) == (
        f'{file}:3: [keys] cal_next: "cal_next" is not allowed here. '
        "Did you mean “call_next”? Allowed: call_next, finish."
    )
    built_in = refuse_unknown(load(None, default_zone="UTC"), ("keys", "finsh"), "finsh", ["finish"])
    assert str(built_in) == '[keys] finsh: "finsh" is not allowed here. Did you mean “finish”? Allowed: finish.'
