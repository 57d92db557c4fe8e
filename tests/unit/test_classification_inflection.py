"""Verb forms and plurals by rule in German, Spanish, French and Portuguese."""

import pytest

from domain.classification.lexicon.inflection import inflected, plural
from domain.classification.reading import read
from domain.classification.signals import text_hits


@pytest.mark.parametrize(
    ("verb", "language", "done"),
    [
        ("beschriften", "de", "beschriftet"),
        ("ausliefern", "de", "ausgeliefert"),
        ("reparieren", "de", "repariert"),
        ("publicar", "es", "publicadas"),
        ("repeindre", "fr", ""),
        ("livrer", "fr", "livrées"),
        ("concluir", "pt", "concluidos"),
    ],
)
def test_a_verb_gives_the_form_that_says_it_is_done(verb, language, done):
    forms = {form for form, says_done in inflected(verb, language) if says_done}
    assert done in forms if done else not forms


def test_spelling_keeps_the_sound_of_a_spanish_stem():
    assert {"publique", "publiquen"} <= {form for form, _ in inflected("publicar", "es")}


def test_a_phrase_keeps_its_tail():
    assert ("cerradas la tienda", True) in set(inflected("cerrar la tienda", "es"))


@pytest.mark.parametrize(
    ("noun", "language", "expected"),
    [
        ("lección", "es", "lecciones"),
        ("actriz", "es", "actrices"),
        ("tableau", "fr", "tableaux"),
        ("medição", "pt", "medições"),
        ("accès", "fr", "accès"),
    ],
)
def test_nouns_get_their_regular_plural(noun, language, expected):
    assert plural(noun, language) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Story shared by readers 50k times", "by_others"),
        ("Story shared by our team 50 times", "by_us"),
        ("Meldung wird von 300 Lesern geteilt", "by_others"),
        ("Compteurs relevés par nos agents : 300", "by_us"),
        ("Guía descargada por 300 clientes", "by_others"),
    ],
)
def test_it_matters_who_does_it(text, rule):
    assert rule in {hit.rule for hit in text_hits(read(text))}


def test_per_customer_names_nobody_who_does_it():
    assert "by_others" not in {hit.rule for hit in text_hits(read("Visitas realizadas por cliente: 3"))}


def test_what_stands_before_a_colon_is_read():
    assert "state" in {hit.rule for hit in text_hits(read("Rooms repainted: 19 out of 20"))}
