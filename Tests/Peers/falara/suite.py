"""What run.py needs of Falara: its scripts, in order."""

from falara import (
    account, archive, auth, batches, files, glossaries, helpers, keys, listing, refusals, textjobs, uploads,
    webhooks,
)
from falara.api import Api as server

__all__ = ["server"]

# The webhook config goes while no job runs; the last one archives every job.
SCRIPTS = (
    auth, account, keys, helpers, webhooks, glossaries, textjobs, refusals, files, uploads, batches, listing, archive,
)
LIMITS = ()
CLOSING = ()
