"""Spreadsheets in and out: bytes to clean rows, rows to a plan, a plan to the database, and everything back out."""
