"""Bytes whose place can be told, so that none can be lost, doubled or swapped unseen."""

import random
import zlib

BLOCK = 1 << 20
_FILLING = random.Random(7).randbytes(BLOCK - 8)


def blocks(size):
    """The first `size` bytes of the pattern, block by block; every block begins with its number."""
    for number in range(-(-size // BLOCK)):
        block = number.to_bytes(8, "big") + _FILLING
        yield block[: size - number * BLOCK]


def reader(size):
    """A function that gives the next bytes of the pattern, as `read` of a file does."""
    rest, buffer = blocks(size), bytearray()

    def read(count):
        while len(buffer) < count:
            block = next(rest, b"")
            if not block:
                break
            buffer.extend(block)
        result = bytes(buffer[:count])
        del buffer[:count]
        return result

    return read


def first_difference(size, read):
    """Where `read(count)` first gives other bytes than the pattern; None if nowhere."""
    place = 0
    for block in blocks(size):
        got = read(len(block))
        if got != block:
            same = next((i for i, (a, b) in enumerate(zip(block, got)) if a != b), min(len(block), len(got)))
            return place + same
        place += len(block)
    return None


def adler32(size):
    value = 1
    for block in blocks(size):
        value = zlib.adler32(block, value)
    return value
