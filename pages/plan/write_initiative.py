"""Write a new initiative or edit one."""

import streamlit as st

from services.errors import NotAllowed, NotFound
from ui import initiative_form, navigation
from ui.selection import number_in_address

initiative_id = number_in_address("id")
st.title("Edit the initiative" if initiative_id else "Write an initiative")
st.markdown("Which work should move which number, and why do you think it will?")
try:
    initiative_form.show(initiative_id, number_in_address("team"), number_in_address("key_result"))
except (NotFound, NotAllowed) as refused:
    st.warning(str(refused))
    navigation.link("objectives", "All objectives")
