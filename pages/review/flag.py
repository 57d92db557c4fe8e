"""One flag: the conversation about it, the key results then and now, and the place to rewrite them."""

import streamlit as st

from services.errors import NotFound
from services.reporting.flags import flag_detail
from ui import flag_conversation, flag_rewrite, navigation, publishing_view, working_as
from ui.database import look_up
from ui.flag_words import kind
from ui.selection import number_in_address

flag_id = number_in_address("id") or 0
try:
    detail = look_up(flag_detail, working_as.current(), flag_id)
except NotFound as missing:
    st.title("Flag")
    st.warning(str(missing))
    navigation.link("flags", "All flags")
    st.stop()

flag = detail.flag
publishing_view.stop_unless_seen("Flag", flag.is_kept_to_team, flag.team_id, flag.objective_owner_id)
navigation.link("objective", f"{flag.cycle} · {flag.team} · {flag.objective}", id=flag.objective_id)
st.title(navigation.plain(f"Flag: {kind(flag.kind).lower()}"))
if flag.key_result_id is not None:
    navigation.link("key_result", flag.subject, id=flag.key_result_id)
flag_conversation.show(flag_id)
flag_rewrite.section(detail)
