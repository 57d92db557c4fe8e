"""The list of objectives and one objective's page: filters in the address, and sums counted from the raw tables."""

import pytest

from tests.app.conftest import OpenPage, Query

COUNT = """
SELECT count(DISTINCT o.id) FROM objective o JOIN team t ON t.id = o.team_id JOIN cycle c ON c.id = o.cycle_id
JOIN person p ON p.id = o.owner_id LEFT JOIN key_result kr ON kr.objective_id = o.id
LEFT JOIN person own ON own.id = kr.owner_id WHERE {}
"""
ACTIVE = "c.state = 'active'"


def counted(sample: Query, where: str) -> int:
    return sample(COUNT.format(where))[0][0]


def words(number: int) -> str:
    return f"{number} objective{'' if number == 1 else 's'}:"


def test_the_current_cycle_is_shown_first(sample, open_page: OpenPage):
    page = open_page("objectives")
    assert page.lead.startswith(words(counted(sample, ACTIVE)))
    assert "is active" in page.lead


def test_a_team_in_the_address_stands_for_the_teams_below_it_too(sample, open_page: OpenPage):
    page = open_page("objectives", team="Street operations")
    assert page.lead.startswith(words(counted(sample, f"{ACTIVE} AND t.name IN ('Street operations', 'Workshop')")))
    assert page.fields["Team"].value == "Street operations"


def test_an_owner_in_the_address_finds_objectives_and_key_results_of_theirs(sample, open_page: OpenPage):
    page = open_page("objectives", owner="Jonas Eklund")
    where = f"{ACTIVE} AND (p.name = 'Jonas Eklund' OR own.name = 'Jonas Eklund')"
    assert page.lead.startswith(words(counted(sample, where)))


def test_another_cycle_in_the_address_shows_its_objectives(sample, open_page: OpenPage):
    ((name,),) = sample("SELECT name FROM cycle WHERE state = 'planning'")
    page = open_page("objectives", cycle=name)
    assert page.lead.startswith(words(counted(sample, "c.state = 'planning' AND o.shared")))
    assert f"{name} is in planning" in page.lead


def test_words_in_the_address_search_titles_whatever_their_case(sample, open_page: OpenPage):
    page = open_page("objectives", words="BRIDGE")
    where = f"{ACTIVE} AND (o.title LIKE '%bridge%' OR kr.title LIKE '%bridge%')"
    assert counted(sample, where) == len(page.linked("objective"))


def test_a_percent_sign_is_searched_for_as_itself(sample, open_page: OpenPage):
    page = open_page("objectives", words="100%_")
    assert page.lead.startswith("No objective here yet.")
    assert page.messages == ["No objective matches these filters. Widen them to see more."]


@pytest.mark.parametrize("wrong", [{"team": "Nowhere"}, {"cycle": "1066 Q4"}, {"owner": "Nobody"}])
def test_a_filter_that_names_nothing_falls_back_to_all(wrong, sample, open_page: OpenPage):
    page = open_page("objectives", **wrong)
    assert page.lead.startswith(words(counted(sample, ACTIVE)))


def test_a_team_without_objectives_reads_what_to_do(sample, open_page: OpenPage):
    sample("INSERT INTO team (version, name, purpose) VALUES (1, 'New team', '')")
    page = open_page("objectives", team="New team")
    assert page.lead.startswith("No objective here yet.")
    assert page.linked("write_objective")


def test_picking_a_team_narrows_the_list(sample, open_page: OpenPage):
    page = open_page("objectives")
    page.fill("Team", "Workshop").run()
    assert len(page.linked("objective")) == counted(sample, f"{ACTIVE} AND t.name = 'Workshop'")


def test_more_than_ten_objectives_are_shown_in_pages(sample, open_page: OpenPage):
    sample("UPDATE objective SET cycle_id = (SELECT id FROM cycle WHERE state = 'active')")
    total = counted(sample, ACTIVE)
    page = open_page("objectives")
    first = [link.query["id"] for link in page.linked("objective")]
    page.app.session_state["page"] = 2
    second = [link.query["id"] for link in page.run().linked("objective")]
    assert page.lead.startswith(f"{words(total)}")
    assert "(of the 10 shown)" in page.lead
    assert (len(first), len(second)) == (10, 10)
    assert not set(first) & set(second)


ONLY_RISING_AND_FALLING = """
SELECT o.id FROM objective o JOIN cycle c ON c.id = o.cycle_id JOIN key_result kr ON kr.objective_id = o.id
WHERE c.state = 'active' GROUP BY o.id
HAVING min(kr.measure IN ('increase', 'decrease')) AND count(DISTINCT kr.weight) > 1
"""


def test_an_objective_is_the_weighted_mean_of_its_key_results(sample, open_page: OpenPage):
    ((key,), *_) = sample(ONLY_RISING_AND_FALLING)
    rows = sample(
        """SELECT kr.weight, kr.baseline, kr.target, (SELECT value FROM check_in c WHERE c.key_result_id = kr.id
           AND value IS NOT NULL AND NOT EXISTS (SELECT 1 FROM check_in later WHERE later.supersedes_id = c.id)
           ORDER BY as_of DESC, c.id DESC LIMIT 1) FROM key_result kr WHERE objective_id = ?""",
        key,
    )
    shares = [(weight, min(1, max(0, (now - start) / (goal - start)))) for weight, start, goal, now in rows]
    reached = 100 * sum(weight * share for weight, share in shares) / sum(weight for weight, _ in shares)
    page = open_page("objective", id=key)
    assert page.lead.startswith(f"{reached:.0f} % reached, {len(rows)} of {len(rows)} measured; outcome share ")


def test_an_objective_lists_its_key_results_in_the_order_of_writing(sample, open_page: OpenPage):
    ((key,),) = sample("SELECT min(id) FROM objective WHERE title = 'A repaired bike stays repaired'")
    page = open_page("objective", id=key)
    ids = [str(row[0]) for row in sample("SELECT id FROM key_result WHERE objective_id = ? ORDER BY id", key)]
    shown = [link.query["id"] for link in page.linked("key_result")][len(page.findings) :]
    assert shown[: len(ids)] == ids


def test_an_objective_links_to_what_it_serves_and_what_serves_it(sample, open_page: OpenPage):
    child, parent = sample(
        """SELECT o.id, o.parent_id FROM objective o JOIN cycle c ON c.id = o.cycle_id
           WHERE o.parent_id IS NOT NULL AND c.state = 'active'"""
    )[0]
    assert {"id": str(parent)} in [link.query for link in open_page("objective", id=child).linked("objective")]
    assert {"id": str(child)} in [link.query for link in open_page("objective", id=parent).linked("objective")]


def test_a_title_with_markdown_and_html_is_shown_letter_by_letter(sample, open_page: OpenPage):
    nasty = "Grow *trips* <b>now</b> [x](http://x.test) $5$ :red[no]"
    ((key,),) = sample("SELECT min(id) FROM objective WHERE title = 'A repaired bike stays repaired'")
    sample("UPDATE objective SET title = ? WHERE id = ?", nasty, key)
    raw = open_page("objective", id=key).app.title[0].value
    assert "\\*trips\\*" in raw
    assert "\\<b\\>" in raw
    assert "\\[x\\]" in raw
    assert "\\$5\\$" in raw
    assert "\\:red" in raw
