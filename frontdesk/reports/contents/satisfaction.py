"""What customers think of the attention: their answers, by wait, by what mattered, by segment and by day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _, day_text, duration, number
from frontdesk.reports.contents.source import heads, held
from frontdesk.reports.document import (
    NOTHING,
    Chart,
    Column,
    Kind,
    Line,
    Section,
    Series,
    Statement,
    Table,
    count,
    day,
    decimal,
    facts,
    seconds,
    share,
    text,
)
from frontdesk.reports.importance import WORDS, importance
from frontdesk.reports.which import COLLEAGUES, FACTOR, RETURN, SEGMENT, WAIT, Behind, Of, Which

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frontdesk.reports.contents.source import Source
    from frontdesk.reports.document import Cell, Row
    from frontdesk.reports.satisfaction import Answers, Satisfaction, WaitBand

_ANSWERS = ("n", "mean", "top2")


def satisfaction(source: Source) -> Iterator[Section]:
    """A section for the figures and one for each way of parting them, where anybody answered."""
    found = source.summary.satisfaction
    if not found.n and not found.extra_steps:
        return
    parts = [] if not found.n else [_by_wait(source, found)]
    if found.by_factor:
        parts.append(_by_factor(source, found))
    if len(found.by_segment) > 1:
        parts.append(_by_segment(source, found))
    yield Section("", (_figures(source, found),))
    yield from (Section("", (part if source.several_days else _in_a_line(part),)) for part in parts)
    if found.n and source.several_days:
        yield Section("", tuple(_over_time(source)))


def _in_a_line(table: Table) -> Statement:
    """A day has a page, and few answers: what several days tell in a table stands in a sentence."""
    names = [column.name for column in table.columns]
    label, mean, n = (names.index(name) for name in ("label", "mean", "n"))
    told = [(row[label].value, row[mean].value, row[n].value) for row in table.rows]
    words = [held(f"{word} {number(float(grade or 0), 2)} (n {answers})") for word, grade, answers in told]
    behind = tuple(one for row in table.behind for one in row)
    return Statement((Line(f"{table.title}: {' · '.join(words)}", indent=1, behind=behind),), table)


def _figures(source: Source, found: Satisfaction) -> Statement:
    lines = []
    if found.mean is not None and found.top2 is not None:
        words = [
            _("Satisfaction"),
            str(Sentence("{mean} of 5", mean=number(found.mean, 2))),
            str(Sentence("· {share} gave 4 or 5", share=source.share(found.top2))),
            str(Sentence("· {n} answer", "· {n} answers", n=found.n)),
        ]
        every, top2 = heads(_("Satisfaction|gave 4 or 5"))
        behind = (
            Behind(every, Which(Of.RATINGS, "1"), found.n),
            Behind(top2, Which(Of.RATINGS, "4"), round(found.top2 * found.n)),
        )
        lines.append(Line(" ".join(map(held, words)), behind=behind))
    lines += [*_colleagues(source, found), *_coming_back(source, found), *_extra_steps(source, found)]
    return Statement(tuple(lines), facts("satisfaction", _as_facts(found)))


def _as_facts(found: Satisfaction) -> list[tuple[str, Cell]]:
    inside = found.internal
    return [
        ("n", count(found.n)),
        ("mean", decimal(found.mean, 2)),
        ("top2", share(found.top2)),
        ("internal_n", count(0 if inside is None else inside.n)),
        ("internal_mean", decimal(None if inside is None else inside.mean, 2)),
        ("internal_top2", share(None if inside is None else inside.top2)),
        ("would_return_n", count(found.would_return.n)),
        ("would_return_yes", count(found.would_return.yes)),
        ("would_return_share", share(found.would_return.share)),
        ("extra_steps", count(found.extra_steps)),
        ("with_extra_step_n", count(found.with_extra_step.n)),
        ("with_extra_step_mean", decimal(found.with_extra_step.mean, 2)),
        *((f"level_{name}", count(n)) for name, n in found.levels._asdict().items()),
    ]


def _colleagues(source: Source, found: Satisfaction) -> Iterator[Line]:
    inside = found.internal
    if inside is not None:
        words = Sentence(
            "of these colleagues: {mean} of 5, {n} answer",
            "of these colleagues: {mean} of 5, {n} answers",
            mean=_mean(inside),
            n=inside.n,
        )
        which = Which(Of.ANSWERS, COLLEAGUES)
        yield Line(str(words), indent=1, behind=(Behind(_("Satisfaction of colleagues"), which, inside.n),))


def _coming_back(source: Source, found: Satisfaction) -> Iterator[Line]:
    said = found.would_return
    if said.n:
        words = Sentence(
            "would come back: {share} ({yes} of {n})",
            yes=number(said.yes),
            n=number(said.n),
            share=source.share(said.share),
        )
        would, would_not = heads(_("would come back|would not come back"))
        behind = (
            Behind(would, Which(Of.ANSWERS, RETURN, "yes"), said.yes),
            Behind(would_not, Which(Of.ANSWERS, RETURN, "no"), said.n - said.yes),
        )
        yield Line(str(words), indent=1, behind=behind)


def _extra_steps(source: Source, found: Satisfaction) -> Iterator[Line]:
    if not found.extra_steps:
        return
    words = Sentence(
        "extra steps: in {n} visit, {answered} of them answered, {mean} of 5",
        "extra steps: in {n} visits, {answered} of them answered, {mean} of 5",
        n=found.extra_steps,
        answered=number(found.with_extra_step.n),
        mean=_mean(found.with_extra_step),
    )
    behind = Behind(_("an extra step was taken"), Which(Of.EXTRA_STEPS), found.extra_steps)
    yield Line(str(words), indent=1, behind=(behind,))
    if found.n:
        levels = {name: number(n) for name, n in found.levels._asdict().items()}
        told = Sentence(
            "levels of service: basic {basic} · satisfactory {satisfactory} · with added value {added_value} · "
            "unforgettable {unforgettable}",
            **levels,
        )
        yield Line(str(told), indent=1)


def _mean(answers: Answers) -> str:
    return NOTHING if answers.mean is None else number(answers.mean, 2)


def _cells(answers: Answers) -> Row:
    return (count(answers.n), decimal(answers.mean, 2), share(answers.top2))


def band_text(over_s: int, most_s: int | None) -> str:
    """A band of waits in words."""
    if most_s is None:
        return str(Sentence("over {time}", time=duration(over_s)))
    return f"≤ {duration(most_s)}"


def _by_wait(source: Source, found: Satisfaction) -> Table:
    there = [one for one in found.by_wait if one.answers.n]
    title = _("Satisfaction by wait")

    def behind(one: WaitBand) -> tuple[Behind, ...]:
        which = Which(Of.ANSWERS, WAIT, f"{one.over_s}/{'' if one.most_s is None else one.most_s}")
        return (Behind(f"{title} · {band_text(one.over_s, one.most_s)}", which, one.answers.n),)

    return Table(
        "satisfaction_by_wait",
        title,
        (
            Column("label", _("wait")),
            *map(Column, _ANSWERS, heads(_("answers|mean|gave 4 or 5"))),
            Column("over_s"),
            Column("most_s"),
        ),
        tuple(
            (
                text(band_text(one.over_s, one.most_s)),
                *_cells(one.answers),
                seconds(one.over_s),
                seconds(one.most_s),
            )
            for one in there
        ),
        weight="n",
        behind=tuple(map(behind, there)),
    )


def _by_factor(source: Source, found: Satisfaction) -> Table:
    title = _("What mattered")
    every = importance(found.by_factor, source.summary.complaints.by_cause)
    names = ("n", "importance", "mean", "top2", "complaints", "verdict")
    return Table(
        "satisfaction_by_factor",
        title,
        (
            Column("factor"),
            Column("label", _("factor")),
            *map(Column, names, heads(_("answers|importance|mean|gave 4 or 5|complaints|what follows"))),
            Column("verdict_id"),
        ),
        tuple(
            (
                text(one.factor),
                text(source.house("cause", one.factor)),
                count(one.answers.n),
                share(one.importance),
                decimal(one.answers.mean, 2),
                share(one.answers.top2),
                count(one.complaints),
                text(_(WORDS[one.verdict])),
                text(one.verdict),
            )
            for one in every
        ),
        weight="n",
        behind=tuple(
            (
                Behind(
                    f"{title} · {source.house('cause', one.factor)}",
                    Which(Of.ANSWERS, FACTOR, one.factor),
                    one.answers.n,
                ),
            )
            for one in every
        ),
    )


def _by_segment(source: Source, found: Satisfaction) -> Table:
    title = _("Satisfaction by segment")
    in_order = sorted(found.by_segment.items(), key=lambda item: (-item[1].n, item[0]))
    return Table(
        "satisfaction_by_segment",
        title,
        (
            Column("segment"),
            Column("label", _("segment")),
            *map(Column, _ANSWERS, heads(_("answers|mean|gave 4 or 5"))),
        ),
        tuple((text(name), text(source.house("segment", name)), *_cells(answers)) for name, answers in in_order),
        weight="n",
        behind=tuple(
            (Behind(f"{title} · {source.house('segment', name)}", Which(Of.ANSWERS, SEGMENT, name), answers.n),)
            for name, answers in in_order
        ),
    )


def _over_time(source: Source) -> Iterator[Chart | Statement]:
    """The share of 4 and 5 of each day as a chart; for data files each day's answers."""
    days = source.summary.days
    yield Chart(
        "satisfaction_by_day",
        _("Share of 4 and 5 by day"),
        _("day"),
        tuple(day_text(date.fromisoformat(one.day)) for one in days),
        (Series("top2", _("gave 4 or 5"), tuple(one.answers.top2 for one in days)),),
        Kind.SHARE,
    )
    rows = tuple((day(one.day), *_cells(one.answers)) for one in days)
    yield Statement((), Table("satisfaction_of_days", "", tuple(map(Column, ("day", *_ANSWERS))), rows))
