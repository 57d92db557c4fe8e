"""The read side: each page is answered with a few queries, as frozen dataclasses."""
