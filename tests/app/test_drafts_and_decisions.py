"""From draft to published on screen, and the decisions that changes propose."""

from dataclasses import dataclass

import pytest

from models.database import writing
from models.inputs import KeyResultInput, ObjectiveInput
from models.planning_inputs import DecisionInput
from services import decisions, key_results, objectives, publishing
from services.permissions import Actor
from services.reporting.editing import key_result_to_edit
from tests.app.conftest import OpenPage, Query
from ui.database import engine
from ui.publishing_view import KEPT

ADMIN, OWNER, COLLEAGUE, ELSEWHERE = "Tomasz Wilk", "Grace Mensah", "Anahera Tuhiwai", "Rafael Quintero"
TITLE, NUMBER = "A first ride feels safe to everybody", "First rides without a call"
WHY = "The survey asked the wrong people."


@dataclass
class Plan:
    """A draft of Rider care in the next cycle, and what people do with it."""

    sample: Query
    team: int
    cycle: int
    objective: int = 0
    key_result: int = 0

    def who(self, name: str) -> Actor:
        return Actor(self.sample("SELECT id FROM person WHERE name = ?", name)[0][0], name)

    def act(self, name, use_case, *args, **kwargs):
        with writing(engine()) as session:
            return use_case(session, self.who(name), *args, **kwargs)

    @property
    def state(self) -> tuple[str, int]:
        return self.sample("SELECT state, shared FROM objective WHERE id = ?", self.objective)[0]


@pytest.fixture
def plan(sample: Query) -> Plan:
    ((team,),) = sample("SELECT id FROM team WHERE name = 'Rider care'")
    ((cycle, starts, ends),) = sample("SELECT id, starts_on, ends_on FROM cycle WHERE state = 'planning'")
    made = Plan(sample, team, cycle)
    owner = made.who(OWNER).person_id
    aim = ObjectiveInput(team_id=team, cycle_id=cycle, owner_id=owner, title=TITLE)
    made.objective = made.act(OWNER, objectives.create_objective, aim)
    number = {"measure": "increase", "unit": "%", "baseline": 60.0, "target": 80.0, "title": NUMBER}
    place = {"objective_id": made.objective, "owner_id": owner, "starts_on": starts, "due_on": ends}
    made.key_result = made.act(OWNER, key_results.create_key_result, KeyResultInput(**place, **number))
    return made


def test_the_team_finds_its_drafts_with_what_they_lack(plan: Plan, open_page: OpenPage):
    page = open_page("drafts", as_=OWNER)
    assert page.fields["Team"].value == "Rider care"
    assert page.lead == "2 drafts, 1 in review, 2 lack the source of a number, 2 lack an answer on sufficiency."
    assert [link.label for link in page.linked("objective")][-1] == TITLE
    assert "seen by the team only · owner Grace Mensah · 1 key result" in page.said


def test_others_find_only_what_the_team_has_shared(plan: Plan, open_page: OpenPage):
    page = open_page("drafts", as_=ELSEWHERE, team="Rider care")
    assert TITLE not in page.said
    assert "Drafts that the team has not shared yet are left out" in page.said
    assert "Send to review" not in page.buttons


@pytest.mark.parametrize(("who", "sees"), [(OWNER, True), (COLLEAGUE, True), (ADMIN, True), (ELSEWHERE, False)])
@pytest.mark.parametrize("address", ["objective", "key_result"])
def test_a_draft_says_to_others_that_only_its_team_sees_it(address, who, sees, plan: Plan, open_page: OpenPage):
    page = open_page(address, as_=who, id=getattr(plan, address))
    assert (KEPT in page.messages) != sees
    assert (page.title == {"objective": TITLE, "key_result": NUMBER}[address]) == sees


def test_sharing_shows_a_draft_to_others(plan: Plan, open_page: OpenPage):
    open_page("objective", as_=OWNER, id=plan.objective).press("Share with everybody")
    assert plan.state == ("draft", 1)
    page = open_page("objective", as_=ELSEWHERE, id=plan.objective)
    assert page.title == TITLE
    assert not {"Keep to the team", "Send to review"} & set(page.buttons)
    open_page("objective", as_=OWNER, id=plan.objective).press("Keep to the team")
    assert plan.state == ("draft", 0)


def test_what_is_missing_links_to_where_it_is_mended(plan: Plan, open_page: OpenPage):
    page = open_page("objective", as_=OWNER, id=plan.objective)
    mended = {link.label: (link.address, link.query) for link in page.links}
    own = next(found for label, found in mended.items() if label.startswith("Could it be missed"))
    source = next(found for label, found in mended.items() if label.endswith("where its numbers come from."))
    assert own == ("write_objective", {"id": str(plan.objective)})
    assert source == ("write_key_result", {"id": str(plan.key_result)})


def test_from_the_list_of_drafts_to_published_by_a_colleague(plan: Plan, open_page: OpenPage):
    plan.act(OWNER, publishing.submit, plan.objective)
    page = open_page("objective", as_=OWNER, id=plan.objective)
    assert "Publish" not in page.buttons
    assert "You own this objective, so somebody else publishes it. Ask a colleague." in page.said
    reader = open_page("objective", as_=COLLEAGUE, id=plan.objective).press("Publish")
    assert "Something is missing. Say why it is published all the same." in reader.messages
    reader.fill("Why publish it all the same?", "The pilot tells us more.").press("Publish")
    assert plan.state == ("published", 1)
    kept = plan.sample("SELECT reason, person_id FROM publication WHERE objective_id = ?", plan.objective)
    assert kept == [("The pilot tells us more.", plan.who(COLLEAGUE).person_id)]
    assert "Published because: “The pilot tells us more.”" in reader.said


def test_what_somebody_changed_meanwhile_is_not_published_unread(plan: Plan, open_page: OpenPage):
    plan.act(OWNER, publishing.submit, plan.objective)
    reader = open_page("objective", as_=COLLEAGUE, id=plan.objective).fill("Why publish it all the same?", "Go.")
    plan.act(OWNER, publishing.answer_sufficiency, plan.objective, 2, "No: riders would call anyway.")
    reader.press("Publish")
    assert any(message.startswith("Somebody changed this objective while you were") for message in reader.messages)
    assert plan.state == ("in_review", 1)
    assert reader.press("Publish").fields is not None
    assert plan.state == ("published", 1)


def test_a_review_sends_back_with_a_reason(plan: Plan, open_page: OpenPage):
    plan.act(OWNER, publishing.submit, plan.objective)
    page = open_page("objective", as_=COLLEAGUE, id=plan.objective).press("Send back")
    assert "Say what is to be changed before it can be published." in page.messages
    page.fill("What is to be changed?", "Say who is afraid.").press("Send back")
    assert plan.state == ("draft", 1)
    assert "Say who is afraid." in page.said


def test_an_objective_is_closed_early_and_opened_again(plan: Plan, open_page: OpenPage):
    page = open_page("objective", as_=OWNER, id=plan.objective)
    page.fill("Why stop before the cycle ends?", "No money.").press("Close early")
    assert plan.state[0] == "closed"
    page.press("Open again")
    assert plan.state[0] == "draft"


def test_the_form_says_who_will_see_a_new_draft(plan: Plan, open_page: OpenPage):
    page = open_page("write_objective", as_=OWNER, cycle=plan.cycle, team=plan.team)
    assert "It starts as a draft that only the team sees until somebody shares it." in page.said
    assert "State" not in page.fields
    page.fill("Cycle", 4 if plan.cycle == 5 else plan.cycle - 1).run()
    assert "It starts as a draft that everybody sees." in page.said


def test_the_form_keeps_what_the_gate_asks_for(plan: Plan, open_page: OpenPage):
    page = open_page("write_objective", as_=OWNER, id=plan.objective)
    answer, narrative = (next(label for label in page.fields if word in label) for word in ("missed", "Narrative"))
    page.fill(answer, "No.").fill(narrative, "https://wiki.example.com/ride").press("Save objective")
    page = open_page("write_objective", as_=OWNER, id=plan.objective).fill("Objective", "Rides feel safe")
    page.press("Save objective")
    stored = plan.sample("SELECT title, sufficiency, narrative FROM objective WHERE id = ?", plan.objective)
    assert stored == [("Rides feel safe", "No.", "https://wiki.example.com/ride")]


@pytest.fixture
def published(plan: Plan) -> tuple[int, str]:
    """A published key result of Rider care, with its title."""
    return plan.sample(
        """SELECT k.id, k.title FROM key_result k JOIN objective o ON o.id = k.objective_id JOIN cycle c
           ON c.id = o.cycle_id WHERE c.state = 'active' AND o.team_id = ? AND o.state = 'published'
           AND k.measure = 'decrease' AND NOT k.dropped ORDER BY k.id LIMIT 1""",
        plan.team,
    )[0]


def test_a_published_target_asks_why_beside_the_field(plan: Plan, published, open_page: OpenPage):
    key, title = published
    page = open_page("write_key_result", as_=OWNER, id=key).fill("Target", 1.0).press("Save key result")
    assert "This is published, and its target would change. Say why: the decision log keeps it." in page.messages
    assert page.fields["Target"].value == 1.0
    page.fill("Why it changes", WHY).press("Save key result")
    assert page.title == title
    assert plan.sample("SELECT reason, state FROM decision WHERE key_result_id = ?", key) == [(WHY, "proposed")]


def test_a_draft_is_not_asked_why(plan: Plan, open_page: OpenPage):
    assert "Why it changes" not in open_page("write_key_result", as_=OWNER, id=plan.key_result).fields
    assert "Why it changes" not in open_page("write_objective", as_=OWNER, id=plan.objective).fields


@pytest.fixture
def proposal(plan: Plan, published) -> int:
    key, _ = published
    with writing(engine()) as session:
        stored = key_result_to_edit(session, key)
    kept = {name: stored[name] for name in KeyResultInput.model_fields if name not in ("milestones", "target")}
    entered = KeyResultInput(**kept, target=1.0)
    plan.act(OWNER, key_results.update_key_result, key, stored["version"], entered, reason=WHY)
    return plan.sample("SELECT max(id) FROM decision")[0][0]


def test_a_proposal_stands_first_and_is_accepted(plan: Plan, proposal: int, open_page: OpenPage):
    given = DecisionInput(team_id=plan.team, kind="not_doing", title="A hotline at night", reason="Few calls.")
    plan.act(OWNER, decisions.decide, given)
    plan.sample("DELETE FROM decision WHERE id < ?", proposal)
    page = open_page("decisions", as_=OWNER)
    assert page.lead == "1 proposal waits for a decision; 0 decided, 1 not to be done."
    assert page.said.index(WHY) < page.said.index("A hotline at night")
    page.press("Accept")
    assert plan.sample("SELECT state FROM decision WHERE id = ?", proposal) == [("accepted",)]
    assert page.lead == "No proposal waits; 1 decided, 1 not to be done."


def test_a_decision_shows_the_numbers_of_its_moment(plan: Plan, proposal: int, published, open_page: OpenPage):
    said = open_page("decisions", as_=OWNER).said
    ((baseline, target, unit),) = plan.sample(
        "SELECT baseline, json_extract(d.snapshot, '$.key_results[0].target'), unit FROM key_result k JOIN decision d"
        " ON d.id = ? WHERE k.id = ?", proposal, published[0],
    )  # fmt: skip
    assert f"from {baseline:g} to {target:g} {unit}, " in said.split("At that moment: ")[1]
    assert "The objective at that moment: 4 key results" in said


def test_a_rejection_asks_why(plan: Plan, proposal: int, open_page: OpenPage):
    page = open_page("decisions", as_=OWNER).press("Reject")
    assert "Say why it is rejected." in page.messages
    page.fill("Why not?", "Wait for the pilot.").press("Reject")
    assert plan.sample("SELECT state FROM decision WHERE id = ?", proposal) == [("rejected",)]
    assert "Wait for the pilot." in page.said


def test_who_may_not_decide_only_reads(plan: Plan, proposal: int, open_page: OpenPage):
    page = open_page("decisions", as_=ELSEWHERE)
    assert WHY in page.said
    assert not {"Accept", "Reject"} & set(page.buttons)


def test_a_team_in_the_address_narrows_the_log(plan: Plan, proposal: int, open_page: OpenPage):
    assert WHY in open_page("decisions", team="Rider care").said
    assert WHY not in open_page("decisions", team="Workshop").said


def test_an_objective_shows_its_own_decisions(plan: Plan, published, proposal: int, open_page: OpenPage):
    ((objective,),) = plan.sample("SELECT objective_id FROM key_result WHERE id = ?", published[0])
    assert WHY in open_page("objective", as_=OWNER, id=objective).said
    assert "Decisions" not in open_page("objective", as_=OWNER, id=plan.objective).said


def test_without_decisions_the_page_says_what_will_be_here(sample, open_page: OpenPage):
    sample("DELETE FROM decision")
    page = open_page("decisions")
    assert page.lead == "No decision is kept here yet."
    assert any("proposes a decision with its reason" in message for message in page.messages)
