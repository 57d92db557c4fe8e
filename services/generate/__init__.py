"""Invented organisations of any size: the same seed and day give the same rows."""

from services.generate.filling import GeneratedCounts, generate

__all__ = ["GeneratedCounts", "generate"]
