"""The flag screens for each role: the list with its report, one conversation, the rewrite, and raising a flag."""

import re

import pytest

from domain.vocabulary import Concern
from services import flags, key_results
from services.reporting.editing import key_result_to_edit
from tests.app.conftest import ADMIN, OpenPage, Query
from tests.app.flagged import COMMENT, ELSEWHERE, KEY_RESULT, MANAGER, OWNER, VIEWER, Flags
from tests.app.opened import OpenedPage

ABOVE = "Amara Okafor"
WORDS, NEW_TEXT, ASKED = "Your words", "Key result", "What do you see, and what do you ask?"
MOVES = {"Reply", "Acknowledge", "Resolve", "Dismiss", "Reopen"}


@pytest.fixture
def flagged(sample: Query) -> Flags:
    return Flags(sample)


def moves(page: OpenedPage) -> set[str]:
    return MOVES & set(page.buttons)


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        (MANAGER, {"Reply", "Resolve", "Dismiss", "Acknowledge"}),  # she owns the objective as well
        (ABOVE, {"Reply", "Resolve", "Dismiss"}),
        (ADMIN, {"Reply", "Resolve", "Dismiss"}),
        (OWNER, {"Reply", "Acknowledge"}),
        (ELSEWHERE, set()),
        (VIEWER, set()),
    ],
)
def test_everybody_is_offered_the_moves_that_their_role_permits(who, offered, flagged: Flags, open_page: OpenPage):
    page = open_page("flag", as_=who, id=flagged.raised())
    assert moves(page) == offered
    assert COMMENT in page.said


def test_who_cannot_take_part_reads_who_can(flagged: Flags, open_page: OpenPage):
    page = open_page("flag", as_=VIEWER, id=flagged.raised())
    assert "Members of Street operations and their leads take part in this conversation." in page.said
    assert WORDS not in page.fields


def test_the_owners_reply_acknowledges_and_empties_the_field(flagged: Flags, open_page: OpenPage):
    key = flagged.raised()
    page = open_page("flag", as_=OWNER, id=key).fill(WORDS, "We count who parks inside.").press("Reply")
    assert flagged.state(key) == "acknowledged"
    assert "We count who parks inside." in page.said
    assert page.fields[WORDS].value == ""
    assert page.toasts == ["Reply sent."]


@pytest.mark.parametrize(("move", "why"), [("Reply", "Write what you want"), ("Dismiss", "Say in one sentence why")])
def test_a_move_that_needs_words_asks_for_them(move, why, flagged: Flags, open_page: OpenPage):
    key = flagged.raised()
    page = open_page("flag", as_=MANAGER, id=key).press(move)
    assert any(message.startswith(why) for message in page.messages)
    assert flagged.state(key) == "open"


def test_a_dismissal_shows_its_reason_and_can_be_reopened_with_one(flagged: Flags, open_page: OpenPage):
    key = flagged.raised()
    page = open_page("flag", as_=ABOVE, id=key).fill(WORDS, "The town asks for it.").press("Dismiss")
    assert "The town asks for it." in page.said
    assert moves(page) == {"Reopen"}
    page.fill(WORDS, "The town changed its mind.").press("Reopen")
    assert flagged.state(key) == "open"


def test_a_colleague_was_faster_and_nothing_typed_is_lost(flagged: Flags, open_page: OpenPage):
    key = flagged.raised()
    page = open_page("flag", as_=ABOVE, id=key).fill(WORDS, "It does not apply.")
    flagged.act(MANAGER, flags.resolve, key, 1)
    page.press("Dismiss")
    assert any(message.startswith("Lena Hartmann resolved this flag meanwhile.") for message in page.messages)
    assert page.fields[WORDS].value == "It does not apply."
    assert flagged.state(key) == "resolved"


def test_the_owner_of_a_closed_flag_reads_that_a_lead_can_reopen_it(flagged: Flags, open_page: OpenPage):
    page = open_page("flag", as_=OWNER, id=flagged.dismissed())
    assert "This flag is dismissed. A lead of Street operations can reopen it." in page.said
    assert page.fields[WORDS].disabled


def test_a_rewrite_in_place_keeps_and_shows_both_texts(flagged: Flags, open_page: OpenPage):
    page = open_page("flag", as_=OWNER, id=flagged.raised())
    page.fill(NEW_TEXT, "Share of riders who park inside a bay").run().press("Save the new text")
    compared = page.said
    assert KEY_RESULT in compared
    assert "Share of riders who park inside a bay" in compared
    assert flagged.sample("SELECT title FROM key_result WHERE id = ?", flagged.key_result) == [
        ("Share of riders who park inside a bay",)
    ]


def test_the_coach_follows_what_is_being_typed(flagged: Flags, open_page: OpenPage):
    page = open_page("flag", as_=OWNER, id=flagged.raised()).fill(NEW_TEXT, "Build a shed for bikes").run()
    assert any("because of “Build a shed for bikes”" in words for words in page.buttons)


def test_a_rewrite_over_a_colleagues_shows_both_and_keeps_the_own(flagged: Flags, open_page: OpenPage):
    page = open_page("flag", as_=OWNER, id=flagged.raised()).fill(NEW_TEXT, "Riders park inside a bay").run()
    flagged.act(MANAGER, rename, flagged.key_result, "Bays in use at noon")
    page.press("Save the new text")
    assert any("Lena Hartmann saved this while you were editing." in message for message in page.messages)
    assert "Bays in use at noon" in page.said
    assert page.fields[NEW_TEXT].value == "Riders park inside a bay"


def rename(session, actor, key, title):
    stored = key_result_to_edit(session, key)
    fields = key_results.KeyResultInput.model_fields
    kept = {name: stored[name] for name in fields if name not in ("title", "milestones")}
    entered = key_results.KeyResultInput(title=title, **kept)
    key_results.update_key_result(session, actor, key, stored["version"], entered, reason="Say who parks.")


@pytest.mark.parametrize(("who", "may"), [(MANAGER, True), (OWNER, True), (ELSEWHERE, False), (VIEWER, False)])
def test_whoever_may_write_can_rewrite_in_place(who, may, flagged: Flags, open_page: OpenPage):
    assert ("Save the new text" in open_page("flag", as_=who, id=flagged.raised()).buttons) == may


def test_a_flag_on_an_objective_offers_each_of_its_key_results(flagged: Flags, open_page: OpenPage):
    page = open_page("flag", as_=MANAGER, id=flagged.raised(key_result_id=None))
    asked = "SELECT count(*) FROM key_result WHERE objective_id = ? AND NOT dropped"
    assert len(page.fields["Which key result?"].options) == flagged.sample(asked, flagged.objective)[0][0]
    assert page.fields[NEW_TEXT].value == KEY_RESULT  # the output comes first


def test_the_list_shows_kind_subject_owner_and_last_move(flagged: Flags, open_page: OpenPage):
    key = flagged.raised()
    flagged.act(OWNER, flags.reply, key, "Good point.")
    page = open_page("flags", as_=VIEWER)
    (link,) = [link for link in page.linked("flag") if link.query == {"id": str(key)}]
    assert link.label == "Output-heavy"
    assert KEY_RESULT in [link.label for link in page.linked("key_result")]
    assert "Yusuf Demir replied" in page.said


def test_the_state_in_the_address_narrows_the_list(flagged: Flags, open_page: OpenPage):
    gone, left = flagged.dismissed(), flagged.raised()
    shown = {
        state: {link.query["id"] for link in open_page("flags", state=state).linked("flag")}
        for state in ("Dismissed", "Open", "Not closed", "Any state")
    }
    assert str(gone) in shown["Dismissed"] - shown["Open"] - shown["Not closed"]
    assert str(left) in shown["Open"] & shown["Not closed"] & shown["Any state"] - shown["Dismissed"]


def test_the_team_in_the_address_narrows_the_list(flagged: Flags, open_page: OpenPage):
    key = flagged.raised()
    shown = {team: {link.query["id"] for link in open_page("flags", team=team).linked("flag")} for team in TEAMS}
    assert [str(key) in shown[team] for team in TEAMS] == [True, False]


TEAMS = ("Street operations", "Rider app")


def test_a_kind_that_is_often_dismissed_comes_with_advice(flagged: Flags, open_page: OpenPage):
    for _ in range(3):
        key = flagged.raised(kind=Concern.NO_GUARDRAIL)
        flagged.act(MANAGER, flags.dismiss, key, 1, "It is guarded elsewhere.")
    page = open_page("flags", team="Street operations")
    assert "Many dismissed: raise the threshold" in page.said


def test_nobody_has_raised_a_flag_and_the_page_says_what_it_is_for(sample: Query, open_page: OpenPage):
    ((cycle,),) = sample("SELECT name FROM cycle WHERE state = 'planning'")
    page = open_page("flags", cycle=cycle)
    assert page.lead == "Nobody has raised a flag here."
    assert [link.address for link in page.links] == ["outcome_mix"]


@pytest.mark.parametrize(
    ("who", "may"), [(MANAGER, True), (ABOVE, True), (ADMIN, True), (OWNER, False), (VIEWER, False)]
)
@pytest.mark.parametrize("address", ["objective", "key_result"])
def test_only_a_manager_is_offered_to_raise_a_flag(address, who, may, flagged: Flags, open_page: OpenPage):
    page = open_page(address, as_=who, id=getattr(flagged, address))
    assert bool(page.linked("raise_flag")) == may


def test_a_flag_is_raised_with_what_the_address_preselects(flagged: Flags, open_page: OpenPage):
    page = open_page("raise_flag", as_=MANAGER, key_result=flagged.key_result, kind="lag_only")
    page.fill(ASKED, COMMENT).press("Raise flag")
    ((key_result, kind, comment),) = flagged.sample(
        "SELECT key_result_id, kind, comment FROM flag ORDER BY id DESC LIMIT 1"
    )
    assert (key_result, kind, comment) == (flagged.key_result, "lag_only", COMMENT)


def test_what_the_flag_keeps_says_which_key_results_do_not_count(flagged: Flags, open_page: OpenPage):
    ((objective,),) = flagged.sample("SELECT max(objective_id) FROM key_result WHERE exemption = 'compliance'")
    assert "exempt: compliance" in open_page("raise_flag", as_=ADMIN, objective=objective).said


@pytest.mark.parametrize("about", ["objective", "key_result"])
def test_a_flag_on_what_is_not_there_says_so(about, sample, open_page: OpenPage):
    page = open_page("raise_flag", as_=MANAGER, **{about: 999999})
    assert page.messages == [f"This {about.replace('_', ' ')} does not exist. It may have been in another database."]


def test_a_flag_without_words_is_not_raised_and_keeps_what_was_chosen(flagged: Flags, open_page: OpenPage):
    before = flagged.sample("SELECT count(*) FROM flag")
    page = open_page("raise_flag", as_=MANAGER, objective=flagged.objective, kind="no_baseline").press("Raise flag")
    assert "Write something here." in page.messages
    assert page.fields["Kind"].value == Concern.NO_BASELINE
    assert flagged.sample("SELECT count(*) FROM flag") == before


def test_a_key_result_that_was_dropped_meanwhile_is_named_and_the_words_stay(flagged: Flags, open_page: OpenPage):
    page = open_page("raise_flag", as_=MANAGER, key_result=flagged.key_result).fill(ASKED, COMMENT)
    flagged.act(MANAGER, key_results.drop_key_result, flagged.key_result, 1, True)
    page.press("Raise flag")
    assert any("was dropped meanwhile" in message for message in page.messages)
    assert page.fields[ASKED].value == COMMENT


@pytest.mark.parametrize("who", [OWNER, ELSEWHERE, VIEWER])
def test_who_may_not_raise_a_flag_is_told_who_may(who, flagged: Flags, open_page: OpenPage):
    page = open_page("raise_flag", as_=who, objective=flagged.objective)
    assert page.messages == ["Only a lead of this team, or of a team above it, may raise a flag here."]
    assert "Raise flag" not in page.buttons


@pytest.mark.parametrize("address", ["objective", "key_result"])
def test_open_flags_stand_at_the_top_and_closed_ones_do_not(address, flagged: Flags, open_page: OpenPage):
    gone, left = flagged.dismissed(), flagged.raised()
    shown = [link.query["id"] for link in open_page(address, id=getattr(flagged, address)).linked("flag")]
    assert str(left) in shown
    assert str(gone) not in shown


def test_my_week_shows_the_flag_above_the_check_ins_that_are_due(flagged: Flags, open_page: OpenPage):
    key = flagged.raised()
    page = open_page("my_week", as_=OWNER)
    assert page.links[0].address == "flag"
    assert page.links[0].query == {"id": str(key)}
    assert f"“{COMMENT}”" in page.said


def test_a_flag_that_is_not_there_says_so_and_leads_back(sample: Query, open_page: OpenPage):
    page = open_page("flag", id=999999)
    assert page.messages == ["This flag does not exist. It may have been in another database."]
    assert [link.address for link in page.links] == ["flags"]


def test_what_was_flagged_is_marked_with_a_word_of_its_own(flagged: Flags, open_page: OpenPage):
    page = open_page("flag", as_=MANAGER, id=flagged.raised())
    assert re.search(r"\sflagged\b", page.said)
