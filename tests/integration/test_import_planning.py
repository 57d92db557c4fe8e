"""What an import would do with each row, and why it refuses some."""

from datetime import date

import pytest
from sqlmodel import select

from domain.vocabulary import CycleState, ObjectiveState
from models import CheckIn, Cycle, KeyResult, Membership, Objective, Person, Team
from models.database import reading
from services.exchange.report import RowAction
from services.permissions import Actor
from tests.factories import TODAY
from tests.imports import HEADER, import_file, plan_file


@pytest.fixture
def files(company_database, a_team_with_an_open_cycle, admin):
    """Imports, plans and looks up what is stored, on behalf of the administrator unless told otherwise."""

    class Files:
        engine, company = company_database, a_team_with_an_open_cycle

        def plan(self, text, actor=admin, **options):
            return plan_file(self.engine, actor, text, **options).report

        def load(self, text, actor=admin, **options):
            return import_file(self.engine, actor, text, **options)

        def all(self, table, *conditions):
            with reading(self.engine) as session:
                return session.exec(select(table).where(*conditions).order_by(table.id)).all()

        def one(self, table, *conditions):
            (found,) = self.all(table, *conditions)
            return found

        def key_result(self, title):
            return self.one(KeyResult, KeyResult.title == title)

    return Files()


def refusals(report):
    return [(problem.row, problem.column, problem.message) for problem in report.refused]


def test_planning_writes_nothing(files):
    before = len(files.all(KeyResult)), len(files.all(Team))
    report = files.plan(f"{HEADER}\nNew,2026-Q3,O,K,1,2\n")
    assert report.created["key_results"] == report.created["teams"] == 1
    assert (len(files.all(KeyResult)), len(files.all(Team))) == before


def test_a_team_is_found_whatever_its_case_and_spacing(files):
    report = files.load(f"{HEADER}\n CHECKOUT ,2026 q2,O,K,1,2\nCheckout,2026-Q2,o,L,1,2\n")
    assert report.created["teams"] == report.created["cycles"] == 0
    assert report.created["objectives"] == 1
    assert files.one(Objective, Objective.title == "O").team_id == files.company.checkout


def test_an_organisation_becomes_the_team_above(files):
    files.load(f"Organization,{HEADER}\nAcme,Ships,2026-Q2,O,K,1,2\n")
    above = files.one(Team, Team.name == "Acme")
    assert files.one(Team, Team.name == "Ships").parent_id == above.id


def test_one_team_name_below_two_organisations_is_refused_rather_than_mixed(files):
    report = files.plan(f"Organization,{HEADER}\nAcme,Ships,2026-Q2,O,K,1,2\nOther,Ships,2026-Q2,P,L,1,2\n")
    ((row, column, message),) = refusals(report)
    assert (row, column) == (3, "Organization")
    assert "stands below “Acme”, not below “Other”" in message


@pytest.mark.parametrize(
    ("name", "state", "objective"),
    [
        ("2025-Q4", CycleState.CLOSING, ObjectiveState.PUBLISHED),
        ("2026-05", CycleState.ACTIVE, ObjectiveState.PUBLISHED),
        ("2026-Q3", CycleState.PLANNING, ObjectiveState.DRAFT),
    ],
)
def test_a_new_cycle_stands_where_its_dates_put_it(files, name, state, objective):
    files.load(f"{HEADER}\nCheckout,{name},O,K,1,2\n")
    assert files.one(Cycle, Cycle.name == name).state == state
    assert files.one(Objective, Objective.title == "O").state == objective


def test_a_cycle_with_the_dates_of_a_stored_one_is_that_one(files):
    report = files.load(f"{HEADER}\nCheckout,2026-Q2,O,K,1,2\n")
    assert report.created["cycles"] == 0
    assert files.one(Objective, Objective.title == "O").cycle_id == files.company.cycle
    assert any("has the dates of the cycle “Q2”" in note.message for note in report.notes)


def test_a_row_of_a_closed_cycle_is_refused(files):
    report = files.plan(f"{HEADER}\nCheckout,2026-Q1,O,K,1,2\n")
    assert refusals(report) == [(2, "Cycle", "The cycle “Q1” is closed and read-only.")]
    assert report.accepted == 0


def test_a_row_that_says_what_a_closed_cycle_holds_is_unchanged(files):
    text = "Team,Cycle,Objective,Key result,Unit,Baseline,Target\nCheckout,2026-Q1,Paying is easy,"
    report = files.plan(f"{text}Raise the share of paid carts from 20 % to 40 %,%,20,40\n")
    assert (report.unchanged, refusals(report)) == (1, [])


def test_a_target_that_equals_the_baseline_is_refused_with_advice(files):
    report = files.plan(f"{HEADER},Measure\nCheckout,2026-Q2,O,K,5,5,increase\n")
    ((row, column, message),) = refusals(report)
    assert (row, column) == (2, "Target")
    assert "stay at least" in message


def test_a_direction_that_contradicts_the_numbers_is_refused(files):
    report = files.plan(f"{HEADER},Measure\nCheckout,2026-Q2,O,K,5,9,decrease\n")
    assert refusals(report) == [
        (2, "Measure", "The target 9 is above the baseline 5. Choose “increase”, or swap the two numbers.")
    ]


def test_a_due_date_before_the_cycle_is_refused(files):
    report = files.plan(f"{HEADER},Due date\nCheckout,2026-Q2,O,K,1,2,2026-01-05\n")
    assert [problem.column for problem in report.refused] == ["Due date"]


def test_an_objective_of_which_every_row_is_refused_is_not_created(files):
    report = files.load(
        f"{HEADER},Measure\nCheckout,2026-Q2,Gone,K,5,5,increase\nNowhere,2030-Q1,Gone,K,5,5,increase\n"
    )
    assert not any(report.created.values())
    assert files.all(Team, Team.name == "Nowhere") == []


def test_good_rows_are_imported_beside_refused_ones(files):
    report = files.load(f"{HEADER}\nCheckout,2026-Q2,O,Good,1,2\nCheckout,2026-Q1,O,Closed,1,2\n")
    assert [line.action for line in report.lines] == [RowAction.CREATED, RowAction.REFUSED]
    assert files.key_result("Good").target == 2
    assert files.all(KeyResult, KeyResult.title == "Closed") == []


def test_a_member_imports_into_the_own_team(files, member):
    report = files.load(f"{HEADER}\nCheckout,2026-Q2,O,K,1,2\n", actor=member)
    assert report.created["key_results"] == 1
    assert files.key_result("K").owner_id == member.person_id


def test_a_member_of_another_team_is_refused(files):
    report = files.plan(f"{HEADER}\nCheckout,2026-Q2,O,K,1,2\n", actor=files.company["member_elsewhere"])
    assert refusals(report) == [(2, "Team", "You are not a member of “Checkout”. Ask a lead to add you.")]


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("Nowhere,2026-Q2,O,K,1,2,", "Team", "There is no team “Nowhere”. Only an administrator can add teams"),
        ("Checkout,2031-Q1,O,K,1,2,", "Cycle", "There is no cycle “2031-Q1”. Only an administrator can add cycles"),
        ("Checkout,2026-Q2,O,K,1,2,Nina", "Owner", "“Nina” is not known here. Only an administrator can add people"),
        ("Checkout,2026-Q2,O,K,1,2,Fred", "Owner", "Fred is not active here any more. Write another owner."),
    ],
)
def test_what_only_an_administrator_can_add_is_refused_for_a_lead(files, lead, row, column, message):
    ((number, found, said),) = refusals(files.plan(f"{HEADER},Owner\n{row}\n", actor=lead))
    assert (number, found) == (2, column)
    assert said.startswith(message)


def test_a_new_owner_becomes_a_member_who_can_check_in(files):
    report = files.load(f"{HEADER},Owner\nCheckout,2026-Q2,O,K,1,2,Nina <nina@example.org>\n")
    nina = files.one(Person, Person.name == "Nina")
    assert (nina.email, files.key_result("K").owner_id) == ("nina@example.org", nina.id)
    assert files.one(Membership, Membership.person_id == nina.id).team_id == files.company.checkout
    assert report.created["people"] == report.created["memberships"] == 1


def test_an_owner_is_found_by_name_or_address(files):
    files.load(f"{HEADER},Owner\nCheckout,2026-Q2,O,K,1,2,Nina <nina@example.org>\n")
    report = files.load(f"{HEADER},Owner\nCheckout,2026-Q2,O,L,1,2,NINA\nCheckout,2026-Q2,O,M,1,2,Nina@Example.org\n")
    assert report.created["people"] == 0
    assert files.key_result("L").owner_id == files.key_result("M").owner_id


def test_somebody_with_a_role_above_the_team_needs_no_membership(files):
    report = files.load(f"{HEADER},Owner\nCheckout,2026-Q2,O,K,1,2,Pia\n")
    assert report.created["memberships"] == 0


def test_rows_without_an_owner_belong_to_who_imports_and_say_so_once(files):
    report = files.load(f"{HEADER}\nCheckout,2026-Q2,O,K,1,2\nCheckout,2026-Q2,O,L,1,2\n")
    assert [note.message for note in report.notes if "owner" in note.message] == [
        "2\xa0rows name no owner: Ada owns them until somebody else is chosen."
    ]


def test_a_value_becomes_a_check_in_at_the_end_of_a_past_cycle(files, admin):
    files.load(f"{HEADER},Current value\nCheckout,2025-Q4,O,K,1,9,7\n")
    entry = files.one(CheckIn, CheckIn.key_result_id == files.key_result("K").id)
    assert (entry.value, entry.as_of, entry.author_id) == (7, date(2025, 12, 31), admin.person_id)


def test_a_value_without_a_day_is_never_later_than_today(files):
    files.load(f"{HEADER},Current value,Confidence,Comment\nCheckout,2026-Q2,O,K,1,9,7,6,Slow\n")
    entry = files.one(CheckIn, CheckIn.key_result_id == files.key_result("K").id)
    assert (entry.as_of, entry.confidence, entry.note) == (TODAY, 6, "Slow")


def test_a_value_of_a_day_to_come_counts_for_today(files):
    report = files.load(f"{HEADER},Current value,As of\nCheckout,2026-Q2,O,K,1,9,7,2026-06-20\n")
    assert files.one(CheckIn, CheckIn.key_result_id == files.key_result("K").id).as_of == TODAY
    assert any("still to come" in note.message for note in report.notes)


def test_texts_that_no_field_can_hold_stay_beside_the_key_result(files):
    files.load(f"{HEADER},Confidence,Comment,Source\nCheckout,2026-Q2,O,K,1,X% (tbd),5,Waiting,CRM\n")
    assert files.key_result("K").source.splitlines() == [
        "CRM",
        "Target in the file: X% (tbd)",
        "Comment in the file: Waiting",
        "Confidence in the file: 5",
    ]


def test_a_percentage_of_a_milestone_is_a_part_of_100(files):
    files.load(f"{HEADER},Measure,Current value\nCheckout,2026-Q2,O,Ship it,,,milestone,60%\n")
    stored = files.key_result("Ship it")
    assert (stored.target, files.one(CheckIn, CheckIn.key_result_id == stored.id).value) == (100, 60)


def test_a_milestone_with_a_value_of_unknown_weight_keeps_it_as_text(files):
    report = files.load(f"{HEADER},Measure,Current value\nCheckout,2026-Q2,O,Ship it,,,milestone,3\n")
    stored = files.key_result("Ship it")
    assert stored.source == "Current value in the file: 3"
    assert report.created["check_ins"] == 0


def test_an_initiative_is_created_once_and_linked(files):
    text = f"{HEADER},Initiative\nCheckout,2026-Q2,O,K,1,2,Guest checkout\nCheckout,2026-Q2,O,L,1,2,guest CHECKOUT\n"
    assert files.load(text).created["initiatives"] == 1
    assert files.load(text).unchanged == 2


def test_a_row_that_names_only_an_objective_creates_it_with_its_texts(files):
    report = files.load(f"{HEADER},Source\nCheckout,2026-Q2,Only this,,,,page 3\n")
    assert report.created["objectives"] == 1
    assert files.one(Objective, Objective.title == "Only this").description == "Source: page 3"


def test_two_rows_with_the_same_title_are_two_key_results_and_stay_so(files):
    text = f"{HEADER}\nCheckout,2026-Q2,O,Twin,1,2\nCheckout,2026-Q2,O,twin,1,3\n"
    assert files.load(text).created["key_results"] == 2
    assert files.load(text).unchanged == 2


def test_a_refused_twin_takes_no_place(files):
    text = f"{HEADER},Measure\nCheckout,2026-Q2,O,Twin,5,5,increase\nCheckout,2026-Q2,O,Twin,1,3,increase\n"
    assert files.load(text).created["key_results"] == 1
    again = files.load(text)
    assert (again.created["key_results"], again.changed["key_results"], again.unchanged) == (0, 0, 1)


def test_every_row_has_a_line_and_every_refusal_its_reason(files):
    text = f"{HEADER}\nCheckout,2026-Q2,O,K,1,2\nCheckout,2026-Q2,O,K,1,2\n,,,,9,\nCheckout,2026-Q1,O,L,1,2\n"
    report = files.plan(text)
    assert [(line.row, line.action) for line in report.lines] == [
        (2, "created"),
        (3, "skipped"),
        (4, "refused"),
        (5, "refused"),
    ]
    assert all(line.message for line in report.lines if line.action in ("skipped", "refused"))


def test_a_person_who_left_can_plan_nothing(files):
    with pytest.raises(Exception, match="is not an active person here"):
        files.plan(f"{HEADER}\nCheckout,2026-Q2,O,K,1,2\n", actor=Actor(files.company.former, "Fred"))
