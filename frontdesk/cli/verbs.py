"""The table of verbs: where each is written, what it is for, under which heading the help lists it.

Only the module of the verb that is asked for is imported; the list of all verbs comes from here.
"""

from __future__ import annotations

from typing import NamedTuple

from frontdesk.i18n import marked

COUNTER, QUEUE, CARE, RECORDS, HOUSE = (
    marked("At the counter"),
    marked("The queue"),
    marked("What customers say"),
    marked("Days and reports"),
    marked("The house"),
)


class VerbEntry(NamedTuple):
    """A verb of the first level: the module of ``frontdesk.cli`` it is in, one line of help, its heading."""

    module: str
    help: str
    heading: str


VERBS = {
    "check-in": VerbEntry("admission", marked("Give somebody a number and a place in the queue."), COUNTER),
    "call": VerbEntry("calling", marked("Call the next one, or a particular visit with a reason."), COUNTER),
    "recall": VerbEntry("calling", marked("Call once more the one who was called and has not come."), COUNTER),
    "start": VerbEntry("attention", marked("The customer is here: serving begins."), COUNTER),
    "phase": VerbEntry("attention", marked("Go on to the next phase of attention, or to the one named."), COUNTER),
    "finish": VerbEntry("attention", marked("The attention is over; --call calls the next one at once."), COUNTER),
    "no-show": VerbEntry("calling", marked("The one who was called did not come."), COUNTER),
    "left": VerbEntry("calling", marked("The customer went away before being served."), COUNTER),
    "remove": VerbEntry("calling", marked("The check-in was a mistake."), COUNTER),
    "return": VerbEntry("calling", marked("Back to waiting; also a no-show who came after all."), COUNTER),
    "hold": VerbEntry("attention", marked("Set a visit aside until a time; it comes back by itself."), COUNTER),
    "transfer": VerbEntry("attention", marked("Send a visit on to another service; it keeps its place."), COUNTER),
    "add-service": VerbEntry("admission", marked("Add an errand to a visit, without queueing again."), COUNTER),
    "reclassify": VerbEntry(
        "admission", marked("Correct segment, urgency, preference or, before serving, the service."), COUNTER
    ),
    "takeover": VerbEntry(
        "counters", marked("A colleague takes over the counter, or the visit at another one."), COUNTER
    ),
    "interrupt": VerbEntry("attention", marked("The attention stands still for a while."), COUNTER),
    "resume": VerbEntry("attention", marked("The attention resumes after an interruption."), COUNTER),
    "note": VerbEntry("attention", marked("Write a note on a visit for colleagues."), COUNTER),
    "rate": VerbEntry(
        "satisfaction",
        marked("Write down how satisfied the customer was, or let customers answer themselves."),
        COUNTER,
    ),
    "extra-step": VerbEntry("satisfaction", marked("Note that more was done for the customer than was owed."), COUNTER),
    "handover": VerbEntry("staff", marked("Leave a note to the next shift, or read what was left."), COUNTER),
    "pulse": VerbEntry("staff", marked("Say how the shift was, from 1 to 5; nobody can tell whose it is."), COUNTER),
    "undo": VerbEntry("calling", marked("Undo the last step of a counter or of a visit."), COUNTER),
    "counter": VerbEntry("counters", marked("Open, pause, resume or close a counter."), QUEUE),
    "intake": VerbEntry("counters", marked("Stop or start the check-ins of a service."), QUEUE),
    "alert": VerbEntry("lead", marked("What wants the shift lead's attention."), QUEUE),
    "notice": VerbEntry("lead", marked("Notices that every desk shows."), QUEUE),
    "surge": VerbEntry("lead", marked("The plan for a rush: start it, end it, see whether it is due."), QUEUE),
    "emergency": VerbEntry("lead", marked("Somebody is in danger: alert the shift lead at once."), QUEUE),
    "abuse": VerbEntry("staff", marked("Note abuse of staff, apart from complaints; the lead is alerted."), QUEUE),
    "queue": VerbEntry("queue", marked("Who waits, in calling order."), QUEUE),
    "board": VerbEntry("board", marked("The shift lead's screen: the figures of the day, live."), QUEUE),
    "status": VerbEntry("queue", marked("Counters, and how many wait and are late."), QUEUE),
    "visit": VerbEntry("visits", marked("One visit's story."), QUEUE),
    "say": VerbEntry("visits", marked("A sentence to say to someone who feels overtaken."), QUEUE),
    "slip": VerbEntry("visits", marked("The paper with the number and the times."), QUEUE),
    "care": VerbEntry("care", marked("The screen of complaints and promises, each followed to its end."), CARE),
    "complaint": VerbEntry("complaints", marked("Note and look up what customers say."), CARE),
    "promise": VerbEntry("promises", marked("Note what was promised to a customer, and whether it was kept."), CARE),
    "customer": VerbEntry(
        "customers", marked("Customers whom the house knows: open a file, find it, show it, erase it."), CARE
    ),
    "report": VerbEntry("reporting", marked("The summary of a day, of some days or of a shift."), RECORDS),
    "visits": VerbEntry("visit_log", marked("The visit log as CSV."), RECORDS),
    "standards": VerbEntry(
        "standards", marked("The house's standards, beside what was attained and what customers accept."), RECORDS
    ),
    "staffing": VerbEntry("staffing", marked("How many counters a day will need, from days like it."), RECORDS),
    "day": VerbEntry("days", marked("Close the business day, or open it."), RECORDS),
    "interval": VerbEntry("days", marked("Tell an interval apart in the reports: a fire drill, an outage."), RECORDS),
    "verify-seal": VerbEntry("database", marked("Compare the seal on a printed summary with the records."), RECORDS),
    "init": VerbEntry("house", marked("Write a commented frontdesk.toml and create the database."), HOUSE),
    "config": VerbEntry("house", marked("Check, show or explain the configuration."), HOUSE),
    "db": VerbEntry(
        "database", marked("Create, upgrade, verify, rebuild, back up or restore the database; erase old names."), HOUSE
    ),
    "doctor": VerbEntry("doctor", marked("Look for trouble."), HOUSE),
    "demo": VerbEntry("trials", marked("A busy morning in a database of its own that is thrown away."), HOUSE),
    "replay": VerbEntry("trials", marked("Perform a recorded history again."), HOUSE),
    "bench": VerbEntry("trials", marked("Measure how fast it is on this machine."), HOUSE),
}
"""Every verb, in the order of the help. A module that is not installed hides its verbs."""
