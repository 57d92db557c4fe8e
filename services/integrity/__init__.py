"""Whether a database is sound: what is stored obeys the rules that the program relies on."""

from services.integrity.checking import check
from services.integrity.finding import Finding

__all__ = ["Finding", "check"]
