"""What people did about goals, as an archive holds it: flags with their conversation, conversions, and remarks."""

from domain.vocabulary import Concern, ConversionKind, FlagMove, FlagState
from models import Annotation, Conversion, Flag, FlagEvent
from services.exchange.archive.building import CYCLE, KEY, KEY_RESULT, OBJECTIVE, TEAM, day, link, moment, word
from services.exchange.archive.schema import Column, Kind, RecordType

FLAGS = RecordType(
    "flags",
    "flag",
    Flag,
    (
        *(KEY, CYCLE, TEAM, OBJECTIVE, link("objective_key", "objectives")),
        *(KEY_RESULT, link("key_result_key", "key_results", required=False)),
        word("kind", Concern),
        Column("comment", required=True),
        day("due_on"),
        word("state", FlagState),
        link("raised_by", "people"),
        moment("raised_at"),
        Column("before", Kind.SNAPSHOT, required=True),
        Column("after", Kind.SNAPSHOT),
    ),
    ("objective_id", "key_result_id", "raised_by_id", "raised_at"),
    "objective_id",
)
FLAG_EVENTS = RecordType(
    "flag_events",
    "flag_event",
    FlagEvent,
    (
        link("flag_key", "flags"),
        word("move", FlagMove),
        Column("text"),
        link("person", "people"),
        moment("at"),
    ),
    ("flag_id", "move", "text", "person_id", "at"),
    "flag_id",
)
CONVERSIONS = RecordType(
    "conversions",
    "conversion",
    Conversion,
    (
        word("kind", ConversionKind),
        link("from_key_result_key", "key_results", required=False),
        link("to_key_result_key", "key_results"),
        link("initiative_key", "initiatives", required=False),
        Column("puts_back", Kind.DATA, field="before", required=True),
        link("person", "people"),
        moment("at"),
        moment("undone_at", required=False),
    ),
    ("kind", "from_key_result_id", "to_key_result_id", "initiative_id", "person_id", "at"),
    "to_key_result_id",
)
ANNOTATIONS = RecordType(
    "annotations",
    "annotation",
    Annotation,
    (
        *(CYCLE, TEAM, KEY_RESULT, link("key_result_key", "key_results")),
        day("on_day", required=True),
        Column("text", required=True),
        link("author", "people"),
        moment("at"),
        moment("removed_at", required=False),
    ),
    ("key_result_id", "on_day", "text", "author_id", "at"),
    "key_result_id",
)
