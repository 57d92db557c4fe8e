"""Readable word lists by topic and language, and the look-up that reads them."""

from domain.classification.lexicon.lookup import NO_TAGS, Lexicon, lexicon, spot_language

__all__ = ["NO_TAGS", "Lexicon", "lexicon", "spot_language"]
