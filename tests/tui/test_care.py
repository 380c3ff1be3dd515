"""The care screen as it is used: a complaint's whole life by keyboard, promises, what is shown, what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from threading import Event
from typing import Any, cast

import pytest

from frontdesk.archive import Archive
from frontdesk.clock import FixedClock
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.store.verify import verify
from frontdesk.tui.care import reading
from frontdesk.tui.care.actions import CARE_BY_ID
from frontdesk.tui.faces import Face
from frontdesk.tui.keys import CARE_KEYS
from tests.tui.story import NINE, PATIENCE_S, Story, desk
from tests.tui.test_desk_pictures import assert_golden

DAY_S = 86400
FRIDAY = NINE + 5 * DAY_S
HOUSE = '[calendar]\nholidays = ["2026-11-30"]\n'
HOSTILE = "[red]x[/] \x1b[2J {0} \u202eback =1+1"
LANGUAGES = ("en", "es")
SIZES = ((120, 36), (80, 24), (60, 20))


def at(instant: int) -> Any:
    """Nothing has happened yet, and it is this late."""

    def before(colleague: Desk) -> None:
        cast("FixedClock", colleague.clock).at = instant

    return before


def said(colleague: Desk, text: str) -> do.Note:
    note = colleague.note(text)
    assert note is not None
    return note


def known_people(colleague: Desk) -> None:
    """One who is known, and nobody else."""
    colleague.perform(do.AddCustomer(full_name="Marta Gómez", phone="600 11 22 33", segment="vip", actor="Ana"))


def several(colleague: Desk) -> None:
    """Some days of what customers said and were told: overdue, due today, investigated, answered, closed, promised."""
    clock = cast("FixedClock", colleague.clock)

    def noted(cause: str, kind: str, text: str, **values: Any) -> str:
        command = do.OpenComplaint(actor="Ana", cause=cause, kind=kind, text=said(colleague, text), **values)
        return str(colleague.perform(command)["complaint"])

    clock.at = NINE - 6 * DAY_S
    colleague.perform(do.CheckIn(services=("incidents",), actor="Ana"))
    overdue = noted("reliability", "product", "It broke again [/x]", visit="B001", remedy=said(colleague, "a new one"))
    colleague.perform(do.AcknowledgeComplaint(number=overdue, actor="Ana"))
    clock.at += DAY_S
    looked_into = noted("courtesy", "treatment", HOSTILE, channel="telephone", owner="Rosa", safety=True)
    colleague.perform(
        do.ActOnComplaint(number=looked_into, text=said(colleague, "asked the guard"), investigate=True, actor="Rosa")
    )
    closed = noted("price", "complaint", "too dear")
    colleague.perform(do.ResolveComplaint(number=closed, text=None, granted="apology", actor="Ana"))
    colleague.perform(
        do.CloseComplaint(
            number=closed, root_cause=said(colleague, "an old list"), correction=said(colleague, "a new list")
        )
    )
    clock.at += 3 * DAY_S
    colleague.perform(do.MakePromise(text=said(colleague, "call back about the card"), due_day=_day(22), actor="Ana"))
    colleague.perform(do.MakePromise(text=said(colleague, "send the copy"), due_day=_day(24), actor="Rosa"))
    noted("tangibles", "suggestion", "a bench by the door")
    clock.at = NINE


def _day(day: int) -> date:
    return date(2026, 11, day)


async def asked(story: Story, question: str, answer: str) -> None:
    """A line of text is asked for and given."""
    await story.see(question)
    await story.write(answer)
    await story.press("enter")


async def test_what_comes_by_telephone_or_letter_is_taken_down_here_and_is_no_matter_of_who_stands_there(
    tmp_path: Path,
) -> None:
    async with desk(tmp_path, before=known_people, size=(80, 24)) as story:
        story.arrives()
        await story.press("n")
        await story.see("Called I001")
        await story.press("K")
        await story.see("Nothing is open.", "N New")
        await story.press("N", "t", "g", "x")
        await story.see("Complaint about the treatment · grave · ● safety at risk")
        await story.press("2")
        await story.see("How did it come?", "▸ 2  telephone")
        await story.press("enter")
        await story.see("Who says it?", "empty: nobody we know")
        await story.write("marta")
        await story.see("Marta Gómez")
        await story.press("down", "enter")
        await story.see("Q-2026-0001: anything else?")
        await story.press("t")
        await asked(story, "Q-2026-0001: what was said?", "rude [/x]")
        await story.press("0")
        await story.see("Q-2026-0001", "“rude [/x]”")

        await story.press("N", "r", "1", "3", "enter")  # a letter from nobody known
        await story.see("Q-2026-0002: anything else?")
        await story.press("0", "N", "1", "4")
        await story.see("Who says it?")
        await story.write("Otto Neu")
        await story.see("New file for “Otto Neu”")
        await story.press("down", "enter")
        await story.see("Q-2026-0003: anything else?")
        await story.press("0")

        archive = Archive(story.colleague)
        told = {one.row.record.number: one.row.record for one in archive.complaints()}
        said_by = {number: archive.customer(one.customer or "") for number, one in told.items()}
        by_telephone = told["Q-2026-0001"]
        assert (by_telephone.kind, by_telephone.channel, by_telephone.severity) == ("treatment", "telephone", 3)
        assert (by_telephone.safety, by_telephone.visit, by_telephone.segment) == (True, None, "vip")
        letter = told["Q-2026-0002"]
        assert (letter.kind, letter.channel, letter.visit) == ("request", "letter", None)
        assert told["Q-2026-0003"].channel == "web"
        assert [one and one.name for _number, one in sorted(said_by.items())] == ["Marta Gómez", None, "Otto Neu"]


async def told_beside(story: Story, text: str) -> None:
    """Wait until it is told beside the list, on as many lines as that takes."""
    await story._until(lambda screen: text in " ".join(screen.replace("│", " ").split()), f"see {text}")


async def test_a_story_that_is_being_read_tells_what_a_colleague_does(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        await story.press("k", "2", "0", "K")
        await story.see("▸ Q-2026-0001")
        await story.press("enter")
        await story.see("Q-2026-0001 · complaint", "Answer by")
        told = story.colleague.note("we are sorry")
        story.others(do.ResolveComplaint, number="Q-2026-0001", text=told)
        await story.see("Answered: “we are sorry”.  Rosa")
        await story.press("escape")
        await story.see_no("Answer by")


async def test_a_slip_is_corrected_and_its_story_tells_what_it_was(tmp_path: Path) -> None:
    async with desk(tmp_path, before=known_people, size=(120, 36)) as story:
        await story.press("k", "2", "0", "K")
        await story.see("▸ Q-2026-0001", "complaint   Courtesy")
        await story.press("C")
        await story.see("Q-2026-0001: what is to be corrected?", "1  Cause   Courtesy", "4  Safety at risk   no")
        await story.press("1")
        await story.see("Q-2026-0001: the right cause", "▸ 2  Courtesy")
        await story.press("1")
        await story.see("Q-2026-0001: it is written down")
        await told_beside(story, "Corrected: cause Courtesy → Communication. Ana")
        for keys, told in (
            (["2", "5"], "Corrected: kind complaint → request."),
            (["3", "3"], "Corrected: severity 2 → 3."),
            (["4", "y"], "Corrected: safety at risk no → yes."),
            (["5", "2"], "Corrected: channel counter → telephone."),
        ):
            await story.press("C", *keys)
            await told_beside(story, told)
        await story.press("C", "6")
        await story.see("Who says it?")
        await story.write("marta")
        await story.see("Marta Gómez")
        await story.press("down", "enter")
        await told_beside(story, "Corrected: customer – → C-00001.")
        await story.press("C", "3", "3")
        await story.see("Q-2026-0001 says so already.")
        record = Archive(story.colleague).complaints()[0].row.record
        assert (record.kind, record.severity, record.safety) == ("request", 3, True)
        assert (record.channel, record.customer, record.segment) == ("telephone", "C-00001", "vip")


async def test_what_is_being_taken_down_can_be_left_at_every_question(tmp_path: Path) -> None:
    async with desk(tmp_path) as story:
        await story.press("K")
        await story.see("Nothing is open.")
        for keys in (["N"], ["N", "1"], ["N", "1", "2"]):
            await story.press(*keys, "escape")
            await story.see_no("How did it come?", "Who says it?", "p product")
        assert not Archive(story.colleague).complaints()


async def test_a_whole_life_by_keyboard_over_a_weekend_and_a_holiday(tmp_path: Path) -> None:
    async with desk(tmp_path, toml=HOUSE, before=at(FRIDAY), size=(120, 36)) as story:
        await story.see("Counter 3 is open.")
        await story.press("k", "8")
        await story.see("Complaint Q-2026-0001 is noted; answer it by Thu 3 Dec 2026.")
        await story.press("0", "K")
        await story.see("─ Open 1 ─", "complaint   Reliability", "○ open", "no owner")
        await story.press("c")
        await story.see("Q-2026-0001 has not been answered yet. Answer it first: r.")
        await story.press("a")
        await story.see("Q-2026-0001 is acknowledged; answer it by Thu 3 Dec 2026.", "◔ acknowledged")
        await story.press("a")
        await story.see("Q-2026-0001 is acknowledged already. There is nothing to do.")
        await story.press("o")
        await story.see("Q-2026-0001: who sees to it?")
        await story.press("enter")
        await story.see("Ana sees to Q-2026-0001.", "Thu 3 Dec 2026  ◔ acknowledged Ana")
        await story.press("t")
        await asked(story, "Q-2026-0001: what was said?", "it broke [again]")
        await story.see("it is written down", "“it broke [again]”")

        await story.later(minutes=7 * 24 * 60)  # the Friday after: Thursday is over
        await story.see("─ Open 1 · 1 overdue ─", "● overdue")
        await story.press("i")
        await asked(story, "what is being investigated?", "sent to the maker")
        await story.see("◑ being investig", "Mon 21 Dec 2026")
        await story.press("i")
        await story.see("Q-2026-0001 is being investigated already. Note what was done: s.")
        await story.press("r")
        await story.see("Q-2026-0001: the answer", "0  No remedy of the house")
        await story.press("4")
        await asked(story, "What was the customer told?", "you get another one")
        await story.see("n  The customer did not accept it.")
        await story.press("n")
        await story.see("Q-2026-0001 is answered.", "✓ resolved · Mon 21 Dec")
        await story.press("c")
        await asked(story, "Why did it happen?", "a bad series")
        await asked(story, "What was changed so that it does not happen again?", "another maker")
        await story.see("What went wrong with us?", "9  The product")
        await story.press("9")
        await story.see("Q-2026-0001 is closed.", "Nothing is open.")

        await story.press("e")
        await story.see("─ Open and ended 1 ─", "■ closed")
        await story.press("s")
        await story.see("Q-2026-0001 was closed on Fri 4 Dec 2026. Reopen it first: O.")
        await story.press("O")
        await asked(story, "Open Q-2026-0001 again", "the new one broke")
        await story.see("Q-2026-0001 is open again; answer it by Wed 9 Dec 2026.", "◔ acknowledged")
        await story.press("enter")
        told = " ".join((await story.see("Q-2026-0001 · complaint", "Severity")).replace("│", " ").split())
        for step in ("Ana sees to it from now on.", "called back.", "“a bad series”"):
            assert step in told
        await story.press("escape")
        await story.see_no("Severity")
        (kept,) = Archive(story.colleague).complaints()
        kinds = ["acknowledged", "assigned", "described", "investigating", "resolved", "closed", "reopened"]
        assert [step.kind for step in kept.row.record.steps] == kinds
        assert {step.actor for step in kept.row.record.steps} == {"Ana"}


async def test_what_is_typed_before_the_list_is_there_waits_for_it(tmp_path: Path) -> None:
    async with desk(tmp_path, before=several, size=(80, 24)) as story:
        await story.see("Counter 3 is open.")
        await story.press("K", "down", "k")
        await story.see("P-2026-0001 is kept.")
        await story.press("escape")
        await story.see("Call next")


async def test_the_last_step_is_taken_back(tmp_path: Path) -> None:
    async with desk(tmp_path, before=several, size=(80, 24)) as story:
        await story.see("Counter 3 is open.")
        await story.press("K")
        await story.see("▸ Q-2026-0001")
        await story.press("down", "k")
        await story.see("P-2026-0001 is kept.")
        await story.press("e")
        await story.see("✓ kept")  # what has ended is read apart: until it is there, keys mean the lines that are
        await story.press("f", "5", "end")
        await story.see("✓ kept", "▸ P-2026-0001")
        await story.press("u")
        await story.see("The last step was undone: P-2026-0001, the keeping of the promise.")
        await story.see_no("✓ kept")
        await story.press("u")
        await story.see("The day on which that was done is closed")


async def test_a_promise_is_moved_with_a_reason_then_kept_or_broken(tmp_path: Path) -> None:
    async with desk(tmp_path, before=several, size=(120, 36)) as story:
        await story.see("Counter 3 is open.")
        await story.press("K")
        await story.see("P-2026-0001")
        await story.press("f", "5")
        await story.see("─ Open 2 · Promises ─", "◕ open", "▸ P-2026-0001")
        await story.press("a")
        await story.see("P-2026-0001 is a promise: it is kept, broken or moved.")
        await story.press("m")
        await asked(story, "To which day?", "21/11")
        await story.see("To Sun 21 Nov 2027. Why?")
        await story.press("escape")
        await story.see_no("Why?")
        await story.press("m")
        await asked(story, "To which day?", "22/11")
        await story.see("P-2026-0001 is due on Sun 22 Nov 2026 already.")
        await story.press(*["backspace"] * 5)
        await story.write("soon")
        await story.press("enter")
        await story.see("Write the day as tue, tomorrow, 3d")
        await story.press(*["backspace"] * 4)
        await asked(story, "To which day?", "3d")
        await asked(story, "To Wed 25 Nov 2026. Why?", "[not] there")
        await story.see("P-2026-0001 is to be kept by Wed 25 Nov 2026 now.", "“[not] there”.")
        await story.see("▸ P-2026-0001")
        await story.press("k")
        await story.see("P-2026-0001 is kept.")
        await story.see_no("P-2026-0001  promise")
        await story.press("b")
        await asked(story, "P-2026-0002 is broken", "lost it")
        await story.see("P-2026-0002 is broken; the reason is kept.", "There is none of these.")


async def test_the_list_is_narrowed_by_kind_state_person_and_deadline(tmp_path: Path) -> None:
    async with desk(tmp_path, before=several, size=(80, 24)) as story:
        await story.see("Counter 3 is open.")
        await story.press("K")
        await story.see("─ Open 5 · 1 overdue ─")
        assert numbers(story) == ["Q-2026-0001", "P-2026-0001", "P-2026-0002", "Q-2026-0004", "Q-2026-0002"]
        await story.press("v")
        await story.see("still to be answered or kept")
        await story.press("v")
        await story.see("overdue only")
        assert numbers(story) == ["Q-2026-0001"]
        await story.press("v", "p", "2")
        await story.see("─ Open 2 · Rosa ─")
        assert numbers(story) == ["P-2026-0002", "Q-2026-0002"]
        await story.press("p", "-")
        await story.see("no owner")
        await story.press("p", "0", "g")
        await story.see("In which state?")
        await story.press("3")
        await story.see("being investigated")
        assert numbers(story) == ["Q-2026-0002"]
        await story.press("g", "0", "e", "f", "1")
        await story.see("Open and ended 3 · 1 overdue · Complaints")
        assert numbers(story) == ["Q-2026-0001", "Q-2026-0002", "Q-2026-0003"]


def numbers(story: Story) -> list[str]:
    table: Any = story.app.screen.query_one("#matters")
    return [row.id for row in table.rows]


async def test_what_a_colleague_does_is_seen_and_the_cursor_stays_with_its_line(tmp_path: Path) -> None:
    async with desk(tmp_path, before=several, size=(120, 36)) as story:
        await story.see("Counter 3 is open.")
        await story.press("K")
        await story.see("─ Open 5")
        await story.press("end")
        await story.see("▸ Q-2026-0002")
        note = said(story.colleague, "sooner")
        story.others(do.KeepPromise, number="P-2026-0001")
        story.others(do.MakePromise, text=note, due_day=_day(22))
        await story.see("P-2026-0003", "▸ Q-2026-0002")
        await story.see_no("P-2026-0001")


async def test_no_command_waits_while_all_that_has_ended_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matters, go_on = reading.matters, Event()

    def slowly(desk: Desk, ended: bool) -> reading.Read:
        assert not ended or go_on.wait(PATIENCE_S)
        return matters(desk, ended)

    monkeypatch.setattr(reading, "matters", slowly)
    async with desk(tmp_path, before=several, size=(120, 36)) as story:
        await story.see("Counter 3 is open.")
        await story.press("K")
        await story.see("▸ Q-2026-0001")
        await story.press("e", "o")
        await asked(story, "Q-2026-0001: who sees to it?", "")
        await story.see("Ana sees to Q-2026-0001.")
        await story.press("escape", "c", "1", "/", "M", "tab", "enter")
        await story.see("I001 checked in")
        await story.press("K")
        await story.see("─ Open 5", "● overdue      Ana")
        go_on.set()


async def test_the_letter_of_acknowledgement_is_saved_as_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with desk(tmp_path, before=several, size=(80, 24), language="es") as story:
        await story.see("Ventanilla 3")
        await story.press("K")
        await story.see("▸ Q-2026-0001")
        await story.press("down", "l")
        await story.see("P-2026-0001 es un compromiso")
        await story.press("end", "l")
        await story.see("Carta para Q-2026-0002")
        await story.press("t")
        await story.see("Q-2026-0002.txt")
        await story.press("enter")
        await story.see("Guardado en")
        letter = (tmp_path / "Q-2026-0002.txt").read_text(encoding="utf-8")
        assert "Q-2026-0002" in letter and "[red]x[/] ␛[2J" in letter
        assert "Tuesday 8 December 2026" in letter, "the house speaks English, whatever the screen does"
        await story.press("l", "p", "enter")
        await story._until(lambda _screen: (tmp_path / "Q-2026-0002.pdf").is_file(), "have the PDF")
        assert (tmp_path / "Q-2026-0002.pdf").read_bytes().startswith(b"%PDF")
        await story.press("l", "t")
        await story.see("Archivo:")
        await story.press("ctrl+u")
        await story.paste("no/such/folder.txt")
        await story.press("enter")
        await story.see("no/such/folder.txt", "escribir")


async def test_a_receptionist_cannot_grant_what_takes_a_lead(tmp_path: Path) -> None:
    toml = '[security]\nrole = "receptionist"\n'
    async with desk(tmp_path, before=several, size=(80, 24), toml=toml) as story:
        await story.see("Counter 3 is open.")
        await story.press("K")
        await story.see("▸ Q-2026-0001")
        await story.press("r", "5")
        await story.see("The money back   This needs the role “shift lead”.", "│ This needs the role “shift lead”.")
        await story.press("2")
        await story.see("What was the customer told?")
        await story.press("enter", "y")
        await story.see("Q-2026-0001 is answered.")
        kept = next(one for one in Archive(story.colleague).complaints() if one.row.record.number == "Q-2026-0001")
        assert (kept.row.record.granted, kept.row.record.accepted) == ("apology", True)


async def test_what_a_remedy_comes_to_is_a_number_whatever_is_pasted(tmp_path: Path) -> None:
    toml = '[[remedies]]\nid = "voucher"\nlabel = "A voucher"\nlimit = 50\n[[remedies]]\nid = "apology"\n'
    toml += '[security]\nrole = "receptionist"\n'
    async with desk(tmp_path, before=several, size=(80, 24), toml=toml) as story:
        await story.see("Counter 3 is open.")
        await story.press("K")
        await story.see("▸ Q-2026-0001")
        await story.press("r", "1")
        await story.see("What does it come to?")
        for wrong, said_to_it in (("9" * 5000, "Write a whole number"), ("60", "50. Ask someone who has the role")):
            await story.paste(wrong)
            await story.press("enter")
            await story.see(said_to_it)
            await story.press("ctrl+u")
        await story.paste("40")
        await story.press("enter")
        await story.see("What was the customer told?")
        await story.press("enter", "y")
        await story.see("Q-2026-0001 is answered.")
        kept = next(one for one in Archive(story.colleague).complaints() if one.row.record.number == "Q-2026-0001")
        assert (kept.row.record.granted, kept.row.record.amount) == ("voucher", 40)


async def test_an_overdue_one_among_the_alerts_leads_to_it(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.BOARD, counter=None, staff="Eva", before=several, size=(120, 36)) as story:
        await story.see("Complaint Q-2026-0001 was to be answered by ")
        await story.press("shift+tab", "shift+tab")
        await story.see("k Acknowledge")
        await story.press("home", "down", "enter")
        await story.see("─ Open 5", "▸ Q-2026-0001", "It broke again [/x]")
        await story.press("s")
        await asked(story, "Q-2026-0001: what was done?", "called her")
        await story.see("It is noted; answer Q-2026-0001 by")
        await story.press("escape")
        await story.see("By service and segment")
        await story.press("K")
        await story.see("─ Open 5")


def test_refusals_name_the_keys_of_the_screen() -> None:
    verbs = {"act": "complaint act", "answer": "complaint resolve", "reopen": "complaint reopen"}
    assert {verb: CARE_BY_ID[action].keys[0] for action, verb in verbs.items()} == CARE_KEYS


async def test_the_care_screen_alone_quits(tmp_path: Path) -> None:
    async with desk(tmp_path, face=Face.CARE, counter=None, staff="Eva", size=(60, 20)) as story:
        await story.see("Nothing is open.")
        await story.press("r")
        await story.see("Nothing is selected.")
        await story.press("question_mark")
        await story.see("All keys", "Story")
        await story.press("escape")
        await story.see_no("All keys ─")
        await story.press("escape")
        await story._until(lambda _screen: story.app.return_code == 0, "quit")


async def test_noted_after_the_day_was_sealed_it_is_in_that_day_s_summary_and_breaks_no_seal(tmp_path: Path) -> None:
    async with desk(tmp_path, size=(120, 36)) as story:
        story.arrives("incidents")
        await story.see("B001")
        await story.press("O")
        await story.see("How was the shift?")
        await story.press("escape")
        await story.see("Counter 3 is closed.")
        seal = story.others(do.CloseDay)["seal"]
        await story.press("k", "2")
        await story.see("Complaint Q-2026-0001 is noted; answer it by Wed 25 Nov 2026.")
        await story.press("escape", "K")
        await story.see("▸ Q-2026-0001")
        await story.press("a")
        await story.see("◔ acknowledged")
        summary = Archive(story.colleague).summary(_day(22), _day(22))
        assert (summary.complaints.opened, summary.complaints.acknowledged_in_time) == (1, 1)
        assert verify(story.colleague.store) == []
        assert [day.seal for day in story.colleague.store.days("main")] == [seal]
        await story.later(minutes=24 * 60)
        await story.press("n")
        await asked(story, "Note on Q-2026-0001", "the day after")
        await story.see("the note is kept", "A note: “the")
        assert verify(story.colleague.store) == []


KINDS = {
    "en": ("complaint", "product", "treatment", "request", "suggestion", "praise", "promise"),
    "es": ("reclamación", "reclamo", "queja", "petición", "sugerencia", "elogio", "compromiso"),
}


def one_of_each_kind(colleague: Desk) -> None:
    """Everything that customers say, and a promise, each with its own words."""
    for kind in ("complaint", "product", "treatment", "request", "suggestion", "praise"):
        colleague.perform(do.OpenComplaint(actor="Ana", cause="reliability", kind=kind, text=said(colleague, kind)))
    colleague.perform(do.MakePromise(text=said(colleague, "call back"), due_day=_day(24), actor="Ana"))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_kind_stands_in_full_in_the_list(tmp_path: Path, language: str) -> None:
    async with desk(
        tmp_path, face=Face.CARE, counter=None, staff="Eva", before=one_of_each_kind, size=(80, 24), language=language
    ) as story:
        await story.see("P-2026-0001")
        shown = {line[16:27].strip() for line in story.lines() if "-2026-00" in line}
        assert shown >= set(KINDS[language])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_screen_at_every_size(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    ending = f"{size[0]}x{size[1]}.{language}"
    async with desk(
        tmp_path, face=Face.CARE, counter=None, staff="Eva", before=several, size=size, language=language
    ) as story:
        await story.see("Q-2026-0004")
        assert_golden(f"care.{ending}", story.screen())
        await story.press("end", "enter")
        await story.see("[red]x[/] ␛[2J {0} ‹U+202E›back =1+1", "╭─ Q-2026-0002")
        assert_golden(f"care-story.{ending}", story.screen())
