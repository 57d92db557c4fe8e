"""The record of a planning session as HTML: the body that a page shows, and one file that stands for itself."""

from services.records.body import as_body
from services.records.file import as_file, file_name
from services.records.style import STYLE

__all__ = ["STYLE", "as_body", "as_file", "file_name"]
