"""Names of people who do not exist, and what is written down about them."""

from __future__ import annotations

from frontdesk.i18n import marked

FIRST = (
    "Marta", "Luis", "Carmen", "Diego", "Rosario", "Pablo", "Inés", "Tomás", "Lucía", "Andrés", "Nuria", "Óscar",
    "Emma", "George", "Alice", "Henry", "Grace", "Oliver", "Ruth", "Samuel", "Nora", "Peter", "Hazel", "Martin",
)  # fmt: skip
LAST = (
    "Gómez", "Arce", "Ibáñez", "Quiroga", "Salas", "Vidal", "Peña", "Montero", "Roldán", "Cuesta", "Ferrer", "Muñoz",
    "Whitaker", "Hollis", "Barnes", "Carver", "Denham", "Lowell", "Marsh", "Pike", "Rowan", "Sutton", "Thorne", "Wells",
)  # fmt: skip

COLLEAGUES = ("Rosa", "Luis", "Ana", "Iván", "Helen", "Mateo", "Julia", "Frank")

NOTES = {
    "information": (
        marked("asked for the opening hours in writing"),
        marked("will bring the missing form tomorrow"),
    ),
    "incidents": (
        marked("card blocked, copy of ID ok"),
        marked("second visit for the same matter"),
        marked("device left with us, receipt given"),
    ),
    "after_sales": (
        marked("part ordered, call when it is here"),
        marked("prefers to be written to"),
    ),
    "personal": (
        marked("wants to go on with the same adviser"),
        marked("offer explained, will think it over"),
    ),
}

COMPLAINTS = (
    ("responsiveness", marked("Came twice this week for the same matter and was sent away."), "correction"),
    ("communication", marked("Was told on the telephone that no form was needed."), "apology"),
    ("reliability", marked("The repair that was promised for Monday is not done."), "explanation"),
)
"""Cause, what happened, remedy sought."""

BREAK = marked("coffee")
EXTRA_STEP = marked("filled in the second form together")
COULD_NOT_WAIT = marked("could not wait any longer")
MISTAKEN = marked("pressed by mistake")
ON_HOLD = marked("fetches a copy")
