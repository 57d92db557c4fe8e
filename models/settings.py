"""Configuration from the environment, with defaults that suit one machine."""

import os
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.initiatives import MovementRule
from domain.outcome_mix import MixThresholds
from domain.policy import Policy
from domain.vocabulary import StatusPreset

PREFIXES = ("DATABASE_URL", "OUTBOARD_")


def default_database_url() -> str:
    """Return the SQLite file in ./data when that folder exists, else in the user's data folder."""
    local = Path.cwd() / "data"
    folder = local if local.is_dir() else user_data_path("outboard", appauthor=False)
    return f"sqlite:///{folder / 'outboard.db'}"


class Settings(BaseSettings):
    """What an administrator can set."""

    model_config = SettingsConfigDict(env_prefix="OUTBOARD_", extra="ignore", frozen=True)

    database_url: str = Field(default_factory=default_database_url, validation_alias="DATABASE_URL")
    status_preset: StatusPreset = StatusPreset.GAP
    output_heavy_above: float = Field(default=0.5, ge=0, le=1)
    exempt_above: float = Field(default=0.5, ge=0, le=1)
    unconfirmed_above: float = Field(default=0.5, ge=0, le=1)
    no_baseline_from: int = Field(default=1, ge=1)
    no_guardrail_from: int = Field(default=1, ge=1)
    all_milestones_from: int = Field(default=1, ge=1)
    initiative_moves_by: float = Field(default=0.05, gt=0, le=1)
    initiative_judged_after_days: int = Field(default=14, ge=1)
    learn_from_people: bool = True

    def policy(self) -> Policy:
        """Return the rules that this installation has chosen."""
        chosen = {threshold.name: getattr(self, threshold.name) for threshold in fields(MixThresholds)}
        movement = MovementRule(self.initiative_moves_by, self.initiative_judged_after_days)
        return Policy(self.status_preset, MixThresholds(**chosen), movement)


def settings() -> Settings:
    """Return the configuration as the environment stands now."""
    return _read(tuple(sorted((name, value) for name, value in os.environ.items() if name.startswith(PREFIXES))))


@lru_cache(maxsize=8)
def _read(_environment: tuple[tuple[str, str], ...]) -> Settings:
    # Every run of every page asks; reading the environment through pydantic takes a millisecond.
    return Settings()
