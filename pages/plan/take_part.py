"""A participant's own screen: join with the code, then follow the stages of the planning session."""

import streamlit as st

from ui import big_screen, participation

token = st.query_params.get("p", "")
me = participation.who(token)
big_screen.apply("participation.css")

if me is None:
    participation.join(st.query_params.get("code", ""), token)
else:
    participation.follow(me, token)
