"""Configuration from the environment, with defaults that suit one machine."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.vocabulary import StatusPreset


def default_database_url() -> str:
    """Return the SQLite file in ./data when that folder exists, else in the user's data folder."""
    local = Path.cwd() / "data"
    folder = local if local.is_dir() else user_data_path("outboard", appauthor=False)
    return f"sqlite:///{folder / 'outboard.db'}"


class Settings(BaseSettings):
    """What an administrator can set."""

    model_config = SettingsConfigDict(env_prefix="OUTBOARD_", extra="ignore")

    database_url: str = Field(default_factory=default_database_url, validation_alias="DATABASE_URL")
    status_preset: StatusPreset = StatusPreset.GAP
    output_heavy_above: float = Field(default=0.5, ge=0, le=1)


def settings() -> Settings:
    """Return the configuration as the environment stands now."""
    return Settings()
