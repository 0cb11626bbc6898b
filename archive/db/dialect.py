"""Statements that SQLAlchemy spells per database: one place for the second one to come."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite


def insert(table: sa.Table) -> sqlite.Insert:
    """An INSERT that can say what to do when the row is already there."""
    return sqlite.insert(table)
