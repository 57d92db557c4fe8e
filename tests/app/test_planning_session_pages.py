"""The pages of a planning session: preparing one, every stage for who leads and who looks on, and taking part."""

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from domain.planning import DEFAULT_STAGES
from domain.vocabulary import VoteKind
from models.planning_inputs import BallotInput, ContributionInput, RoundInput
from services import keeping, publishing, sessions, taking_part, votes
from tests import planned
from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage
from tests.databases import TRANSLATED
from tests.planned import Held

VIEWER = "Noor Haddad"
FINGERS = "0 fingers: I would block it. 5 fingers: I will lead it."
AFTER_MOVES = "drafting reading ranking clinic sufficiency confidence decisions publish lessons"
TITLES = [stage.title for stage in DEFAULT_STAGES]
CLINIC, SUFFICIENCY, CONFIDENCE = 4, 5, 6
BAR = {"Previous", "Next", "Hold the clock", "Make a new code", "End the session"}
# What stands on the shared screen in each stage of a session with nothing in it.
EMPTY = (
    "Nothing yet",
    "Nothing yet",
    "0 drafts",
    "No draft yet",
    "The plan has no objective yet",
    "The plan has no objective yet",
    "The plan has no objective yet",
    "Nothing yet",
    "There is no objective to publish",
)
# What stands there with a plan, and what its leader can press in it.
FULL = (
    ("Calling ten riders each week", set()),
    ("Who measures the wait today?", set()),
    ("8 drafts by 8 of 8 participants", set()),
    ("Keep 2 to 5", {"Open the ranking"}),
    ("16 key results, 4 minutes each", {"Add a key result"}),
    ("0 of 4 objectives answered", {planned.OBJECTIVES[0]}),
    ("all votes are shown together", {planned.OBJECTIVES[0]}),
    ("One owner for the wait times", {"Add"}),
    ("0 of 4 objectives with nothing missing", {"Send to review"}),
)
WRITTEN = {
    0: {"What helped, and should stay?", "What hindered, and should change?"},
    1: {"About", "A question in the margin"},
    2: {"An objective, in a sentence"},
    4: {"What stays open? Park it"},
}


@pytest.fixture
def sample(sample: Query) -> Query:
    """The sample company as if no team had planned in a session yet."""
    planned.forget_sessions(sample)
    return sample


@pytest.fixture(scope="session")
def full_template(sample_file: Path) -> tuple[Path, Held]:
    """A session half-way in a file of its own; it takes a hundred use cases to get there."""
    path = Path(shutil.copy(sample_file, sample_file.with_name("full.db")))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        planned.forget_sessions(connection.execute)
    engine = TRANSLATED.engine(f"sqlite:///{path}")
    held = planned.full(engine)
    engine.dispose()
    return path, held


@pytest.fixture
def full(sample: Query, full_template: tuple[Path, Held]) -> Iterator[Held]:
    path, held = full_template
    target = os.environ["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as template, closing(sqlite3.connect(target)) as copy:
        template.backup(copy)
    engine = TRANSLATED.engine(os.environ["DATABASE_URL"])
    yield replace(held, engine=engine)
    engine.dispose()


@pytest.fixture
def started(sample: Query) -> Iterator[Held]:
    engine = TRANSLATED.engine(os.environ["DATABASE_URL"])
    held = planned.running(engine)
    planned.put_away(held)
    yield held
    engine.dispose()


@pytest.fixture
def prepared(sample: Query) -> Iterator[Held]:
    engine = TRANSLATED.engine(os.environ["DATABASE_URL"])
    yield planned.prepared(engine)
    engine.dispose()


def shared(open_page: OpenPage, held: Held, **query: object) -> OpenedPage:
    return open_page("shared_screen", session=held.session, **query)


# Preparing one


def test_without_a_session_the_page_says_what_one_is_and_offers_the_form(sample: Query, open_page: OpenPage):
    page = open_page("planning_sessions")
    assert page.lead == "No planning session yet."
    assert "Everybody joins from their own device with a code." in page.said
    assert "Prepare the session" in page.buttons


def test_a_session_is_prepared_with_the_cycle_in_planning_and_the_one_before(sample: Query, open_page: OpenPage):
    open_page("planning_sessions").fill("Title", "Plan the spring").press("Prepare the session")
    asked = """SELECT s.title, c.state, l.state FROM planning_session s JOIN cycle c ON c.id = s.cycle_id
               JOIN cycle l ON l.id = s.last_cycle_id"""
    assert sample(asked) == [("Plan the spring", "planning", "active")]


def test_stages_are_moved_dropped_and_added_before_the_session(sample: Query, open_page: OpenPage):
    page = open_page("planning_sessions").fill("Title", "Plan the spring")
    for said in ("Drop stage 1", "Move stage 1 later"):
        next(button for button in page.app.main.button if button.help == said).click()
        page.run()
    page.fill("Minutes of stage 1", 25.0).press("Add stage").press("Prepare the session")
    ((stored,),) = sample("SELECT stages FROM planning_session")
    course = json.loads(stored)
    kinds = [stage["kind"] for stage in course]
    assert kinds == [
        "drafting",
        "reading",
        "ranking",
        "clinic",
        "sufficiency",
        "confidence",
        "decisions",
        "publish",
        "lessons",
    ]
    assert course[0]["minutes"] == 25.0


def test_a_course_is_kept_as_a_template_and_offered_from_then_on(sample: Query, open_page: OpenPage):
    page = open_page("planning_sessions").fill("Name of a template", "Half a day").press("Save as template")
    assert page.toasts == ["Template kept: Half a day."]
    assert page.fields["Course of stages"].options == ["The usual course", "Half a day"]


def test_a_session_without_a_title_is_not_prepared(sample: Query, open_page: OpenPage):
    page = open_page("planning_sessions").press("Prepare the session")
    assert "Write something here." in page.messages
    assert sample("SELECT count(*) FROM planning_session") == [(0,)]


def test_the_list_leads_to_the_screen_the_form_to_join_and_the_record(started: Held, open_page: OpenPage):
    page = open_page("planning_sessions")
    assert page.lead == "1 session runs now."
    key = str(started.session)
    assert [link.query for link in page.linked("take_part")] == [{"code": started.code}]
    assert {"session": key} in [link.query for link in page.linked("session_record")]
    assert {"session": key} in [link.query for link in page.linked("shared_screen")]


def test_a_viewer_is_told_who_prepares_a_session(sample: Query, open_page: OpenPage):
    page = open_page("planning_sessions", as_=VIEWER)
    assert "A member of a team prepares its session here." in page.said
    assert page.buttons == []


def test_the_stages_of_a_running_session_are_changed(started: Held, sample: Query, open_page: OpenPage):
    open_page("planning_sessions", edit=started.session).fill("Minutes of stage 1", 7.0).press("Save the stages")
    assert sample("SELECT json_extract(stages, '$[0].minutes') FROM planning_session") == [(7.0,)]


def test_stages_that_a_colleague_changed_meanwhile_are_not_overwritten(
    started: Held, sample: Query, open_page: OpenPage
):
    page = open_page("planning_sessions", edit=started.session)
    row = sample("SELECT version FROM planning_session")[0][0]
    started.lead(sessions.change_stages, started.session, row, planned.COURSE[:3])
    page.fill("Minutes of stage 1", 7.0).press("Save the stages")
    assert sample("SELECT json_array_length(stages) FROM planning_session") == [(3,)]


# The shared screen


def test_before_it_starts_the_screen_shows_the_code_and_the_course(prepared: Held, open_page: OpenPage):
    page = shared(open_page, prepared)
    assert prepared.code in page.said
    assert "Nobody has joined yet." in page.said
    assert "150 minutes" in page.said
    assert page.press("Start the session").said.count(TITLES[0])


@pytest.mark.parametrize("place", range(len(TITLES)), ids=TITLES)
def test_an_empty_stage_says_what_to_do(place: int, started: Held, open_page: OpenPage):
    started.go_to(place)
    page = shared(open_page, started)
    assert EMPTY[place] in page.said
    assert set(page.buttons) >= BAR


@pytest.mark.parametrize("place", range(len(TITLES)), ids=TITLES)
def test_a_stage_shows_what_the_team_has_and_its_leader_what_to_do(place: int, full: Held, open_page: OpenPage):
    full.go_to(place)
    page = shared(open_page, full)
    says, presses = FULL[place]
    assert says in page.said
    assert set(page.buttons) >= BAR | presses


@pytest.mark.parametrize("place", range(len(TITLES)), ids=TITLES)
def test_who_may_not_lead_sees_the_stage_without_controls(place: int, full: Held, open_page: OpenPage):
    full.go_to(place)
    page = shared(open_page, full, as_=VIEWER)
    assert FULL[place][0] in page.said
    assert page.buttons == []


def test_the_facilitator_goes_on_and_the_address_follows(started: Held, sample: Query, open_page: OpenPage):
    page = shared(open_page, started).press("Next")
    assert sample("SELECT stage FROM planning_session") == [(1,)]
    assert page.app.query_params["stage"] in ("2", ["2"])


def test_the_facilitator_opens_a_stage_by_its_address(started: Held, sample: Query, open_page: OpenPage):
    shared(open_page, started, stage=7)
    assert sample("SELECT stage FROM planning_session") == [(6,)]


def test_nobody_else_moves_the_session_by_an_address(started: Held, sample: Query, open_page: OpenPage):
    page = shared(open_page, started, stage=7, as_="Amara Okafor")
    assert sample("SELECT stage FROM planning_session") == [(0,)]
    assert page.app.query_params["stage"] in ("1", ["1"])


def test_a_colleague_takes_over(started: Held, sample: Query, open_page: OpenPage):
    asked = "SELECT p.name FROM person p JOIN membership m ON m.person_id = p.id JOIN team t ON t.id = m.team_id"
    name = sample(f"{asked} WHERE t.name = 'Rider care' AND m.role = 'lead'")[0][0]
    shared(open_page, started, as_=name).press("Take over")
    assert sample("SELECT p.name FROM planning_session s JOIN person p ON p.id = s.facilitator_id") == [(name,)]


def test_a_clock_is_held_and_says_so(started: Held, open_page: OpenPage):
    page = shared(open_page, started).press("Hold the clock")
    assert re.search(r"(10:00|9:\d\d) held", page.said)
    assert "Let the clock run" in page.buttons


def test_time_that_ran_over_is_told_in_words(started: Held, sample: Query, open_page: OpenPage):
    sample("UPDATE planning_session SET stage_started_at = datetime('now', '-11 minutes')")
    said = shared(open_page, started).said
    assert "over time" in said
    assert "−1:0" in said


def test_a_key_result_in_the_clinic_has_its_own_clock_and_all_that_is_asked(full: Held, open_page: OpenPage):
    full.go_to(CLINIC, key_result=full.key_results[0])
    page = shared(open_page, full)
    assert "62 % → 80 %" in page.said
    assert re.search("(4:00|3:5.) left", page.said)
    for said in ("Key result 1 of 16", "Help desk report", "Guardrail", "Who pays for the tow truck?"):
        assert said in page.said
    assert "Could a quite different solution reach the same number?" in page.fields


def test_the_next_key_result_starts_the_clock_of_four_minutes_anew(full: Held, sample: Query, open_page: OpenPage):
    full.go_to(CLINIC, key_result=full.key_results[0])
    sample("UPDATE planning_session SET stage_started_at = datetime('now', '-3 minutes')")
    page = shared(open_page, full)
    assert re.search(r"(1:00|0:5\d) ", page.said)
    assert re.search("(4:00|3:5.) left", page.press("Key result after").said)


def test_a_key_result_is_added_on_the_screen_and_comes_onto_it(full: Held, sample: Query, open_page: OpenPage):
    full.go_to(CLINIC)
    page = shared(open_page, full).press("Add a key result")
    page.fill("Key result", "Raise the share of riders who ride all winter from 30 % to 40 %").fill("Unit", "%")
    page.fill("Baseline", 30.0).fill("Target", 40.0).press("Save key result")
    ((key, goal),) = sample("SELECT id, objective_id FROM key_result ORDER BY id DESC LIMIT 1")
    assert goal == full.objectives[0]
    assert sample("SELECT focus_key_result_id FROM planning_session") == [(key,)]
    assert "30 % → 40 %" in page.said


def test_a_key_result_is_edited_on_the_screen(full: Held, sample: Query, open_page: OpenPage):
    full.go_to(CLINIC, key_result=full.key_results[0])
    page = shared(open_page, full).press("Edit").fill("Target", 85.0).press("Save key result")
    assert "62 % → 85 %" in page.said
    assert sample("SELECT target FROM key_result WHERE id = ?", full.key_results[0]) == [(85.0,)]


def test_leaving_the_form_goes_back_to_the_stage(full: Held, open_page: OpenPage):
    full.go_to(CLINIC)
    page = shared(open_page, full).press("Add a key result").press("Back without saving")
    assert "16 key results, 4 minutes each" in page.said


def test_both_rounds_of_a_vote_stand_side_by_side(full: Held, open_page: OpenPage):
    full.go_to(CONFIDENCE, full.objectives[0])
    said = shared(open_page, full).said
    assert "Round 1 From 1 to 5, 3.5 on average of 8 votes." in said
    assert "Round 2 From 3 to 5, 4.1 on average of 8 votes." in said
    assert "Who should speak: “What would make it a 4?” Bo, 1: No baseline yet Finn, 2: No baseline yet" in said


def test_a_vote_is_opened_counted_and_revealed(full: Held, sample: Query, open_page: OpenPage):
    full.go_to(CONFIDENCE, full.objectives[1])
    page = shared(open_page, full).press("Open the vote")
    ((key,),) = sample("SELECT max(id) FROM vote_round")
    full.do(votes.vote, full.tokens[0], key, BallotInput(value=2))
    assert "1 of 8 participants voted" in page.run().said
    assert "on average" not in page.said
    assert "All at 2: 1 vote." in page.press("Reveal all votes").said


@pytest.mark.parametrize("place", [3, CONFIDENCE])
def test_a_vote_that_was_left_open_is_named_and_revealed_from_elsewhere(place: int, full: Held, open_page: OpenPage):
    about = {"kind": VoteKind.FIST, "question": "How far?", "objective_id": full.objectives[1]}
    full.lead(votes.open_round, full.session, RoundInput(**about))
    full.go_to(place, full.objectives[2] if place == CONFIDENCE else None)
    page = shared(open_page, full)
    assert "Another vote is still open: How far? 0 of 8 participants voted." in page.said
    page.press("Reveal the open vote")
    assert "still open" not in page.said
    assert {"Open the ranking", "Open the vote"} & set(page.buttons)


def test_a_vote_without_names_never_shows_one(full: Held, open_page: OpenPage):
    about = {"question": "How far?", "objective_id": full.objectives[2]}
    planned.take(full, RoundInput(kind=VoteKind.FIST, anonymous=True, **about), (1, 2, 3, 4, 5, 4, 3, 2))
    full.go_to(CONFIDENCE, full.objectives[2])
    said = shared(open_page, full).said
    assert "Round 1, without names" in said
    assert [name for name in planned.NAMES if name in said] == []


def test_a_session_that_ended_leads_to_its_record(started: Held, open_page: OpenPage):
    page = shared(open_page, started).press("End the session")
    assert "The session has ended." in page.said
    assert [link.query for link in page.linked("session_record")] == [{"session": str(started.session)}]


@pytest.mark.parametrize("wrong", ["999999", "0", "x"])
def test_an_address_of_no_session_says_so_and_leads_back(wrong: str, sample: Query, open_page: OpenPage):
    page = open_page("shared_screen", session=wrong)
    assert page.messages == ["This planning session does not exist. It may have been in another database."]
    assert [link.address for link in page.links] == ["planning_sessions"]


def test_a_refused_step_is_told_above_the_controls_and_leaves_the_title_where_it_is(
    started: Held, sample: Query, open_page: OpenPage
):
    page = shared(open_page, started, as_="Grace Mensah")
    sample("DELETE FROM membership")  # and the screen does not know yet
    refused = page.press("Next").messages
    assert len(refused) == 1
    assert page.said.index(TITLES[0]) < page.said.index(refused[0])
    assert page.press("Close").messages == []


def test_what_is_missing_to_publish_is_said_in_words(full: Held, sample: Query, open_page: OpenPage):
    full.go_to(8)
    full.lead(publishing.submit, full.objectives[0])
    page = shared(open_page, full, as_="Grace Mensah").press("Publish")
    assert page.messages == ["Something is missing. Say why it is published all the same."]


def test_a_decision_without_words_is_asked_for_them_and_its_reason_is_kept(
    started: Held, sample: Query, open_page: OpenPage
):
    started.go_to(7)
    page = shared(open_page, started).fill("Because", "Few calls.").press("Add", number=1)
    assert page.messages == ["Write something here."]
    page.fill("We will not", "Keep a hotline at night").press("Add", number=1)
    stored = "SELECT title, reason FROM decision WHERE session_id = ?"
    assert sample(stored, started.session) == [("Keep a hotline at night", "Few calls.")]
    assert (page.messages, page.fields["We will not"].value) == ([], "")


# Taking part


def test_a_guest_joins_with_the_code_and_is_known_by_the_address(started: Held, open_page: OpenPage):
    page = open_page("take_part", code=started.code.lower()).fill("Name of a guest", "Ida").press("Join")
    assert "1 of 9" in page.said
    token = page.app.query_params["p"]
    assert "Ida" in open_page("take_part", p=token if isinstance(token, str) else token[0]).said


def test_a_wrong_code_is_named_and_what_was_typed_stays(started: Held, open_page: OpenPage):
    page = open_page("take_part").fill("Code", "AAAAAA").fill("Name of a guest", "Ida").press("Join")
    assert [words.partition(".")[0] for words in page.messages] == [
        "No session has this code",
        "You have not joined yet",
    ]
    assert page.fields["Name of a guest"].value == "Ida"


def test_an_address_of_nobody_asks_for_the_code(started: Held, open_page: OpenPage):
    page = open_page("take_part", p="nobody")
    assert page.messages == ["This address belongs to no participant. Join with the code on the shared screen."]
    assert "Join" in page.buttons


@pytest.mark.parametrize("place", range(len(TITLES)), ids=TITLES)
def test_a_participant_follows_each_stage(place: int, full: Held, open_page: OpenPage):
    full.go_to(place)
    page = open_page("take_part", p=full.tokens[0])
    assert TITLES[place] in page.said
    assert set(page.fields) >= WRITTEN.get(place, set())


def test_a_participant_sees_the_ranking_and_what_was_kept_of_it(full: Held, sample: Query, open_page: OpenPage):
    full.go_to(3)
    keys = tuple(key for (key,) in sample("SELECT id FROM contribution WHERE kind = 'draft' ORDER BY id LIMIT 2"))
    asked = full.lead(votes.open_round, full.session, RoundInput(kind=VoteKind.RANKING, question="Which?"))
    full.do(votes.vote, full.tokens[0], asked, BallotInput(choices=keys[::-1]))
    full.lead(votes.reveal, asked)
    full.lead(keeping.keep_draft, keys[1])
    said = open_page("take_part", p=full.tokens[0]).said
    first, second = (sample("SELECT text FROM contribution WHERE id = ?", key)[0][0] for key in keys[::-1])
    assert said.index(f"{first} ") < said.index(f"{second} ")
    assert said.count("· kept") == 1


def test_a_ballot_names_drafts_by_the_letters_of_the_list_and_offers_no_way_to_take_all(
    full: Held, open_page: OpenPage
):
    full.lead(votes.open_round, full.session, RoundInput(kind=VoteKind.RANKING, question="Which?"))
    full.go_to(3)
    picks = open_page("take_part", p=full.tokens[0]).fields["Pick in order, the most important first"]
    assert [option[:4] for option in picks.options[:2]] == ["A · ", "B · "]
    assert picks.proto.select_all == 0


def test_a_participant_finds_what_was_parked_by_the_own_hand_once(full: Held, open_page: OpenPage):
    full.go_to(CLINIC)
    full.lead(sessions.show, full.session, None, full.key_results[0])
    about = {"kind": "parking", "text": "Who counts the cyclists?", "key_result_id": full.key_results[0]}
    full.do(taking_part.contribute, full.tokens[0], ContributionInput(**about))
    assert open_page("take_part", p=full.tokens[0]).said.count("Who counts the cyclists?") == 1
    assert open_page("take_part", p=full.tokens[1]).said.count("Who counts the cyclists?") == 1


def test_what_a_participant_writes_is_stored_and_can_be_taken_back(started: Held, sample: Query, open_page: OpenPage):
    started.go_to(2)
    page = open_page("take_part", p=started.tokens[0])
    page.fill("An objective, in a sentence", "Nobody asks twice")
    page.press("Add", number=3)
    assert sample("SELECT text FROM contribution") == [("Nobody asks twice",)]
    page.press("Take back")
    assert sample("SELECT removed_at IS NOT NULL FROM contribution") == [(1,)]
    assert "Take back" not in page.buttons


def test_a_question_is_about_what_its_author_chose_and_never_about_whatever_stands_first(
    full: Held, sample: Query, open_page: OpenPage
):
    full.go_to(1)
    page = open_page("take_part", p=full.tokens[0])
    assert page.fields["About"].value is None
    page.fill("A question in the margin", "Who pays?").press("Add", number=2)
    assert page.messages[0] == "Say what it is about: one of the objectives, or the plan as a whole."
    assert page.fields["A question in the margin"].value == "Who pays?"
    page.press("Ask about this", number=1).press("Add", number=2)
    assert sample("SELECT objective_id FROM contribution WHERE text = 'Who pays?'") == [(full.objectives[1],)]
    assert (page.fields["About"].value, page.fields["A question in the margin"].value) == (full.objectives[1], "")


def test_a_participant_asks_about_the_objective_that_is_read(full: Held, sample: Query, open_page: OpenPage):
    full.go_to(1)
    page = open_page("take_part", p=full.tokens[0]).press("Ask about this", number=1)
    page.fill("A question in the margin", "Who pays?").press("Add", number=2)
    assert sample("SELECT objective_id FROM contribution WHERE text = 'Who pays?'") == [(full.objectives[1],)]


def test_a_question_about_the_plan_as_a_whole_belongs_to_no_objective(full: Held, sample: Query, open_page: OpenPage):
    full.go_to(1)
    page = open_page("take_part", p=full.tokens[0]).fill("About", 0).fill("A question in the margin", "Too much?")
    page.press("Add", number=2)
    assert sample("SELECT objective_id FROM contribution WHERE text = 'Too much?'") == [(None,)]


def test_a_participant_sees_the_own_vote_and_may_change_it(full: Held, sample: Query, open_page: OpenPage):
    about = {"kind": VoteKind.FIST, "question": "How far?", "objective_id": full.objectives[1]}
    full.lead(votes.open_round, full.session, RoundInput(**about))
    full.go_to(CONFIDENCE, full.objectives[1])
    page = open_page("take_part", p=full.tokens[0])
    assert "Your vote: 3." in page.fill(FINGERS, 3).press("Vote").said
    page.fill(FINGERS, 5)
    assert "Your vote: 5." in page.press("Change my vote").said
    assert sample("SELECT value FROM ballot ORDER BY id DESC LIMIT 1") == [(5,)]


def test_a_vote_without_a_number_is_asked_for_one(full: Held, open_page: OpenPage):
    about = {"kind": VoteKind.CONFIDENCE, "question": "How sure?", "objective_id": full.objectives[1]}
    full.lead(votes.open_round, full.session, RoundInput(**about))
    full.go_to(CONFIDENCE, full.objectives[1])
    assert "Choose a number from 0 to 10." in open_page("take_part", p=full.tokens[0]).press("Vote").said


def test_who_votes_after_the_reveal_is_told_so(full: Held, sample: Query, open_page: OpenPage):
    about = {"kind": VoteKind.FIST, "question": "How far?", "objective_id": full.objectives[1]}
    key = full.lead(votes.open_round, full.session, RoundInput(**about))
    full.do(votes.vote, full.tokens[0], key, BallotInput(value=4))
    full.lead(votes.reveal, key)
    full.go_to(CONFIDENCE, full.objectives[1])
    assert "You voted 4 in round 1." in open_page("take_part", p=full.tokens[0]).said


def test_a_participant_is_thanked_when_the_session_has_ended(started: Held, open_page: OpenPage):
    started.lead(sessions.end_session, started.session)
    page = open_page("take_part", p=started.tokens[0])
    assert "The session has ended. Thank you" in page.said
    assert page.fields == {}
