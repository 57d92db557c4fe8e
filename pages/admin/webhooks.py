"""Webhooks: which addresses outside are told about flags, and how each message went."""

import streamlit as st

from services.reporting.webhooks import list_webhooks
from ui import delivery_log, webhook_view, working_as
from ui.database import look_up

st.title("Webhooks")
if not working_as.rights().is_admin:
    st.markdown("Outboard can tell another program about every move on a flag.")
    st.info(
        "Only an administrator can see and change webhooks, because an address and its messages may be confidential."
    )
    st.stop()

rows = look_up(list_webhooks, working_as.current())
st.markdown(webhook_view.webhooks_in_a_sentence(rows))
if not rows:
    st.info(
        "Here you will see the addresses that are told when somebody raises, answers or closes a flag, such as your "
        "team chat or a script. Each message is signed, tried again when it does not arrive, and kept in a log."
    )
webhook_view.show(rows)
delivery_log.show()
