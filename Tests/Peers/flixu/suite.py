"""What run.py needs of Flixu: its scripts, in order."""

from flixu import account, analyze, auth, batch, credit, documents, limits, lists, pace, refusals, reset, text
from flixu.api import Api as server, ids_differ, paced_throughout

__all__ = ["server"]

SCRIPTS = (auth, lists, account, pace, text, batch, analyze, documents, refusals, credit)
LIMITS = (limits,)
LIMITS_AND_RESET = (limits, reset)
CLOSING = (paced_throughout, ids_differ)
