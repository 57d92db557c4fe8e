"""Text that a spreadsheet would run as a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.exchange.neutral import neutral, restore


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "  =1", "'=1", "\u200b=1"],
)
def test_a_formula_gets_an_apostrophe(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "plain", "5-3", "a=b", "'quoted'", "🙂"])
def test_plain_text_stays_as_it_is(text):
    assert neutral(text) == text


@given(st.text(st.sampled_from("'=+-@ \t\nax\uff1d"), max_size=8) | st.text())
def test_what_goes_out_comes_back(text):
    assert restore(neutral(text)) == text


@given(st.text(st.sampled_from("'=+-@ \t\nax\uff1d"), max_size=8))
def test_nothing_that_goes_out_starts_like_a_formula(text):
    assert neutral(text)[:1] not in tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
