"""The body of a record: its head, then one section for each thing that a session leaves behind."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from html import escape

from domain.closing import ClosingRule, zone_in_words
from domain.formatting import count, rounded
from domain.vocabulary import DecisionKind, DecisionState, LessonKind, SessionState
from services.records.goals import goals, goals_in_a_sentence
from services.records.pieces import bullets, lines, moment, paragraph, remark, section, table
from services.records.votes import votes
from services.reporting.decisions import DecisionRow
from services.reporting.session_record import PublicationRow, SessionRecord, StageTime
from services.reporting.session_scores import ObjectiveScores, ScoreRow
from services.reporting.sessions import ContributionRow

STATES = {DecisionState.PROPOSED: "proposed", DecisionState.ACCEPTED: "decided", DecisionState.REJECTED: "rejected"}
SIGNS = {LessonKind.PLUS: "Plus: keep", LessonKind.MINUS: "Minus: change"}
BRIEF = 600  # seconds, below which tenths of a minute say something
WORDS = {ClosingRule.MET_OR_NOT: ("met", "not met"), ClosingRule.LEARNT: ("done", "not done")}


def as_body(record: SessionRecord, zone: tzinfo) -> str:
    """Return everything below the title, with times of day in a zone."""
    return "".join(_sections(record, zone))


def when(record: SessionRecord, zone: tzinfo) -> str:
    """Say when the session was, and how long it took of the time that was planned."""
    held = record.session
    planned = f"{rounded(sum(stage.minutes for stage in held.stages), 0)} minutes planned"
    if held.started_at is None:
        return f"Not started yet, {planned}."
    end = held.ended_at or record.written_at
    name = end.astimezone(zone).tzname() or ""
    took = count(round((end - held.started_at).total_seconds() / 60), "minute")
    same_day = end.astimezone(zone).date() == held.started_at.astimezone(zone).date()
    last = f"{end.astimezone(zone):%H:%M}" if same_day else moment(end, zone)
    until = f"to {last} {name}" if held.ended_at else f"{name}, so far"
    return f"{moment(held.started_at, zone)} {until}: {took}, {planned}."


def _sections(record: SessionRecord, zone: tzinfo) -> Iterator[str]:
    yield _head(record, zone)
    yield section("Who", _people(record))
    yield section("Lessons", _lessons(record), nothing="No lesson was written down.")
    if record.last_cycle:
        yield section(f"Scores of {record.last_cycle}", _scores(record.scores), nothing="No objective was published.")
    yield section("Objectives and key results, before and after", goals(record.goals), nothing="There are none.")
    drafts = {row.key: row.text for row in record.contributions}
    yield section("Votes", votes(record.rounds, drafts), nothing="Nobody was asked to vote.")
    yield section("Decisions", _decisions(record, DecisionKind.DECISION), nothing="Nothing was decided.")
    yield section("What we will not do", _decisions(record, DecisionKind.NOT_DOING), nothing="Nothing was named.")
    yield section("Parking lot", _written(record.parked, "settled"), nothing="Nothing was parked.")
    yield section("Questions while reading", _written(record.questions, "answered"))
    yield section("Drafts that were not kept", _written(record.drafts_left, "settled"))
    yield section("Published in the session", _published(record.publications, zone), nothing="Nothing was published.")
    yield section("Course", _course(record, zone))


def _head(record: SessionRecord, zone: tzinfo) -> str:
    held = record.session
    so_far = {SessionState.PREPARED: "Prepared", SessionState.RUNNING: "So far: the session is still running"}
    state = paragraph(so_far[held.state], "state") if held.state in so_far else ""
    about = f"{held.team} plans {held.cycle}"
    back = f" and looks back on {record.last_cycle}" if record.last_cycle else ""
    summary = (
        goals_in_a_sentence(record.goals),
        f"{count(len(record.lessons), 'lesson')}, {count(len(record.rounds), 'vote')},"
        f" {count(len(record.decisions), 'decision')}, {count(len(record.parked), 'parked point')}.",
    )
    hidden = f"{count(record.kept_to_team, 'draft')} left out: only the team sees them as yet."
    left_out = paragraph(hidden, "state") if record.kept_to_team else ""
    lead = paragraph(f"{about}{back}. {when(record, zone)}")
    return state + left_out + lead + paragraph(" ".join(summary), "facts")


def _people(record: SessionRecord) -> str:
    guests = [row.name for row in record.participants if row.person_id is None]
    known = [row.name for row in record.participants if row.person_id is not None]
    named = [
        ("Facilitator", record.session.facilitator),
        ("Took part", ", ".join(known)),
        ("Guests", ", ".join(guests)),
    ]
    return bullets(f"{escape(role)}: {escape(names)}" for role, names in named if names)


def _lessons(record: SessionRecord) -> str:
    parts = []
    for kind in LessonKind:
        said = [row for row in record.lessons if row.kind == kind]
        items = bullets(escape(row.text) + remark(row.author) for row in said)
        if items:
            parts.append(f"<div><h3>{SIGNS[kind]}</h3>{items}</div>")
    return f'<div class="columns">{"".join(parts)}</div>' if parts else ""


def _scores(rows: Sequence[ObjectiveScores]) -> str:
    return "".join(map(_scored, rows))


def _scored(row: ObjectiveScores) -> str:
    verdict = f"{str(row.verdict).capitalize()}. {row.note}" if row.verdict else "No verdict was given."
    listed = table(("Key result", "Score"), ((_ended(each), escape(_standing(each))) for each in row.key_results))
    return f"<article><h3>{escape(row.title)}</h3>{paragraph(verdict, 'facts')}{listed}</article>"


def _ended(row: ScoreRow) -> str:
    moved = f"Adjusted by {rounded(row.adjustment, 1)}: {row.reason}" if row.adjustment else row.reason
    said = (moved, row.post_mortem, row.learnt)
    return escape(row.title) + "".join(paragraph(text, "facts") for text in said)


def _standing(row: ScoreRow) -> str:
    if row.score is None:
        return "not scored"
    if row.rule == ClosingRule.SCORE:
        return f"{rounded(row.score, 2)}, {zone_in_words(row.score)}"
    return WORDS[row.rule][0 if row.score >= 1 else 1]


def _decisions(record: SessionRecord, kind: DecisionKind) -> str:
    return bullets(map(_decision, record.decided(kind)))


def _decision(row: DecisionRow) -> str:
    by = row.decided_by or row.proposed_by
    about = row.key_result or row.objective
    beside = remark(f"{STATES[row.state]} by {by}" + (f", about “{about}”" if about else ""))
    return f"{escape(row.title)}{beside}{paragraph(row.reason, 'facts')}{paragraph(_then(row), 'facts')}"


def _then(row: DecisionRow) -> str:
    found = row.then.of(row.key_result_id) if row.then else None
    return f"At that moment: {found.in_words}." if found and found.in_words else ""


def _written(rows: Iterable[ContributionRow], done: str) -> str:
    return bullets(lines(row.text) + remark(f"{row.author}{f', {done}' if row.settled else ''}") for row in rows)


def _published(rows: Iterable[PublicationRow], zone: tzinfo) -> str:
    return bullets(_publication(row, zone) for row in rows)


def _publication(row: PublicationRow, zone: tzinfo) -> str:
    head = escape(row.objective) + remark(f"published by {row.by}, {moment(row.at, zone)}")
    if not row.missing:
        return head + paragraph("The quality gate named nothing.", "facts")
    reason = paragraph(f"Published all the same: {row.reason}", "facts")
    return f"{head}{paragraph('The quality gate named:', 'facts')}{bullets(map(escape, row.missing))}{reason}"


def _course(record: SessionRecord, zone: tzinfo) -> str:
    shown = [each for each in record.course if each.first is not None]
    rows = ((_stage(each), _clock(each.first, zone), *map(_minutes, (each.seconds, each.allowed))) for each in shown)
    left_out = ", ".join(each.title for each in record.course if each.first is None)
    never = paragraph(f"Not on the screen{' yet' if record.so_far else ''}: {left_out}.", "facts") if left_out else ""
    titles = ("Stage", "First on the screen", "Minutes", "Planned")
    listed = table(titles, rows, frozenset({1, 2, 3}))
    return listed + never if listed else ""


def _stage(row: StageTime) -> str:
    return escape(row.title) + remark(f"{row.visits} visits" if row.visits > 1 else "")


def _clock(at: datetime | None, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%H:%M}" if at else ""


def _minutes(seconds: float) -> str:
    return rounded(seconds / 60, 1) if 0 < seconds < BRIEF else rounded(seconds / 60, 0)
