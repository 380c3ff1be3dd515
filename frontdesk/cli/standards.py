"""The standards of the house: their list, what the staff says of them, and their review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import completion, options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import say, say_json
from frontdesk.cli.reporting import From, To, days_asked
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.domain import commands as do
from frontdesk.domain.answers import instant
from frontdesk.domain.standards import EVERYONE
from frontdesk.i18n import Sentence, _, day_text, duration, marked, number, percent
from frontdesk.plain_text import made_visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontdesk.domain.standards import Standard
    from frontdesk.reports.importance import FactorFigures
    from frontdesk.reports.satisfaction import Answers, WaitBand
    from frontdesk.reports.standards_review import Comment, Fall, Review, Reviewed

app = new_app()
standards_app = new_app()
app.add_typer(standards_app, name="standards")

_KEYS = ("service", "segment", "urgency")
_NOTHING = "–"


@verb(standards_app, "list", marked("The house's standards, with the name of each."), tells=True)
def list_standards(session: Session) -> None:
    """In the order of the configuration; what one does not say it takes from the next most specific one."""
    names = session.policy.standards.by_name
    if session.as_json:
        say_json({"standards": [{"standard": name, **_as_data(one)} for name, one in names.items()]})
        return
    head = [_("Standard"), _("For"), _("Wait"), _("Goal"), _("Handling")]
    rows = [
        [
            name,
            _whom(session, one),
            _NOTHING if one.wait_s is None else duration(one.wait_s),
            _NOTHING if one.goal is None else percent(one.goal),
            _NOTHING if one.handling_s is None else duration(one.handling_s),
        ]
        for name, one in names.items()
    ]
    say(table([head, *rows], right=frozenset({2, 3, 4})))


@verb(standards_app, "comment", marked("Say what the staff thinks of a standard; the review shows it."), changes=True)
def comment(
    session: Session,
    text: Annotated[str, options.argument(options.TEXT, marked("What is thought of it, in quotes."))],
    standard: Annotated[
        str,
        options.option(
            "--standard",
            marked("NAME"),
            marked("As “standards list” names it: everyone, segment=vip, service=incidents,urgency=urgent."),
            completion.standards,
        ),
    ],
    counter: options.Counter = None,
) -> None:
    """Kept with who said it and when."""
    name = _in_order(standard)
    answer = session.perform(do.CommentStandard, standard=name, text=text)
    session.tell(answer, Sentence("The comment on the standard “{standard}” is kept.", standard=name))


def _in_order(name: str) -> str:
    """The name of a standard with its parts in the order in which names have them."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    places = {key: place for place, key in enumerate((*_KEYS, "days"))}
    return ",".join(sorted(parts, key=lambda part: places.get(part.partition("=")[0], -1)))


@verb(
    standards_app,
    "review",
    marked("Each standard, what was attained, and up to which wait customers are satisfied."),
    tells=True,
)
def review(session: Session, from_day: From = None, to_day: To = None) -> None:
    """Over a range of days; without one, the ninety days that end today."""
    archive = session.archive
    first, last = days_asked(session, None, from_day, to_day, usual=_USUAL_DAYS)
    found = archive.standards_review(first, last)
    if session.as_json:
        say_json(
            {
                "schema": 1,
                "kind": "standards_review",
                "site": str(session.config.site.name),
                "from": first.isoformat(),
                "to": last.isoformat(),
                "generated_at": instant(session.now(), session.policy),
                "standards": [_reviewed_as_data(session, one) for one in found.standards],
                "factors": [_factor_as_data(one) for one in found.factors],
                "other_comments": [_comment_as_data(session, one) for one in found.other_comments],
            }
        )
        return
    say("\n".join(_in_words(session, found, first, last)))


_USUAL_DAYS = 90


# ---------------------------------------------------------------------------------------------- for programs


def _as_data(one: Standard) -> dict[str, Any]:
    return {
        **{key: getattr(one, key) for key in _KEYS},
        "days": sorted(one.days),
        "wait_s": one.wait_s,
        "goal": one.goal,
        "handling_s": one.handling_s,
        "legal": one.legal,
    }


def _reviewed_as_data(session: Session, one: Reviewed) -> dict[str, Any]:
    wait, level, fall = one.attained.wait, one.attained.service_level, one.fall
    promised = {"wait_s": one.wait_s, "goal": one.goal, "handling_s": one.handling_s}
    return {
        "standard": one.name,
        **(_as_data(one.standard) | promised),
        "attained": {
            "visits": one.attained.visits,
            "n": level.decided,
            "level": level.value,
            "within": level.within,
            "missed": level.missed,
            "served": wait.n,
            "mean_s": wait.mean,
            "p50_s": wait.p50,
            "p90_s": wait.p90,
            "max_s": wait.max,
            "handling_mean_s": one.attained.handling.mean,
        },
        "satisfaction": _answers_as_data(one.answers),
        "by_wait": [_band_as_data(band) for band in one.by_wait],
        "verdict": fall.verdict,
        "accepted_s": fall.accepted_s,
        "proposed_s": fall.proposed_s,
        "evidence": {
            "shorter": _answers_as_data(fall.shorter),
            "next": None if fall.next is None else _band_as_data(fall.next),
        },
        "comments": [_comment_as_data(session, said) for said in one.comments],
        "comments_erased": one.comments_erased,
    }


def _answers_as_data(one: Answers) -> dict[str, Any]:
    return {"n": one.n, "mean": one.mean, "top2": one.top2}


def _band_as_data(one: WaitBand) -> dict[str, Any]:
    return {"over_s": one.over_s, "most_s": one.most_s, **_answers_as_data(one.answers), "enough": one.answers.enough}


def _factor_as_data(one: FactorFigures) -> dict[str, Any]:
    return {
        "factor": one.factor,
        **_answers_as_data(one.answers),
        "importance": one.importance,
        "complaints": one.complaints,
        "verdict": one.verdict,
    }


def _comment_as_data(session: Session, one: Comment) -> dict[str, Any]:
    return {
        "standard": one.standard,
        "day": one.day,
        "at": instant(one.at, session.policy),
        "staff": one.staff or None,
        "text": one.text,
    }


# ---------------------------------------------------------------------------------------------- for people


def _whom(session: Session, one: Standard) -> str:
    """For whom a standard is, in the house's words."""
    label = session.config.label
    named = [str(label(key, getattr(one, key))) for key in _KEYS if getattr(one, key) is not None]  # type: ignore[arg-type]
    return " · ".join(map(made_visible, (*named, *sorted(one.days)))) or _("everyone")


def _in_words(session: Session, found: Review, first: date, last: date) -> Iterator[str]:
    yield " · ".join(
        (_("Standards review"), made_visible(str(session.config.site.name)), f"{day_text(first)} – {day_text(last)}")
    )
    for one in found.standards:
        yield ""
        yield from _standard_in_words(session, one)
    if found.factors:
        yield ""
        yield from _factors_in_words(session, found.factors)
    if found.other_comments:
        yield ""
        yield _("Comments on standards that the house has no longer")
        yield from (f"{_comment_in_words(one)} [{made_visible(one.standard)}]" for one in found.other_comments)


def _standard_in_words(session: Session, one: Reviewed) -> Iterator[str]:
    promised = Sentence("wait at most {wait}, for {goal}", wait=duration(one.wait_s), goal=percent(one.goal))
    whom = _whom(session, one.standard)
    # The name is what a comment is given by; of the one for everyone it is its word as well.
    yield f"{whom[:1].upper()}{whom[1:]}: {promised}   [{one.name}]"
    if one.standard.wait_s is None and one.name != EVERYONE:
        yield f"  {_('It says nothing of the wait: others decide over that.')}"
    else:
        yield f"  {_attained(one)}"
        if one.answers.n:
            yield from (f"  {line}" for line in _bands(one).split("\n"))
        yield f"  {what_follows(one.fall, one.wait_s)}"
    yield from map(_comment_in_words, one.comments)
    if one.comments_erased:
        erased = Sentence(
            "{n} older comment is erased with what was personal of its day.",
            "{n} older comments are erased with what was personal of their days.",
            n=one.comments_erased,
        )
        yield f"  {erased}"


def _attained(one: Reviewed) -> Sentence:
    wait, level = one.attained.wait, one.attained.service_level
    if level.value is None or wait.p90 is None:
        return Sentence("Attained: nothing can be said yet (n {n}).", n=number(level.decided))
    return Sentence(
        "Attained: {level} within it (n {n}), P90 {p90} (n {served}).",
        level=percent(level.value, 1),  # nearly all of them are not all
        n=number(level.decided),
        p90=duration(wait.p90),
        served=number(wait.n),
    )


def _bands(one: Reviewed) -> str:
    from frontdesk.reports.contents.satisfaction import band_text  # noqa: PLC0415 - the pages are not always needed

    rows = [[_("wait"), _("answers"), _("mean"), _("gave 4 or 5")]]
    for band in one.by_wait:
        answers = band.answers
        if answers.mean is not None and answers.top2 is not None:
            top2 = percent(answers.top2) if answers.enough else _("too few answers")
            rows.append([band_text(band.over_s, band.most_s), number(answers.n), number(answers.mean, 2), top2])
    return table(rows, right=frozenset({1, 2, 3}))


def what_follows(fall: Fall, wait_s: int) -> Sentence:
    """What the answers say of a standard that promises so many seconds of wait, with the evidence."""
    from frontdesk.reports.standards_review import Verdict  # noqa: PLC0415 - as above

    if fall.verdict is Verdict.NO_FALL:
        return Sentence(
            "No fall: satisfaction holds however long people waited ({share} gave 4 or 5, n {n}).",
            share=_share(fall.shorter),
            n=number(fall.shorter.n),
        )
    if fall.verdict is Verdict.TOO_FEW:
        if fall.next is None or fall.accepted_s is None:
            return Sentence("Where satisfaction falls: too few answers.")
        return Sentence(
            "Where satisfaction falls: not up to {accepted} (n {n}); beyond it, too few answers (n {few}).",
            accepted=duration(fall.accepted_s),
            n=number(fall.shorter.n),
            few=number(fall.next.answers.n),
        )
    assert fall.next is not None
    assert fall.accepted_s is not None
    values = {
        "accepted": duration(fall.accepted_s),
        "before": _share(fall.shorter),
        "n": number(fall.shorter.n),
        "after": _share(fall.next.answers),
        "m": number(fall.next.answers.n),
        "wait": duration(wait_s),
    }
    if fall.accepted_s == wait_s:
        return Sentence(
            "Satisfaction falls after {accepted}: up to it {before} gave 4 or 5 (n {n}), in the band after it {after} "
            "(n {m}). That is what the house promises.",
            **values,
        )
    return Sentence(
        "Satisfaction falls after {accepted}: up to it {before} gave 4 or 5 (n {n}), in the band after it {after} "
        "(n {m}). Proposed: {accepted} instead of {wait}.",
        **values,
    )


def _share(answers: Answers) -> str:
    return _NOTHING if answers.top2 is None else percent(answers.top2)


def _factors_in_words(session: Session, factors: Sequence[FactorFigures]) -> Iterator[str]:
    from frontdesk.reports.importance import WORDS  # noqa: PLC0415 - as above

    yield _("What mattered: importance and performance")
    head = [_("factor"), _("answers"), _("importance"), _("mean"), _("gave 4 or 5"), _("complaints"), _("what follows")]
    rows = [
        [
            made_visible(str(session.config.label("cause", one.factor))),
            number(one.answers.n),
            percent(one.importance),
            _NOTHING if one.answers.mean is None else number(one.answers.mean, 2),
            _share(one.answers),
            number(one.complaints),
            _(WORDS[one.verdict]),
        ]
        for one in factors
    ]
    yield from (f"  {line}" for line in table([head, *rows], right=frozenset(range(1, 6))).split("\n"))


def _comment_in_words(one: Comment) -> str:
    said = _("“{text}”").format(text=made_visible(one.text or ""))
    return f"  {day_text(date.fromisoformat(one.day))} {made_visible(one.staff)}: {said}"
