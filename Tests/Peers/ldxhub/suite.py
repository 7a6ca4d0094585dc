"""What run.py needs of LDX hub: its scripts, in order."""

from ldxhub import analyzedoc, castdoc, extractdoc, files, mcp, refineloop, renderocr, structflow, uploads
from peer import Server as server

__all__ = ["server"]

SCRIPTS = (files, uploads, structflow, refineloop, renderocr, castdoc, extractdoc, analyzedoc, mcp)
LIMITS = ()
CLOSING = ()
