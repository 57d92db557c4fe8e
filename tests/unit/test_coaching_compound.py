"""One key result states one result."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.coaching import is_compound

TWO = (
    "Launch the portal and reach 20 % adoption",
    "Increase sign-ups from 100 to 200 and reduce churn from 5 % to 3 %",
    "Reduce wait from 5 to 3 days; raise satisfaction from 7 to 8",
    "Hire four engineers and migrate the billing service",
    "NPS from 30 to 45 and churn below 3 %",
    "Umsatz um 10 % steigern und Kosten um 5 % senken",
    "Portal einführen und Antwortzeit halbieren",
    "Die Kampagne ist gestartet und ein Auftrag gewonnen",
    "Aumentar las ventas y reducir las devoluciones",
    "Lanzar la aplicación y alcanzar 1000 usuarios",
    "Augmenter les ventes et réduire les retours",
    "Aumentar as vendas e reduzir as devoluções",
)
ONE = (
    "Reduce cost for sales and support from 5 to 3",
    "Design and build the portal",
    "Write a guide and publish it in May",
    "Keep the temperature between 3 and 5 degrees",
    "Reduce build and release time from 3 to 1 hours",
    "Reduce waiting time in 5 hospitals and 3 clinics",
    "Cut support tickets per customer from 1.4 to 0.8",
    "Research and development spend at most 4 %",
    "Raise satisfaction in 2026 and 2027",
    "Plattform entwickeln und bauen",
    "Zufriedenheit von Kunden und Partnern auf 8 steigern",
    "Mantener la temperatura entre 3 y 5 grados",
    "Augmenter la satisfaction des clients et des partenaires de 7 à 8",
    "Aumentar a satisfação de clientes e parceiros para 8",
    "",
)


@pytest.mark.parametrize("text", TWO)
def test_two_promises_in_one_sentence_are_compound(text):
    assert is_compound(text)


@pytest.mark.parametrize("text", ONE)
def test_joined_things_and_ranges_are_one_promise(text):
    assert not is_compound(text)


@pytest.mark.parametrize("text", TWO)
def test_capitals_and_blanks_do_not_hide_a_second_promise(text):
    assert is_compound(f"  {text.upper()}\n")


@given(st.text(alphabet=st.characters(blacklist_characters=";&"), max_size=200))
def test_a_text_without_a_joining_word_is_never_compound(text):
    words = {"and", "und", "sowie", "y", "e", "et", "as well as", "asi como", "así como", "assim como", "ainsi que"}
    if not words & set(text.lower().split()) and " as " not in text.lower():
        assert not is_compound(text.encode("ascii", "ignore").decode())


@given(st.text(max_size=500))
def test_any_text_gets_an_answer(text):
    assert is_compound(text) in (True, False)
