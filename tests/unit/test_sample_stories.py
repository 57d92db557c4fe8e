"""The sample company's numbers and sentences tell the stories that its README promises."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.flags import MOVES
from domain.initiatives import Unmoved, unmoved
from domain.measurement import Measurement, Reading, Schedule
from domain.mix_hints import hints
from domain.outcome_mix import MixItem, outcome_mix
from domain.progress import progress
from domain.status import Standing, is_blindsiding, is_divergent, standing
from domain.vocabulary import (
    Concern,
    ConversionKind,
    Exemption,
    FlagMove,
    FlagState,
    Indicator,
    InitiativeState,
    Label,
    Measure,
    Status,
)

FOLDER = Path(__file__).resolve().parents[2] / "sample_data"
START = date(2026, 1, 1)
TODAY, LAST_DAY = 45, 90


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CHECK_INS, INITIATIVES = rows("check_ins"), rows("initiatives")
FLAGS, EVENTS = rows("flags"), rows("flag_events")
DEMOTED = {row["key_result"] for row in rows("conversions") if row["kind"] == ConversionKind.DEMOTED}
KEY_RESULTS = {row["key"]: row for row in rows("key_results")}
OBJECTIVES = {row["key"]: row for row in rows("objectives")}


def number(text: str) -> float | None:
    return float(text) if text else None


def in_cycle(cycle: str, team: str) -> list[dict[str, str]]:
    home = {"cycle": cycle, "team": team}
    live = [row for row in KEY_RESULTS.values() if row["key"] not in DEMOTED]
    return [row for row in live if home.items() <= OBJECTIVES[row["objective"]].items()]


def measurement(row: dict[str, str]) -> Measurement:
    values = (number(row[name]) for name in ("baseline", "target", "low", "high", "stretch"))
    return Measurement(Measure(row["measure"]), row["unit"], *values)


def schedule(row: dict[str, str]) -> Schedule:
    start, due = int(row["start_day"] or 0), int(row["due_day"] or LAST_DAY)
    return Schedule(START + timedelta(start), START + timedelta(due), int(row["cadence_days"]))


def history(key: str) -> list[dict[str, str]]:
    return [row for row in CHECK_INS if row["key_result"] == key]


def readings(key: str) -> list[Reading]:
    live = {row["day"]: row for row in history(key)}  # a correction follows, and replaces, what it corrects
    return [
        Reading(START + timedelta(int(day)), float(row["value"]), int(row["confidence"])) for day, row in live.items()
    ]


def stands(key: str, day: int = TODAY) -> Standing:
    row = KEY_RESULTS[key]
    return standing(measurement(row), readings(key), schedule(row), START + timedelta(day))


def progress_of(key: str, day: int = TODAY) -> float:
    row = KEY_RESULTS[key]
    value = progress(measurement(row), readings(key), schedule(row), START + timedelta(day)).value
    assert value is not None
    return value


def mix_items(found: list[dict[str, str]]) -> list[MixItem]:
    return [
        MixItem(
            float(row["weight"]),
            Label(row["label"]),
            Exemption(row["exemption"]),
            Indicator(row["indicator"]) if row["indicator"] else None,
            place,
        )
        for place, row in enumerate(found)
    ]


def hint_kinds(items: list[MixItem]) -> set[Concern]:
    return {hint.kind for hint in hints(outcome_mix(items), items)}


def test_the_app_team_moves_from_outputs_to_outcomes_over_the_year() -> None:
    shares = [
        outcome_mix(mix_items(in_cycle(cycle, "rider-app"))).share for cycle in ("three-ago", "two-ago", "last", "now")
    ]
    assert shares == pytest.approx([0.15, 0.35, 0.60, 0.75])


def test_one_key_result_turns_from_green_to_red_in_one_step() -> None:
    before, after = (int(row["day"]) for row in history("ops0-eight")[-2:])
    assert is_blindsiding(stands("ops0-eight", before).status, stands("ops0-eight", after).status)


def test_confidence_and_numbers_disagree_in_both_directions() -> None:
    hopeful, worried = readings("cargo0-subs")[-1], readings("ws0-battery")[-1]
    assert (hopeful.confidence, stands("cargo0-subs").status) == (9, Status.AT_RISK)
    assert is_divergent(hopeful.confidence, stands("cargo0-subs").status)
    assert is_divergent(worried.confidence, stands("ws0-battery").status)


def test_contacts_have_become_worse_than_their_baseline() -> None:
    assert progress_of("care0-contacts") < 0


def test_one_key_result_is_stale_and_one_was_never_updated() -> None:
    assert stands("ops0-vankm").stale
    assert history("cargo0-fleetvalue") == []
    assert stands("cargo0-fleetvalue").status == Status.AT_RISK


def test_reply_times_recover_late() -> None:
    assert stands("care1-reply", 52).status == Status.AT_RISK
    assert progress_of("care1-reply", 52) < 0.15
    assert progress_of("care1-reply", LAST_DAY) > 1


def test_employers_end_at_one_hundred_and_twenty_five_percent() -> None:
    assert progress_of("cargo1-employers", LAST_DAY) == pytest.approx(1.25)


def looked_at(initiative: str, key_result: str) -> Unmoved | None:
    work, number = next(row for row in INITIATIVES if row["key"] == initiative), KEY_RESULTS[key_result]
    assert work["state"] == InitiativeState.DONE
    done_on = START + timedelta(int(work["due_day"]))
    return unmoved(measurement(number), readings(key_result), schedule(number), done_on, START + timedelta(TODAY))


def test_an_initiative_is_done_and_its_number_has_not_moved() -> None:
    found = looked_at("new-map", "app0-search")
    assert found is not None
    assert (found.then, found.now) == (34.0, 34.3)


def test_an_initiative_is_done_and_one_of_its_two_numbers_became_worse() -> None:
    worse = looked_at("fine-photo", "care0-contacts")
    assert worse is not None
    assert (worse.then, worse.now) == (31.6, 33.8)
    assert looked_at("fine-photo", "app0-dispute") is None


def test_an_initiative_is_done_and_nobody_has_checked_in_since() -> None:
    found = looked_at("van-routes", "ops0-vankm")
    assert found is not None
    assert (found.then, found.now) == (2.4, None)


def test_one_active_objective_has_no_outcome() -> None:
    move = [row for row in in_cycle("now", "workshop") if row["objective"] == "ws0a"]
    assert Concern.NO_OUTCOME in hint_kinds(mix_items(move))


def test_cargo_has_only_lagging_results() -> None:
    assert hint_kinds(mix_items(in_cycle("now", "cargo-partners"))) == {Concern.LAG_ONLY}


def test_sentences_read_like_people_and_are_not_repeated() -> None:
    notes = [row["note"] for row in CHECK_INS if row["note"]]
    assert len(set(notes)) == len(notes) >= 400
    assert all(len(note) <= 200 and note[-1] in ".?" for note in notes)
    everything = " ".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.csv"))
    assert not re.search(r"[—!]|seamless|empower|leverag|synerg|delight|world-class|cutting-edge", everything, re.I)


def test_addresses_can_never_reach_anybody() -> None:
    assert all(re.fullmatch(r"[a-z.]+@fenwheel\.test", row["email"]) for row in rows("people"))


def test_initiatives_say_what_should_move_and_why() -> None:
    form = re.compile(r"We expect .+ to move .*because .+\.$")
    assert [row["key"] for row in INITIATIVES if not form.match(row["hypothesis"])] == []


def test_one_initiative_is_under_way_for_no_number() -> None:
    linked = {row["initiative"] for row in rows("initiative_links")}
    apart = [row for row in INITIATIVES if row["key"] not in linked]
    assert [(row["key"], row["state"]) for row in apart] == [("helmet-lockers", InitiativeState.DOING)]


def test_one_outcome_of_the_active_quarter_has_no_work() -> None:
    served = {row["key_result"] for row in rows("initiative_links")}
    assert KEY_RESULTS["cargo0-fleetvalue"]["label"] == Label.OUTCOME
    assert "cargo0-fleetvalue" not in served


def moves_of(flag: str) -> list[dict[str, str]]:
    return [row for row in EVENTS if row["flag"] == flag]


def states_of(flag: str) -> list[FlagState]:
    states = [FlagState.OPEN]
    for row in moves_of(flag)[1:]:
        rule = MOVES[FlagMove(row["move"])]
        assert states[-1] in rule.states, row
        states.append(rule.leads_to or states[-1])
    return states


def test_flags_stand_in_all_four_states_and_every_move_was_permitted() -> None:
    assert {states_of(row["key"])[-1] for row in FLAGS} == set(FlagState)


def test_a_conversation_begins_with_who_raised_it_and_goes_forward_in_time() -> None:
    for flag in FLAGS:
        moves = moves_of(flag["key"])
        assert (moves[0]["move"], moves[0]["person"]) == (FlagMove.RAISED, flag["raised_by"])
        days = [int(row["day"]) for row in moves]
        assert days == sorted(days)
        assert days[-1] < (TODAY if OBJECTIVES[flag["objective"]]["cycle"] == "now" else LAST_DAY)


def test_every_word_of_a_conversation_but_an_acknowledgement_has_a_text() -> None:
    assert [row for row in EVENTS if not row["text"] and row["move"] != FlagMove.ACKNOWLEDGED] == []


def test_an_acknowledgement_is_the_owners() -> None:
    for flag in FLAGS:
        owner = (KEY_RESULTS.get(flag["key_result"]) or OBJECTIVES[flag["objective"]])["owner"]
        said = [row["person"] for row in moves_of(flag["key"]) if row["move"] == FlagMove.ACKNOWLEDGED]
        assert set(said) <= {owner}


def test_a_demoted_key_result_became_work_under_an_outcome() -> None:
    demoted = next(row for row in rows("conversions") if row["kind"] == ConversionKind.DEMOTED)
    work = next(row for row in INITIATIVES if row["key"] == demoted["initiative"])
    assert work["title"] == KEY_RESULTS[demoted["key_result"]]["title"]
    assert KEY_RESULTS[demoted["to_key_result"]]["label"] == Label.OUTCOME
    assert {"initiative": work["key"], "key_result": demoted["to_key_result"]} in rows("initiative_links")


def test_a_compound_key_result_was_split_into_two_that_share_its_weight() -> None:
    split = next(row for row in rows("conversions") if row["kind"] == ConversionKind.SPLIT)
    both = [KEY_RESULTS[split[end]] for end in ("key_result", "to_key_result")]
    assert sum(float(row["weight"]) for row in both) == float(split["weight_before"])
    assert both[0]["objective"] == both[1]["objective"]
