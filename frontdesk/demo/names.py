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

KNOWN = (
    ("Marta Gómez Ibáñez", "600 123 456", "es"),
    ("Alice Whitaker", "600 234 567", "en"),
    ("Rosario Peña Salas", "600 345 678", "es"),
    ("Óscar Muñoz Arce", "600 456 789", "es"),
    ("Henry Barnes", "600 567 890", "en"),
    ("Lucía Vidal Quiroga", "600 678 901", "es"),
    ("Tomás Roldán Ferrer", "600 789 012", "es"),
    ("Grace Lowell", "600 890 123", "en"),
    ("Inés Montero Cuesta", "600 901 234", "es"),
    ("Samuel Thorne", "600 012 345", "en"),
    ("Nuria Ferrer Peña", "600 135 790", "es"),
    ("Ruth Sutton", "600 246 801", "en"),
    ("Andrés Cuesta Vidal", "600 357 912", "es"),
    ("Emma Rowan", "600 468 023", "en"),
    ("Carmen Salas Montero", "600 579 134", "es"),
    ("Pablo Arce Gómez", "600 680 245", "es"),
    ("Hazel Denham", "600 791 356", "en"),
    ("Luis Quiroga Roldán", "600 802 467", "es"),
    ("Diego Ibáñez Peña", "600 913 578", "es"),
    ("Nora Carver", "600 024 689", "en"),
)
"""Customers of the house: name, telephone, language."""

LEFT_FOR_COLLEAGUES = (
    (17, marked("prefers to be written to")),
    (18, marked("reads no small print: use the large forms")),
    (0, marked("her daughter holds a power of attorney")),
    (19, marked("comes by bus, not before ten")),
)
"""What is written in the files of some of them."""

PROMISED = (
    (17, marked("send a copy of the signed form"), 0),
    (19, marked("call back about the spare part"), 3),
    (0, marked("find out whether the fee is waived"), -1),
)
"""What was promised to some of them the day before, and so many days after today it is due."""

COMPLAINED = 17
"""Who of them complained the day before."""

BREAK = marked("coffee")
EXTRA_STEP = marked("filled in the second form together")
COULD_NOT_WAIT = marked("could not wait any longer")
MISTAKEN = marked("pressed by mistake")
ON_HOLD = marked("fetches a copy")
