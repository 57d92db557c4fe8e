"""Flags in the sample company, raised and answered through the services as people would."""

from collections.abc import Callable
from typing import Any

from domain.vocabulary import Concern
from models.database import writing
from models.inputs import FlagInput
from services import flags
from services.permissions import Actor
from tests.app.conftest import Query
from ui.database import engine

MANAGER, OWNER, MEMBER, VIEWER = "Lena Hartmann", "Yusuf Demir", "Yusuf Demir", "Noor Haddad"
ELSEWHERE = "Anahera Tuhiwai"
KEY_RESULT = "Paint 60 parking bays"
COMMENT = "Painting is what we do. Who parks differently?"
PLACE = "SELECT max(kr.id), max(kr.objective_id) FROM key_result kr WHERE kr.title = ?"


class Flags:
    """Does what people do with flags, each by name."""

    def __init__(self, sample: Query) -> None:
        self.sample = sample
        ((self.key_result, self.objective),) = sample(PLACE, KEY_RESULT)

    def act(self, who: str, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        ((key,),) = self.sample("SELECT id FROM person WHERE name = ?", who)
        with writing(engine()) as session:
            return use_case(session, Actor(key, who), *args, **kwargs)

    def raised(self, who: str = MANAGER, **changes: Any) -> int:
        given = {"objective_id": self.objective, "key_result_id": self.key_result, "kind": Concern.OUTPUT_HEAVY}
        key: int = self.act(who, flags.raise_flag, FlagInput(**{**given, "comment": COMMENT, **changes}))
        return key

    def dismissed(self, reason: str = "The town asks for exactly these bays.") -> int:
        key = self.raised()
        self.act(MANAGER, flags.dismiss, key, 1, reason)
        return key

    def state(self, key: int) -> str:
        return str(self.sample("SELECT state FROM flag WHERE id = ?", key)[0][0])
