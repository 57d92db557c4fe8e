"""A list that people put in order with buttons: up and down, by mouse or by keyboard."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from domain.carrying import in_new_order

Order = Callable[[Sequence[int], Sequence[int]], None]  # what was seen, and what is wanted


def up_and_down(place: str, key: int, name: str, seen: Sequence[int], order: Order) -> None:
    """Draw the two buttons that move one member of a list; the place tells two lists of the same things apart."""
    at = list(seen).index(key)
    for words, step, last in (("Up", -1, at == 0), ("Down", 1, at == len(seen) - 1)):
        st.button(
            words,
            key=f"{place}-{words.lower()}-{key}",
            type="tertiary",
            disabled=last,
            help=f"Move “{name}” {words.lower()}",
            on_click=order,
            args=(tuple(seen), in_new_order(seen, key, step)),
        )


def order_list(place: str, names: Mapping[int, str], order: Order) -> None:
    """Draw a list of names, each with the buttons that move it."""
    for key, name in names.items():
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-{place}-{key}", gap="small"):
            st.text(name, width="stretch")
            up_and_down(place, key, name, list(names), order)
