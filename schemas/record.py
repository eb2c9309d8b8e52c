"""This module holds the base class of every record."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A value that leaves the program: frozen, and with no field that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")
