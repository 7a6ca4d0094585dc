"""Compares a refined XLIFF file with its input: python3 compare_xliff.py <input> <output>

Same segments, sources, inline tags and notes, and every target that is not a number differs. Reads XML by itself and knows no
client; exits 1 and says what is wrong when it is not so. Source: OASIS XLIFF 1.2 and 2.0.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from ldxhub.xliff import read, tags, words  # noqa: E402


def is_number(segment):
    text = words(segment.source)
    return any(one.isdigit() for one in text) and not any(one.isalpha() for one in text)


def problems(before, after):
    if [one.key for one in before.segments] != [one.key for one in after.segments]:
        yield f"segments {[one.key for one in after.segments]} instead of {[one.key for one in before.segments]}"
        return
    if before.notes != after.notes:
        yield f"notes {after.notes} instead of {before.notes}"
    if before.kind != after.kind or before.languages != after.languages:
        yield f"{after.kind} {after.languages} instead of {before.kind} {before.languages}"
    for old, new in zip(before.segments, after.segments):
        if words(old.source) != words(new.source) or tags(old.source) != tags(new.source):
            yield f"{old.key}: the source changed"
        if new.target is None and is_number(old):
            continue
        if new.target is None:
            yield f"{old.key}: no target"
            continue
        model = old.target if old.is_translated else old.source
        if tags(model) != tags(new.target):
            yield f"{old.key}: inline tags {tags(new.target)} instead of {tags(model)}"
        was = words(old.target) if old.target is not None else None
        if is_number(old):
            continue
        if words(new.target) == was:
            yield f"{old.key}: the target is what it was: {was!r}"


def main():
    before, after = (read(pathlib.Path(name).read_bytes()) for name in sys.argv[1:3])
    found = list(problems(before, after))
    for problem in found:
        print(f"FAIL {problem}")
    numbers = sum(is_number(one) for one in before.segments)
    print(f"{len(before.segments)} segments, {numbers} of them numbers: {'differs' if found else 'as it should be'}")
    return 1 if found or not before.segments else 0


if __name__ == "__main__":
    sys.exit(main())
