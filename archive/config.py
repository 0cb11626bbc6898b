"""Settings of the archive: from flag, then environment (`KRONIKA_...`), then a TOML file, then the default."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from archive.errors import ConfigError

CONFIG_FILE = "kronika.toml"
"""Read from the working directory, or from where KRONIKA_CONFIG says."""


class ArchiveConfig(BaseSettings):
    """Where the archive is."""

    model_config = SettingsConfigDict(env_prefix="KRONIKA_", extra="ignore", frozen=True)

    archive: Path = Path("kronika-archive")
    """The archive directory: WARC files, and the database where no other is named."""
    database: str | None = None
    """The URL of a PostgreSQL database, or of a SQLite file elsewhere. None: a file in the archive directory."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings' signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings' signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flag, environment, TOML file."""
        file = Path(os.environ.get("KRONIKA_CONFIG", CONFIG_FILE))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=file)


Config = TypeVar("Config", bound=ArchiveConfig)


def load_config(kind: type[Config], **flags: Any) -> Config:
    """The settings of a kind, given the flags that were typed (None and empty ones were not).

    Raises ConfigError naming each setting that is wrong.
    """
    try:
        return kind(**{name: value for name, value in flags.items() if value not in (None, (), [])})
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors())
        raise ConfigError(f"settings: {wrong}") from None
    except ValueError as error:  # a TOML file with a mistake
        raise ConfigError(f"{os.environ.get('KRONIKA_CONFIG', CONFIG_FILE)}: {error}") from None
