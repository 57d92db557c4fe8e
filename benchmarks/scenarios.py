"""What a person does on each page, as acts that can be repeated and clocked."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qsl, quote, urlencode

from benchmarks.driver import PageFailed, Run, Tab
from benchmarks.subjects import Subject, Subjects

SAVE = "save a check-in"
Act = Callable[[Tab, int], Awaitable[Run]]
OPENING = re.compile(r'href="my_week\?(check_in=[^"]*)"')  # the link that opens the form of a key result


@dataclass(frozen=True, slots=True)
class Scenario:
    """A page at an address and what is done on it, told the tab and how often it was done before."""

    page: str
    what: str
    address: str
    act: Act


def scenarios(found: Subjects, save: Callable[[], None]) -> list[Scenario]:
    """Return what is measured on a database: every page, with the widget that a person would use there.

    ``save`` is what a colleague does meanwhile, so that nothing of a page may be taken from memory.
    """
    team, other = found.teams[0].name, found.teams[1].name
    person, colleague = found.people[0].name, found.people[1].name
    objective, key_result = found.objectives[0].key, found.key_results[0].key
    in_team, as_person = {"team": team}, {"as": person}
    change_person = _alternate("as", colleague, person)
    saved = _after(save)
    return [
        _scenario("my_week", "open another form", _open_form, **as_person),
        _scenario("my_week", "change person", change_person, **as_person),
        _scenario("objectives", "change team", _alternate("team", other, team), **in_team),
        _scenario("objectives", "change cycle, one team", _alternate("cycle", *found.cycles[1::-1]), **in_team),
        _scenario("objectives", "change cycle, all teams", _alternate("cycle", *found.cycles[1::-1])),
        _scenario("objectives", "turn the page, all teams", _alternate("page", 2, 1)),
        _scenario("objectives", "draw again after a colleague saved, one team", saved, **in_team),
        _scenario("objectives", "draw again after a colleague saved, all teams", saved),
        _scenario("objective", "change person", change_person, id=objective, **as_person),
        _scenario("key_result", "change person", change_person, id=key_result, **as_person),
        _scenario("initiatives", "change team", _alternate("team", other, team), **in_team),
        _scenario("initiatives", "change state, all teams", _alternate("state", "Done", "All but dropped")),
        _scenario("initiatives", "draw again after a colleague saved, all teams", saved),
        _scenario("outcome_mix", "change team", _alternate("team", other, team), **in_team),
        _scenario("outcome_mix", "change cycle, all teams", _alternate("cycle", *found.cycles[1::-1])),
        _scenario("outcome_mix", "draw again after a colleague saved, one team", saved, **in_team),
        _scenario("outcome_mix", "draw again after a colleague saved, all teams", saved),
        _scenario("progress", "change team", _alternate("team", other, team), **in_team),
        _scenario("progress", "draw again after a colleague saved, one team", saved, **in_team),
        _scenario("progress", "draw again after a colleague saved, all teams", saved),
        _scenario("write_objective", "change commitment", _pick_option("objective-new:commitment")),
        _scenario("write_key_result", "draw again", _again, objective=objective),
        _scenario("write_initiative", "change state", _pick_option("initiative-new:state")),
        _scenario("organisation", "draw again", _again),
        _scenario("data", "draw again", _again),
    ]


def team_scenarios(team: Subject, person: Subject, objective: Subject, key_result: Subject) -> list[Scenario]:
    """Return the pages of one team and its people, to be drawn again."""
    as_person = {"as": person.name}
    return [
        _scenario("my_week", "draw again", _again, **as_person),
        _scenario("objectives", "draw again", _again, team=team.name, **as_person),
        _scenario("objective", "draw again", _again, id=objective.key, **as_person),
        _scenario("key_result", "draw again", _again, id=key_result.key, **as_person),
        _scenario("outcome_mix", "draw again", _again, team=team.name, **as_person),
    ]


def navigation() -> Scenario:
    """Return going round the pages of the menu, one page an act."""
    pages = ("objectives", "outcome_mix", "data", "my_week")
    return _scenario("my_week", "go to the next page", lambda tab, count: tab.visit(pages[count % len(pages)]))


def check_in(found: Subjects) -> Scenario:
    """Return saving a check-in on a key result's page: from the click until the page shows it."""
    return _scenario("key_result", SAVE, save_check_in, id=found.key_results[0].key)


async def save_check_in(tab: Tab, count: int) -> Run:
    """Fill in the first check-in form and save; raises PageFailed unless the page says that it was recorded."""
    button = next((found for found in tab.all("button") if found.label == "Record check-in"), None)
    if button is None:
        raise PageFailed(f"There is no check-in form on /{tab.path}")
    form = f"check-in-{button.key.split('-')[1]}"  # the button's key is record-<key result>-<request>
    for field, value in _entries(count).items():
        if any(found.key == f"{form}:{field}" for found in tab.elements.values()):
            tab.fill(f"{form}:{field}", value)
    run = await tab.click(button.key)
    if not any("Recorded" in found.body.body for found in tab.all("toast")):
        raise PageFailed(f"The check-in was not recorded: {tab.text()[:500]}")
    return run


def _entries(count: int) -> Mapping[str, float | str]:
    return {"value": 20.0 + count % 10, "confidence": float(3 + count % 6), "note": f"Counted again, time {count}."}


def _scenario(page: str, what: str, act: Act, **query: object) -> Scenario:
    return Scenario(page, what, f"/{page}?{urlencode(query, quote_via=quote)}", act)


def _alternate(widget: str, first: str | int, second: str | int) -> Act:
    return lambda tab, count: tab.choose(widget, second if count % 2 else first)


def _pick_option(widget: str) -> Act:
    async def act(tab: Tab, count: int) -> Run:
        return await tab.choose(widget, tab.find(widget).body.options[(count + 1) % 2])

    return act


def _after(save: Callable[[], None]) -> Act:
    async def act(tab: Tab, _count: int) -> Run:
        save()
        return await tab.run()

    return act


async def _again(tab: Tab, _count: int) -> Run:
    return await tab.run()


async def _open_form(tab: Tab, count: int) -> Run:
    closed = [found for text in tab.all("html") for found in OPENING.findall(text.body.body)]
    if not closed:
        raise PageFailed("This person has fewer than two check-ins due")
    return await tab.visit(tab.path, **dict(parse_qsl(unescape(closed[count % len(closed)]))))
