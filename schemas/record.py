"""This module holds the base class of every record."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable value without undeclared fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
