"""The coach names the metric that a practitioner of the field would think of."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.coaching import QUESTION, domains, find_metric, library, likely_field, rewrites, suggest_metrics

EXPECTED = {
    "Roll out the new onboarding tutorial for trial accounts": "activation_rate",
    "Move all product teams onto the internal Kubernetes platform": "platform_adoption",
    "Rewrite the help centre with 60 new articles": "self_service_rate",
    "Hold ten negotiation trainings for account executives": "quota_attainment",
    "Set up alerting and observability for all services": "mean_time_to_detect",
    "Hire two nurses and three engineers by June": "time_to_hire",
    "Replace the ageing packaging machines on line 4": "oee",
    "Introduce a discharge checklist on all hospital wards": "readmission_rate",
    "Send text message reminders before clinic appointments": "no_show_rate",
    "Open a second warehouse so that deliveries arrive on time": "otif",
    "Start a dunning process for overdue invoices": "days_sales_outstanding",
    "Build a self-checkout area in the flagship store": "queue_time",
    "Ship dark mode feature": "feature_adoption",
    "Add unit tests until coverage reaches 80 %": "change_failure_rate",
    "Launch a paywall for regular readers": "subscriber_conversion",
    "Publish three papers on battery materials": "citation_impact",
    "Conduct 25 user interviews": "insight_use",
    "Einarbeitungsprogramm für neue Mitarbeiter einführen": "time_to_productivity",
    "Ausschussquote von 4 % auf 2 % senken": "scrap_rate",
    "Wissensdatenbank für Kunden aufbauen": "self_service_rate",
    "Rechnungen schneller mahnen": "days_sales_outstanding",
    "Reducir la rotación de empleados del 18 % al 12 %": "voluntary_turnover",
    "Rediseñar el carrito de compra": "cart_abandonment",
    "Formar a los docentes en el nuevo método": "teacher_practice_use",
    "Publier une base de connaissances en libre-service": "self_service_rate",
    "Réduire les réadmissions à 30 jours": "readmission_rate",
    "Recruter cinq développeurs": "time_to_hire",
    "Lançar programa de fidelidade nas lojas": "loyalty_active_share",
    "Reduzir o cancelamento de assinantes": "subscriber_churn",
    "Criar treinamento de segurança contra phishing": "phishing_click_rate",
}


def keys(text, **known):
    return [suggestion.metric.key for suggestion in suggest_metrics(text, **known)]


@pytest.mark.parametrize("text", EXPECTED)
def test_the_metric_of_the_field_is_among_the_first_five(text):
    assert EXPECTED[text] in keys(text)


@pytest.mark.parametrize("metric", library(), ids=lambda metric: metric.key)
def test_each_metric_is_found_first_or_second_by_its_own_name(metric):
    assert metric.key in keys(metric.name, domain=metric.domain, limit=2)


def test_accents_and_capitals_make_no_difference():
    assert keys("RÉDUIRE LES RÉADMISSIONS") == keys("reduire les readmissions")


def test_a_part_of_a_compound_word_counts():
    assert "patient_wait_time" in keys("Facharztwartezeit senken")


def test_the_field_lifts_its_metrics():
    assert keys("Reduce churn", domain="media")[0] == "subscriber_churn"
    assert keys("Reduce churn", domain="product")[0] == "customer_churn"


def test_the_name_of_a_field_may_be_written_with_a_blank():
    assert keys("zzzz", domain="Health care") == keys("zzzz", domain="health_care")


def test_unknown_words_in_a_known_field_give_the_usual_measures_and_say_so():
    suggestions = suggest_metrics("Zzyzx", domain="hospitality")
    assert {suggestion.metric.domain for suggestion in suggestions} == {"hospitality"}
    assert suggestions[0].because == "A usual measure in hospitality."


def test_unknown_words_without_a_field_give_no_suggestion():
    assert suggest_metrics("Zzyzx 42") == ()


def test_the_same_unit_lifts_a_metric():
    plain = {s.metric.key: s.score for s in suggest_metrics("support tickets", limit=20)}
    in_hours = {s.metric.key: s.score for s in suggest_metrics("support tickets", unit="hours", limit=20)}
    assert in_hours["time_to_resolution"] > plain["time_to_resolution"]
    assert in_hours["contact_rate"] == plain["contact_rate"]


def test_the_reason_quotes_the_words_as_they_were_written():
    assert "“Churn”" in suggest_metrics("Churn down")[0].because


@given(st.text(max_size=300), st.text(max_size=12), st.sampled_from(["", "sales", "Ωmega"]), st.integers(-2, 300))
def test_any_text_gives_bounded_ranked_suggestions(text, unit, domain, limit):
    suggestions = suggest_metrics(text, unit=unit, domain=domain, limit=limit)
    scores = [suggestion.score for suggestion in suggestions]
    assert len(suggestions) <= max(limit, 0)
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(sorted(EXPECTED)), max_size=3))
def test_the_same_text_always_gives_the_same_answer(texts):
    text = " ".join(texts)
    assert suggest_metrics(text) == suggest_metrics(text)


def test_suggestions_take_at_most_two_milliseconds():
    suggest_metrics("warm up")
    started = time.process_time()
    for text in EXPECTED:
        suggest_metrics(text)
    assert (time.process_time() - started) / len(EXPECTED) < 0.002


def test_a_very_long_text_is_answered_in_bounded_time():
    suggest_metrics("warm up")
    started = time.process_time()
    suggest_metrics("kundenzufriedenheitsbefragung" * 4000 + " churn" * 4000)
    assert time.process_time() - started < 0.05


def test_the_patterns_fill_in_what_a_metric_settles():
    people, measured, means = rewrites("Launch the portal.", find_metric("time_to_hire"))
    assert people == "Candidates who <do what>: from <baseline> to <target> by <date>"
    assert measured == "Reduce time to hire of candidates from <baseline> to <target> days by <date>"
    assert "because of “Launch the portal”" in means


def test_a_share_counts_the_share_of_people():
    pattern = rewrites("Ship the tutorial", find_metric("activation_rate"))[0]
    assert pattern == "Share of new users who <do what>: from <baseline> to <target> % by <date>"


def test_a_limit_is_kept_rather_than_reached():
    pattern = rewrites("Add failover", find_metric("availability"))[1]
    assert pattern == "Keep availability of users at or above <limit> % until <date>"


def test_without_a_metric_the_patterns_leave_everything_open():
    people, measured, means = rewrites("", None)
    assert people.startswith("<Who> who <do what>")
    assert measured.startswith("<Increase or reduce>")
    assert "<what we make or do>" in means


@given(st.text(max_size=400), st.sampled_from((None, *library())))
def test_there_are_always_three_different_short_patterns(text, metric):
    patterns = rewrites(text, metric)
    assert len(set(patterns)) == 3
    assert max(map(len, patterns)) < 400


def test_the_question_asks_who_and_how_much():
    assert QUESTION == "Who does what differently because of it, and by how much?"


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ("Fewer customers need to open a support ticket", "support"),
        ("Patients leave the hospital sooner and stay well", "health_care"),
        ("", ""),
        ("Zibble the wug", ""),
    ],
)
def test_the_field_of_work_is_guessed_from_what_an_objective_says(about: str, field: str) -> None:
    assert likely_field(about) == field


@given(st.text(max_size=300))
def test_a_guessed_field_is_one_of_the_library_or_none(text: str) -> None:
    assert likely_field(text) in ("", *domains())
