"""The sample company's numbers and sentences tell the stories that its README promises."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.measurement import Measurement, Reading, Schedule
from domain.outcome_mix import HintKind, MixItem, hints, outcome_mix
from domain.progress import progress
from domain.status import Standing, is_blindsiding, is_divergent, standing
from domain.vocabulary import Exemption, Indicator, InitiativeState, Label, Measure, Status

FOLDER = Path(__file__).resolve().parents[2] / "sample_data"
START = date(2026, 1, 1)
TODAY, LAST_DAY = 45, 90


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CHECK_INS, INITIATIVES = rows("check_ins"), rows("initiatives")
KEY_RESULTS = {row["key"]: row for row in rows("key_results")}
OBJECTIVES = {row["key"]: row for row in rows("objectives")}


def number(text: str) -> float | None:
    return float(text) if text else None


def in_cycle(cycle: str, team: str) -> list[dict[str, str]]:
    home = {"cycle": cycle, "team": team}
    return [row for row in KEY_RESULTS.values() if home.items() <= OBJECTIVES[row["objective"]].items()]


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


def hint_kinds(items: list[MixItem]) -> set[HintKind]:
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


def test_an_initiative_is_done_and_its_number_has_not_moved() -> None:
    new_map = next(row for row in INITIATIVES if row["key"] == "new-map")
    assert new_map["state"] == InitiativeState.DONE
    assert abs(progress_of("app0-search")) < 0.1


def test_one_active_objective_has_no_outcome() -> None:
    move = [row for row in in_cycle("now", "workshop") if row["objective"] == "ws0a"]
    assert HintKind.NO_OUTCOME in hint_kinds(mix_items(move))


def test_cargo_has_only_lagging_results() -> None:
    assert hint_kinds(mix_items(in_cycle("now", "cargo-partners"))) == {HintKind.LAG_ONLY}


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
    linked = {row["initiative"] for row in rows("initiative_links")}
    assert linked == {row["key"] for row in INITIATIVES}
