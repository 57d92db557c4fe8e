"""Everything that is stored as one file, and such a file merged back into a database."""

from services.exchange.archive.exporting import Format, export
from services.exchange.archive.reading import Archive, read_archive
from services.exchange.archive.storing import apply_archive, plan_archive

__all__ = ["Archive", "Format", "apply_archive", "export", "plan_archive", "read_archive"]
