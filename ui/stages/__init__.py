"""What each stage of a planning session draws: on the shared screen, and on a participant's own device."""
