"""The sample company is complete, consistent with itself."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from domain.measurement import Measurement
from domain.validation import check_measurement
from domain.vocabulary import (
    Commitment,
    Concern,
    ContributionKind,
    Control,
    ConversionKind,
    CycleState,
    DecisionKind,
    DecisionState,
    Exemption,
    FlagMove,
    Indicator,
    InitiativeState,
    Label,
    LabelSource,
    LessonKind,
    Measure,
    ObjectiveKind,
    ObjectiveState,
    PointOrigin,
    Role,
    StageKind,
    Verdict,
    VoteKind,
)

FOLDER = Path(__file__).resolve().parents[2] / "sample_data"
TODAY, LAST_DAY = 45, 90


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TABLES = {path.stem: rows(path.stem) for path in FOLDER.glob("*.csv")}
KEY_RESULTS = {row["key"]: row for row in TABLES["key_results"]}
OBJECTIVES = {row["key"]: row for row in TABLES["objectives"]}
TEAMS = {row["key"]: row for row in TABLES["teams"]}


def number(text: str) -> float | None:
    return float(text) if text else None


def objective_of(row: dict[str, str]) -> dict[str, str]:
    return OBJECTIVES[row["objective"]]


def in_cycle(cycle: str) -> list[dict[str, str]]:
    return [row for row in KEY_RESULTS.values() if objective_of(row)["cycle"] == cycle]


def measurement(row: dict[str, str]) -> Measurement:
    values = (number(row[name]) for name in ("baseline", "target", "low", "high", "stretch"))
    return Measurement(Measure(row["measure"]) if row["measure"] else None, row["unit"], *values)


def line_of(team: str) -> list[str]:
    line = []
    while team:
        line.append(team)
        team = TEAMS[team]["parent"]
    return line


def may_write(person: str, team: str) -> bool:
    roles = [row["role"] for row in TABLES["memberships"] if row["person"] == person and row["team"] in line_of(team)]
    is_admin = any(row["key"] == person and row["is_admin"] == "true" for row in TABLES["people"])
    return is_admin or any(role in (Role.MEMBER, Role.LEAD) for role in roles)


def test_the_company_has_the_promised_size() -> None:
    sizes = {name: len(table) for name, table in TABLES.items()}
    assert (sizes["teams"], sizes["people"], sizes["cycles"]) == (6, 14, 5)
    assert 36 <= sizes["objectives"] <= 46
    assert 120 <= sizes["key_results"] <= 140
    assert 20 <= sizes["initiatives"] <= 30
    assert 900 <= sizes["check_ins"] <= 1300


def test_the_readme_states_the_real_numbers() -> None:
    text = re.sub(r"\s+", " ", (FOLDER / "README.md").read_text(encoding="utf-8"))
    with_sentence = sum(bool(row["note"]) for row in TABLES["check_ins"])
    sizes = {name: f"{len(table):,} {name.replace('_', ' ')}" for name, table in TABLES.items()}
    for name in ("teams", "people", "cycles", "objectives", "key_results", "milestones", "initiatives", "flags"):
        assert sizes[name] in text
    assert f"{len(TABLES['check_ins']):,} check-ins, {with_sentence} of them with a sentence" in text


def test_the_readme_names_every_column() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [column for table in TABLES.values() for column in table[0] if f"`{column}`" not in text] == []


@pytest.mark.parametrize(
    "name", ["teams", "people", "cycles", "objectives", "key_results", "initiatives", "flags", "sessions"]
)
def test_keys_are_unique(name: str) -> None:
    assert [key for key, count in Counter(row["key"] for row in TABLES[name]).items() if count > 1] == []


REFERENCES = {
    "teams": "teams.parent memberships.team objectives.team initiatives.team metrics.team lessons.team decisions.team"
    " backlog.team sessions.team",
    "people": "memberships.person objectives.owner initiatives.owner check_ins.author"
    " key_results.owner key_results.label_by flags.raised_by flag_events.person conversions.person annotations.author"
    " metrics.owner metric_points.author publications.person lessons.author decisions.proposed_by decisions.decided_by"
    " backlog.author sessions.facilitator session_participants.person session_changes.person",
    "cycles": "objectives.cycle initiatives.cycle metric_points.cycle lessons.cycle decisions.cycle backlog.cycle"
    " sessions.cycle sessions.last_cycle",
    "metrics": "metric_points.metric key_results.metric",
    "objectives": "objectives.parent key_results.objective flags.objective objectives.carried_from"
    " publications.objective objective_closings.objective decisions.objective"
    " session_contributions.objective session_rounds.objective session_changes.objective",
    "key_results": "milestones.key_result initiative_links.key_result check_ins.key_result flags.key_result"
    " flag_snapshots.key_result conversions.key_result conversions.to_key_result annotations.key_result"
    " key_results.carried_from publication_snapshots.key_result key_result_closings.key_result decisions.key_result"
    " session_contributions.key_result session_changes.key_result",
    "initiatives": "initiative_links.initiative conversions.initiative",
    "flags": "flag_events.flag flag_snapshots.flag",
    "sessions": "session_participants.session session_course.session session_contributions.session"
    " session_rounds.session session_changes.session lessons.session decisions.session publications.session",
    "session_participants": "session_contributions.participant session_ballots.participant",
    "session_rounds": "session_ballots.round",
}


MAY_BE_EMPTY = (
    *("flags.key_result", "conversions.initiative", "key_results.metric", "objectives.carried_from"),
    *("key_results.carried_from", "decisions.objective", "decisions.key_result", "decisions.decided_by"),
    *("session_participants.person", "session_contributions.objective", "session_contributions.key_result"),
    *("session_rounds.objective", "session_changes.objective", "session_changes.key_result"),
    *("lessons.session", "decisions.session", "publications.session"),
)


@pytest.mark.parametrize("refers_to", REFERENCES)
def test_every_reference_leads_somewhere(refers_to: str) -> None:
    known = {row["key"] for row in TABLES[refers_to]}
    for reference in REFERENCES[refers_to].split():
        name, column = reference.split(".")
        optional = {""} if column in ("parent", "label_by") or reference in MAY_BE_EMPTY else set()
        assert {row[column] for row in TABLES[name]} <= known | optional, reference


@pytest.mark.parametrize(
    ("name", "column", "words"),
    [
        ("memberships", "role", Role),
        ("cycles", "state", CycleState),
        ("objectives", "commitment", Commitment),
        ("objectives", "kind", ObjectiveKind),
        ("objectives", "state", ObjectiveState),
        ("key_results", "measure", Measure),
        ("key_results", "label", Label),
        ("key_results", "label_source", LabelSource),
        ("key_results", "indicator", Indicator),
        ("key_results", "control", Control),
        ("key_results", "exemption", Exemption),
        ("initiatives", "state", InitiativeState),
        ("flags", "kind", Concern),
        ("flag_events", "move", FlagMove),
        ("flag_snapshots", "label", Label),
        ("metric_points", "origin", PointOrigin),
        ("conversions", "kind", ConversionKind),
        ("publication_snapshots", "label", Label),
        ("objective_closings", "verdict", Verdict),
        ("lessons", "kind", LessonKind),
        ("decisions", "kind", DecisionKind),
        ("decisions", "state", DecisionState),
        ("session_course", "stage", StageKind),
        ("session_contributions", "kind", ContributionKind),
        ("session_rounds", "kind", VoteKind),
    ],
)
def test_every_word_is_in_the_vocabulary(name: str, column: str, words: type) -> None:
    assert {row[column] for row in TABLES[name]} - {word.value for word in words} <= {""}


def test_every_measure_and_exemption_occurs() -> None:
    assert {row["measure"] for row in KEY_RESULTS.values()} >= set(Measure)
    assert {row["exemption"] for row in KEY_RESULTS.values()} == set(Exemption)


def test_every_measure_has_numbers_that_make_sense() -> None:
    problems = {key: list(check_measurement(measurement(row))) for key, row in KEY_RESULTS.items()}
    assert {key: found for key, found in problems.items() if found} == {}


def test_only_one_planned_key_result_still_lacks_a_measure() -> None:
    without = [row for row in KEY_RESULTS.values() if not row["measure"]]
    assert [objective_of(row)["cycle"] for row in without] == ["next"]


def test_a_milestone_target_is_the_weight_of_its_steps() -> None:
    weights: Counter[str] = Counter()
    for step in TABLES["milestones"]:
        weights[step["key_result"]] += float(step["weight"])
    targets = {key: number(row["target"]) for key, row in KEY_RESULTS.items() if row["measure"] == Measure.MILESTONE}
    assert targets == dict(weights)


def test_there_is_one_tree_of_teams_and_one_administrator() -> None:
    assert [row["key"] for row in TABLES["teams"] if not row["parent"]] == ["fenwheel"]
    assert all(line_of(team)[-1] == "fenwheel" for team in TEAMS)
    assert max(len(line_of(team)) for team in TEAMS) == 3
    assert sum(row["is_admin"] == "true" for row in TABLES["people"]) == 1


def test_every_team_has_a_lead_and_somebody_only_reads() -> None:
    leads = {row["team"] for row in TABLES["memberships"] if row["role"] == Role.LEAD}
    assert leads == set(TEAMS)
    assert not any(may_write("noor-haddad", team) for team in TEAMS)


def test_cycles_are_three_closed_one_active_and_one_in_planning() -> None:
    found = {int(row["offset"]): row["state"] for row in TABLES["cycles"]}
    assert found == {-3: "closed", -2: "closed", -1: "closed", 0: "active", 1: "planning"}


def test_everybody_who_writes_may_write_in_that_team() -> None:
    for row in TABLES["check_ins"]:
        assert may_write(row["author"], objective_of(KEY_RESULTS[row["key_result"]])["team"]), row
    for row in KEY_RESULTS.values():
        assert may_write(row["owner"], objective_of(row)["team"]), row
        assert not row["label_by"] or may_write(row["label_by"], objective_of(row)["team"]), row


def leads(person: str, team: str) -> bool:
    roles = {(row["person"], row["role"]) for row in TABLES["memberships"] if row["team"] in line_of(team)}
    return (person, Role.LEAD) in roles


def test_whoever_raises_resolves_or_dismisses_a_flag_leads_the_team_or_one_above() -> None:
    places = {row["key"]: OBJECTIVES[row["objective"]]["team"] for row in TABLES["flags"]}
    for row in TABLES["flag_events"]:
        if row["move"] in (FlagMove.RAISED, FlagMove.RESOLVED, FlagMove.DISMISSED, FlagMove.REOPENED):
            assert leads(row["person"], places[row["flag"]]), row
        else:
            assert may_write(row["person"], places[row["flag"]]), row


def test_a_parent_objective_belongs_to_the_same_cycle() -> None:
    children = [row for row in OBJECTIVES.values() if row["parent"]]
    assert children
    assert all(OBJECTIVES[row["parent"]]["cycle"] == row["cycle"] for row in children)


def test_a_label_has_a_person_and_an_override_or_exemption_a_reason() -> None:
    for row in KEY_RESULTS.values():
        assert bool(row["label"]) == bool(row["label_by"]) == bool(row["label_source"]), row
        needs_reason = row["label_source"] == LabelSource.OVERRIDDEN or row["exemption"] != Exemption.NONE
        assert row["label_reason"] or not needs_reason, row


def test_closed_quarters_are_labelled_and_the_active_one_leaves_some_to_confirm() -> None:
    closed = [row for cycle in ("three-ago", "two-ago", "last") for row in in_cycle(cycle)]
    assert all(row["label"] in (Label.OUTCOME, Label.OUTPUT) for row in closed)
    assert sum(not row["label"] for row in in_cycle("now")) >= 5
    assert sum(row["label_source"] == LabelSource.OVERRIDDEN for row in KEY_RESULTS.values()) >= 3


def test_check_ins_lie_inside_their_cycle_and_never_after_today() -> None:
    limit = {"three-ago": LAST_DAY, "two-ago": LAST_DAY, "last": LAST_DAY, "now": TODAY, "next": -1}
    for row in TABLES["check_ins"]:
        last_day = limit[objective_of(KEY_RESULTS[row["key_result"]])["cycle"]]
        assert 0 <= int(row["day"]) <= int(row["entered_day"] or row["day"]) <= last_day, row
        assert 0 <= int(row["confidence"]) <= 10, row


def test_values_stay_in_the_range_of_their_unit() -> None:
    for row in TABLES["check_ins"]:
        upper = {"%": 100.0, "stars": 5.0}.get(KEY_RESULTS[row["key_result"]]["unit"], 1_000_000.0)
        assert 0 <= float(row["value"]) <= upper, row


def test_a_correction_follows_the_check_in_that_it_corrects() -> None:
    corrections = 0
    for earlier, row in zip(TABLES["check_ins"], TABLES["check_ins"][1:], strict=False):
        if row["supersedes_day"]:
            corrections += 1
            assert (earlier["key_result"], earlier["day"]) == (row["key_result"], row["supersedes_day"])
            assert row["day"] == row["supersedes_day"]
            assert row["value"] != earlier["value"]
    assert corrections == 2


def test_a_milestone_check_in_holds_the_weight_done_that_day() -> None:
    for row in TABLES["check_ins"]:
        if KEY_RESULTS[row["key_result"]]["measure"] == Measure.MILESTONE:
            steps = [step for step in TABLES["milestones"] if step["key_result"] == row["key_result"]]
            done = [step for step in steps if step["done_day"] and int(step["done_day"]) <= int(row["day"])]
            assert float(row["value"]) == sum(float(step["weight"]) for step in done), row


def test_a_person_and_a_metric_disagree_on_exactly_one_day() -> None:
    (linked,) = [row for row in KEY_RESULTS.values() if row["metric"]]
    measured = {row["day"]: float(row["value"]) for row in TABLES["metric_points"] if row["metric"] == linked["metric"]}
    recorded = {row["day"]: float(row["value"]) for row in TABLES["check_ins"] if row["key_result"] == linked["key"]}
    assert [day for day in recorded if measured.get(day, recorded[day]) != recorded[day]] == ["22"]


def test_whoever_writes_a_value_of_a_metric_may_write_in_its_team() -> None:
    teams = {row["key"]: row["team"] for row in TABLES["metrics"]}
    assert all(may_write(row["author"], teams[row["metric"]]) for row in TABLES["metric_points"])
    assert all(may_write(row["owner"], row["team"]) for row in TABLES["metrics"])


def test_somebody_else_than_the_owner_published_whatever_was_published() -> None:
    published = {row["objective"]: row["person"] for row in TABLES["publications"]}
    assert set(published) == {key for key, row in OBJECTIVES.items() if row["state"] in ("published", "closed")}
    for key, person in published.items():
        assert person != OBJECTIVES[key]["owner"]
        assert may_write(person, OBJECTIVES[key]["team"])


def test_every_objective_of_a_closed_cycle_has_a_verdict() -> None:
    judged = [row["objective"] for row in TABLES["objective_closings"]]
    assert judged == [key for key, row in OBJECTIVES.items() if row["state"] == "closed"]


def test_lessons_decisions_and_ideas_come_from_people_of_their_team() -> None:
    for name, column in (("lessons", "author"), ("decisions", "proposed_by"), ("backlog", "author")):
        outside = {row[column] for row in TABLES[name] if not may_write(row[column], row["team"])}
        assert outside <= {row["person"] for row in TABLES["session_participants"]}, name


def test_everybody_votes_once_in_each_round_and_ranks_drafts_only() -> None:
    here = {row["key"] for row in TABLES["session_participants"]}
    drafts = {row["key"] for row in TABLES["session_contributions"] if row["kind"] == ContributionKind.DRAFT}
    for asked in TABLES["session_rounds"]:
        given = [row for row in TABLES["session_ballots"] if row["round"] == asked["key"]]
        assert sorted(row["participant"] for row in given) == sorted(here), asked
        for row in given:
            assert bool(row["value"]) != bool(row["choices"]), row
            assert set(row["choices"].split()) <= drafts, row


def test_a_session_goes_forward_in_time_and_not_beyond_its_end() -> None:
    lengths = {row["key"]: int(row["minutes"]) for row in TABLES["sessions"]}
    for name in ("session_course", "session_contributions", "session_rounds", "session_changes"):
        minutes = [int(row["minute"]) for row in TABLES[name]]
        assert minutes == sorted(minutes), name
        assert all(0 <= int(row["minute"]) < lengths[row["session"]] for row in TABLES[name]), name
    for row in TABLES["session_contributions"]:
        assert int(row["settled_minute"] or 999) > int(row["minute"]), row


def test_whoever_leads_a_session_or_changes_a_goal_in_it_may_write_in_its_team() -> None:
    teams = {row["key"]: row["team"] for row in TABLES["sessions"]}
    assert all(may_write(row["facilitator"], row["team"]) for row in TABLES["sessions"])
    assert all(may_write(row["person"], teams[row["session"]]) for row in TABLES["session_changes"])
