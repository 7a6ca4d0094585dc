"""Falara's timestamps: ISO 8601 with an offset or Z, with fractions or without. Source: Falara docs, Jobs, Review."""

import datetime
import re

STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def moment(text):
    """The time that a timestamp tells, or None if it is none."""
    if not isinstance(text, str) or not STAMP.fullmatch(text):
        return None
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


def is_moment(value):
    return moment(value) is not None
