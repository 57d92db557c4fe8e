"""What the classifier calls an outcome and what an output."""

import pytest

from domain.classification import classify, label_from_answers
from domain.vocabulary import Control, Exemption, Indicator, Label, Measure

OUTPUTS = """
Migrate 40 services to the new cluster
Launch the loyalty app in spring
Ship five dashboards
Publish 20 posts on the company blog
Hire 4 nurses
Run 12 usability workshops
SOC 2 Type II certificate
SOC 2 Type II
Train 90% of staff in first aid
95% of employees complete the privacy training
Raise test coverage from 60% to 85%
Increase velocity to 50 story points
Complete the guide for new suppliers
Decommission the old billing system
Close 300 tickets
Make 500 calls
Interview 15 patients
Board approval of the new site
Roll out the portal to 100% of branches
Write the data strategy
Establish a baseline for waiting time
Improve the onboarding process
Launch the portal to improve customer satisfaction
All runbooks are documented
Increase CPU utilisation by 3%
Ensure we publish the minutes every week
Instrument 100% of flows
Create a customer community plan
Neue Website bis Juni veröffentlichen
Wir führen 10 Workshops mit Kunden durch
80 % der Mitarbeitenden haben die Schulung absolviert
Handbuch für den Kundendienst ist fertiggestellt
Lanzar la nueva aplicación móvil
Realizar 15 entrevistas con pacientes
Formar al 90% del personal
Lancer la nouvelle plateforme
Mettre en place un tableau de bord
Former 80 % des salariés à la sécurité
Lançar o novo portal do cliente
Fazer 20 entrevistas com usuários
Treinar 90% dos funcionários
Retire nine duplicate systems
Bring the number of report templates from 60 to 20
Show the new notice to all passengers
Move 12 teams over to the new tool (done by our team)
Find out why members leave
Strengthen prevention: 20 school talks
Keep within the travel budget
Anzahl der Vorlagen von 60 auf 20 reduzieren
Reducir el número de informes de 60 a 20
Réduire le nombre de modèles de 60 à 20
Reduzir o número de modelos de 60 para 20
"""

OUTCOMES = """
Cut support tickets per customer from 1.4 to 0.8
NPS 60
NPS from 32 to 45
Increase revenue to 5M EUR
60% of teams move themselves to the platform
40% of weekly active users use the planner every week
1,000 beta sign-ups
Reduce churn from 6% to 4%
Close $500k of new deals
Obtain 20 reviews from customers
Sign 10 new customers
Raise 3 million euros
Lead time from order to delivery down from 9 to 4 days
Close the books in 4 days instead of 9
Phishing click rate from 12% to 3%
98% of requests answered within the SLA
Uptime of at least 99.95%
Launch the self-service portal to cut calls per order from 3 to 1
Patients wait less than 20 minutes
Offer acceptance rate from 60% to 80%
No more than 2 critical incidents a month
Improve retention
80% of engineers deploy via the pipeline
Partner integration time 5 days to 1 day
Store rating from 3.9 to 4.5
Market share in Iberia from 8% to 12%
200k views per month of the gallery
Kundenzufriedenheit von 7,1 auf 8,5 steigern
Wartezeit in der Notaufnahme von 50 auf 30 Minuten senken
30 % der Kunden nutzen das Portal jede Woche
Fluktuation unter 8 %
Neues Portal einführen, um Anfragen pro Kunde von 3 auf 1 zu senken
Reducir la tasa de abandono del 12% al 8%
El 40% de los clientes usa la app cada semana
Réduire le délai de livraison de 5 à 3 jours
60 % des clients renouvellent leur contrat
Lancer le portail pour réduire les appels de 300 à 100
Aumentar a taxa de retenção de 70% para 85%
50% dos usuários usam o painel toda semana
Lançar o portal para reduzir chamados de 300 para 120
Nobody waits longer than two days for an answer
Zero billing mistakes this quarter
12 teams choose the new tool of their own accord
Phishing clicks by colleagues below 3%
Kein Datenverlust im ganzen Jahr
15 Teams wechseln freiwillig auf das neue Werkzeug
Sin quejas por ruido en todo el trimestre
Aucune panne sur le trimestre
Nenhuma queda do sistema no trimestre
"""


@pytest.mark.parametrize("text", OUTPUTS.strip().splitlines())
def test_what_the_team_makes_or_does_is_an_output(text):
    assert classify(text).label == Label.OUTPUT


@pytest.mark.parametrize("text", OUTCOMES.strip().splitlines())
def test_what_people_or_the_business_get_is_an_outcome(text):
    assert classify(text).label == Label.OUTCOME


def test_a_result_without_a_number_is_held_less_surely_than_one_with_a_number():
    assert classify("Improve retention").probability < classify("Improve retention from 70% to 80%").probability


def test_words_that_say_nothing_are_unclear():
    suggestion = classify("Quite a bit better")
    assert suggestion.label == Label.UNCLEAR
    assert 0.5 <= suggestion.probability < 0.7


@pytest.mark.parametrize("text", (OUTPUTS + OUTCOMES + "\nBe nice\n").strip().splitlines())
def test_the_proposed_answers_agree_with_the_label(text):
    suggestion = classify(text)
    assert label_from_answers(suggestion.answers) == suggestion.label


def test_a_milestone_measure_pulls_towards_output():
    text = "Sign 10 new customers"
    assert classify(text, Measure.MILESTONE).probability < classify(text).probability


def test_a_unit_that_counts_made_things_pulls_towards_output():
    assert classify("More than before", unit="articles").label == Label.OUTPUT


@pytest.mark.parametrize("word", ["Launch", "Increase", "Customers", "Revenue", "to", "%"])
def test_a_single_word_gets_an_answer(word):
    assert classify(word).probability >= 0.5


def test_revenue_is_a_lagging_business_result():
    suggestion = classify("Increase revenue to 5M EUR")
    assert suggestion.subtype == "business_result"
    assert suggestion.indicator == Indicator.LAGGING
    assert suggestion.control == Control.LAGGING_RESULT


def test_use_by_customers_is_a_leading_outcome_that_the_team_influences():
    suggestion = classify("40% of customers use the planner every week")
    assert suggestion.subtype == "adoption"
    assert suggestion.indicator == Indicator.LEADING
    assert suggestion.control == Control.INFLUENCED


@pytest.mark.parametrize(
    ("text", "subtype"),
    [
        ("Hire 4 nurses", "capacity"),
        ("Run 12 usability workshops", "activity"),
        ("Ship five dashboards", "deliverable"),
        ("Raise test coverage from 60% to 85%", "coverage"),
        ("SOC 2 Type II certificate", "milestone"),
    ],
)
def test_an_output_says_which_kind_it_is(text, subtype):
    assert classify(text).subtype == subtype


@pytest.mark.parametrize(
    ("text", "measure", "exemption"),
    [
        ("ISO 27001 certification", None, Exemption.COMPLIANCE),
        ("Establish a baseline for waiting time", None, Exemption.BASELINE),
        ("Waiting time at the counter", Measure.BASELINE, Exemption.BASELINE),
        ("Validate 3 hypotheses about pricing", None, Exemption.LEARNING),
        ("Error rate of the checkout", Measure.STAY_AT_MOST, Exemption.GUARDRAIL),
        ("Launch the loyalty app", Measure.MILESTONE, Exemption.NONE),
    ],
)
def test_an_exemption_is_hinted_at(text, measure, exemption):
    assert classify(text, measure).exemption == exemption
