"""Which column means what."""

import pytest

from services.exchange.columns import columns_of, guess_mapping, known_field
from services.exchange.fields import NAMES, Field


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Key Result", Field.KEY_RESULT),
        ("key_result", Field.KEY_RESULT),
        ("Schlüsselergebnis", Field.KEY_RESULT),
        ("Resultado-chave", Field.KEY_RESULT),
        ("Résultat clé", Field.KEY_RESULT),
        ("Resultado clave", Field.KEY_RESULT),
        ("Zielwert", Field.TARGET),
        ("Cible", Field.TARGET),
        ("Meta", Field.TARGET),
        ("Responsable", Field.OWNER),
        ("Responsável", Field.OWNER),
        ("Verantwortlich", Field.OWNER),
        ("OBJETIVO", Field.OBJECTIVE),
        ("Objectif", Field.OBJECTIVE),
        ("Final value", Field.CURRENT_VALUE),
        ("Ausgangswert (Basis)", Field.BASELINE),
        ("Équipe", Field.TEAM),
        ("Übergeordnetes Team", Field.ORGANIZATION),
    ],
)
def test_a_column_is_known_by_its_name_in_five_languages(name, field):
    assert known_field(name) == field


def test_every_field_is_found_by_its_own_name():
    assert {known_field(str(field)) for field in Field} == set(Field)


def test_no_name_belongs_to_two_fields():
    names = [name.strip() for words in NAMES.values() for name in words.split(",")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("value", "field"), [("12", Field.TARGET), ("Be loved by users", Field.OBJECTIVE)])
def test_a_name_with_two_meanings_is_settled_by_the_values(value, field):
    assert columns_of(guess_mapping(["Ziel"], [[value]])) == {field: 0}


def test_a_start_column_of_dates_is_no_baseline():
    assert columns_of(guess_mapping(["Start", "End"], [["01.01.2026", "31.03.2026"]])) == {
        Field.CYCLE_START: 0,
        Field.CYCLE_END: 1,
    }


def test_an_exact_name_wins_over_a_similar_one():
    guesses = guess_mapping(["Objective text", "Objective", "Objective ID"], [])
    assert (guesses[Field.OBJECTIVE].column, guesses[Field.OBJECTIVE].confidence) == (1, 1.0)


def test_a_misspelt_name_is_a_less_certain_guess():
    guesses = guess_mapping(["Objetcive"], [])
    assert (guesses[Field.OBJECTIVE].column, guesses[Field.OBJECTIVE].confidence < 1) == (0, True)


def test_a_column_about_something_else_is_left_alone():
    assert guess_mapping(["Objective ID", "Created by robot", "Key result status", ""], []) == {}
