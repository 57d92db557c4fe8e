"""Why a file, or one cell of it, cannot be read, in the reader's words."""

from services.errors import Refusal


class UnreadableFile(Refusal):
    """The whole file is refused: says what is wrong, where, and what to do about it."""

    def __init__(
        self, what: str, *, where: str = "", remedy: str = "", row: int | None = None, column: str = ""
    ) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        self.row = row
        self.column = column
        sentence = f"{what} ({where})." if where else f"{what}."
        super().__init__(f"{sentence} {remedy}".rstrip())


class UnreadableCell(ValueError):
    """One cell does not hold what its column promises; the text of the error is the reason to show."""
