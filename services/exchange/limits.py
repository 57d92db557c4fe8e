"""How much of a file is read, and the messages for a file that holds more."""

from services.exchange.errors import UnreadableFile

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELL_CHARACTERS = 10_000
MAX_CELLS = 1_500_000
MAX_TITLE_ROWS = 20
MAX_UNPACKED_BYTES = 50 * 1024 * 1024
MAX_PACKED_ENTRIES = 2_000
MAX_DIRECTORY_BYTES = 512 * 1024
MAX_RATIO = 400
MAX_SHARED_TEXTS = 500_000


def column_letter(index: int) -> str:
    """The spreadsheet's own name of a column: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def check_size(data: bytes) -> None:
    """Refuse an empty file and one above 5 MB."""
    if not data:
        raise UnreadableFile("The file is empty", remedy="Choose a CSV or XLSX file with a row of column names.")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            f"The file is larger than 5 MB ({len(data) / 1024 / 1024:.1f} MB)",
            remedy="Split it, for example by cycle, and import the parts one after the other.",
        )


def check_column(row: int, index: int) -> None:
    """Refuse a value to the right of the 200th column; rows count from 1, columns from 0."""
    if index >= MAX_COLUMNS:
        letter = column_letter(index)
        raise UnreadableFile(
            f"The file has more than {MAX_COLUMNS} columns",
            where=f"row {row}, column {letter} holds a value",
            remedy="Delete the columns that are not about OKRs.",
            row=row,
            column=letter,
        )


def check_row(number: int, limit: int = MAX_ROWS + MAX_TITLE_ROWS + 1) -> None:
    """Refuse a value below the last row that is read."""
    if number > limit:
        raise UnreadableFile(
            f"The file has more than {MAX_ROWS:,} rows",
            where=f"row {number} holds a value",
            remedy="Split the file, or delete what stands far below the table.",
            row=number,
        )


def check_text(row: int, index: int, length: int) -> None:
    """Refuse a cell of more than 10,000 characters."""
    if length > MAX_CELL_CHARACTERS:
        letter = column_letter(index)
        raise UnreadableFile(
            f"A cell is longer than {MAX_CELL_CHARACTERS:,} characters",
            where=f"row {row}, column {letter}",
            remedy="Shorten the text of this cell.",
            row=row,
            column=letter,
        )


def check_cells(count: int, row: int) -> None:
    """Refuse a table with more cells, blank ones between filled ones included, than memory should hold."""
    if count > MAX_CELLS:
        raise UnreadableFile(
            f"The file has more than {MAX_CELLS:,} cells",
            where=f"counted up to row {row}",
            remedy="Delete the columns that are not about OKRs, or split the file.",
            row=row,
        )
