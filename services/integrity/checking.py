"""All checks of a database, the file first."""

from collections.abc import Callable, Iterator

from sqlmodel import Session

from services.integrity.acts import conversion_findings, flag_findings
from services.integrity.content import (
    circle_findings,
    correction_findings,
    link_findings,
    milestone_findings,
    number_findings,
    weight_findings,
)
from services.integrity.finding import Finding
from services.integrity.storage import (
    WHOLE,
    file_findings,
    orphan_findings,
    schema_findings,
    trigger_findings,
    value_findings,
    version_findings,
    word_findings,
)

Check = Callable[[Session], Iterator[Finding]]
FIRST: tuple[Check, ...] = (file_findings, schema_findings)
THEN: tuple[Check, ...] = (
    *(trigger_findings, orphan_findings, word_findings, value_findings, version_findings, number_findings),
    *(weight_findings, correction_findings, link_findings, circle_findings, milestone_findings),
    *(flag_findings, conversion_findings),
)


def check(session: Session) -> tuple[Finding, ...]:
    """Return what is wrong in the database; nothing when it is sound.

    Writes nothing. A damaged file or an unexpected schema is reported alone, because nothing else could be trusted.
    """
    found: list[Finding] = []
    for look in FIRST:
        found += look(session)
        if any(finding.table == WHOLE for finding in found):
            return tuple(found)
    return (*found, *(finding for look in THEN for finding in look(session)))
