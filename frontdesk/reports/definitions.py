"""How every figure of a summary is counted, in sentences for those who read it."""

from __future__ import annotations

from frontdesk.i18n import _, marked

_DEFINITIONS = {
    "visits": marked(
        "Visits: arrived on the day of check-in. What is said of a visit (outcome, times, phases, rating, extra steps, "
        "a call out of turn) belongs to the day on which it ended, so that days add up. Who was still here at the "
        "close is open (or unfinished) that day and carried in the next. Load, half hours and what happened on the way "
        "belong to the day on which it took place."
    ),
    "removed": marked("Removed: a mistaken check-in. It is in the equation and in no other figure."),
    "response": marked("Response: from arrival until serving begins, of those served."),
    "wait": marked(
        "Wait: all time in the queue, of those served. It stops at the call; a hold is no wait, and neither is the "
        "time that a no-show who came back was away."
    ),
    "walk": marked("Walk: from the call until serving begins, of those served."),
    "handling": marked("Handling: all time being served, less interruptions, of those served."),
    "interruption": marked("Interruptions: while being served, time when the attention stood still."),
    "hold": marked("Hold: time set aside, of those served."),
    "total": marked("Total: wait, walk, handling, interruptions and hold together, of those served."),
    "phases": marked(
        "Phases: only where they were marked, in the stated share of those served. A phase that nobody marked is not "
        "recorded; it is never zero."
    ),
    "percentile": marked(
        "P50, P90, P95: nearest rank, always a time that was observed; 90 of 100 people took at most the P90. With "
        "fewer than ten people the times themselves stand instead of a P95."
    ),
    "service_level": marked(
        "Within standard: of those who were served in time, or who waited longer than promised however it ended "
        "(served, left, no-show, unfinished, still here), the share served in time. Each is judged by the promise "
        "made to that person. Who ended early within the promise, or is still within it, is left out and counted "
        "apart. Who is still here counts at the end of these days only."
    ),
    "strict": marked("Strict: the same share, counting those who ended early as not served in time."),
    "served_only": marked("Served only: of those served, the share served in time."),
    "internal": marked(
        "Colleagues (internal customers) have their own line; the share within standard leaves them out."
    ),
    "abandonment": marked("Abandonment: those who left, of those who arrived and were not removed."),
    "no_show_rate": marked("No-show rate: those who did not come, of those who were called and whose visit has ended."),
    "by_service": marked(
        "By service, counter and person: each leg of a visit is judged by its own promise, so a visit that was "
        "transferred stands under each of its services. Visits counts a visit once in each row; legs served counts "
        "every leg that was served, so a visit that was served twice at a counter has two there. Legs count on the day "
        "on which the visit ended; who is still here stands where they are now. Who was never called stands under no "
        "counter and no person."
    ),
    "by_segment": marked(
        "By segment, urgency and preference: visits counts everybody but the removed, served those of them who were "
        "served; each visit once."
    ),
    "by_half_hour": marked(
        "By half hour: arrivals, ends of service and leaving by the moment at which they happened; the wait is of "
        "those whose service ended in it; most waiting is the most at one moment; counters are those with somebody "
        "called or served. Over several days: the sum, and for the last two the highest day."
    ),
    "left": marked(
        "Left: those who went away before being served to the end, colleagues among them, with how long they had "
        "waited. Reasons are as they were typed."
    ),
    "on_the_way": marked(
        "On the way: how often it happened, and to how many visits (each day apart). An interruption is timed until "
        "the attention went on or the visit went away. No-shows who came back are counted by visit, on the day on "
        "which it ended, with how it ended."
    ),
    "estimates": marked(
        "Estimates: the time told at check-in against the wait that came, of those served in one go who had to wait. "
        "The longer time told should be exceeded by one in ten."
    ),
    "repeat_visits": marked(
        "Repeat visits: of the visits of known customers, by the day on which they came, those whose customer had been "
        "served for the same service in the seven days before."
    ),
    "load": marked(
        "Load: open is signed in and not paused; busy is the part of it in which somebody had been called or was "
        "served (walk, handling and interruptions), and its share of it is the occupancy. Free while people waited is "
        "the part of the rest in which somebody waited whom the counter takes. Calls counts how many were called in "
        "that time, each leg of a visit once, however it ended and whenever the visit did: they are not the legs "
        "served. It goes by who had signed in there."
    ),
    "complaints": marked(
        "Complaints: opened, reopened and resolved in these days, each on the business day on which it happened, also "
        "after the close; what was reopened and answered again was resolved twice. Carried in (open at the beginning) "
        "+ opened + reopened = resolved + still open. Late is an answer after the last day on which it kept the "
        "deadline, as that stood then. Acknowledged in time: of those opened, on the same business day, and in the "
        "same shift where the house promises that. Still open and overdue are all that were open at the end. Requests, "
        "suggestions and praise are not complaints. The age is counted from the opening until it was settled, or until "
        "the end of these days. At the desk: answered at most 15 minutes after it was taken down. Again: of a known "
        "customer who complained of the same cause in the year before. Remedies count on the day of the answer, what "
        "went wrong with us on that of the close."
    ),
    "promises": marked(
        "Promises: made, kept and broken in these days; late is after the day last agreed. Due are all that were open "
        "at the end; overdue, those whose day was over. Open at the beginning + made = kept + broken + due."
    ),
    "pulse": marked(
        "How the shifts were: answers from 1 to 5 at the end of a shift, kept without person, counter and time. They "
        "are told five at a time, on the day when the fifth was given, and for the house only. Abuse of staff is "
        "counted apart from complaints."
    ),
    "set_apart": marked(
        "Set apart: an interval in which nothing was as usual. Every figure counts it all the same; beside them stand "
        "the wait and the share within standard without those who were waiting in it on that day."
    ),
    "out_of_turn": marked(
        "Called out of turn: particular visits that were called past others, by whom, when and with the reason given; "
        "on the day on which the visit ended. Of several such calls of a visit, the one past the most."
    ),
    "legal": marked(
        "Over the legal limit: who waited longer than the law allows. Who is still here is told at the end of these "
        "days, and again on the day on which the visit ends."
    ),
    "why": marked(
        "Furthest over their standard: what happened while they waited, from the log. Several things may hold at once, "
        "and none is a proof. Who came later and went first counts where the same counter could have called this one."
    ),
    "satisfaction": marked(
        "Satisfaction: answers from 1 to 5, of visits that have ended; the top share is of 4 and 5. A factor is "
        "important when it was named at least as often as the factors on average, and done well when its mean is at "
        "least that of all who named one; under 30 answers nothing follows. Levels of service: basic, 1 to 3; "
        "satisfactory, 4 or 5; with an extra step noted, 4 is added value and 5 unforgettable."
    ),
    "quick_questions": marked("Quick questions: answered without a number; they are no visits."),
}
_RANGE = marked(
    "Several days: only the carried in of the first and the open of the last count. A day of the list counts "
    "those who were carried over, for wait and standard, on the day on which they ended."
)
_SHIFT = marked(
    "One person: the visits that this person called or served last, with all their times. Who left before being "
    "called is in nobody's shift. Complaints are those about such visits, of whatever day; promises, those that this "
    "person made or sees to."
)


_COMPARED = marked(
    "Compared: the equally long period before, or the same weekdays before it. Each figure has the number of people "
    "that it was made from on both sides; differences of shares are in points of a hundred."
)


def definitions(*, several_days: bool, one_person: bool, compared: bool = False) -> dict[str, str]:
    """The definitions by name of figure, in the language in use."""
    found = {name: _(text) for name, text in _DEFINITIONS.items()}
    if several_days:
        found["days"] = _(_RANGE)
    if one_person:
        found["shift"] = _(_SHIFT)
    if compared:
        found["compared"] = _(_COMPARED)
    return found
