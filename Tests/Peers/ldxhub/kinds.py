"""Compares a record with the example that it was made after: the same members, the same kinds. Source: LDX hub
portal, StructFlow Jobs; literal kinds: LDX hub vendor examples, README."""

from peer import equal, is_integer

EXAMPLE = {
    "title": "Report", "pages": 10000, "price": 12.34, "urgent": False, "tags": ["finance"],
    "author": {"name": "Ann", "age": 42, "teams": ["a"]}, "rows": [{"label": "x", "amount": 1.5, "checked": True}],
    "数量": 3,
}


def compare(what, example, record):
    equal(f"{what}: the example's members and kinds", [], list(differences(example, record, "record")))


def differences(example, value, path):
    if isinstance(example, dict):
        if not isinstance(value, dict):
            yield f"{path} is {value!r}, not an object"
        elif set(example) != set(value):
            yield f"{path} has {sorted(value)}, not {sorted(example)}"
        else:
            for name in example:
                yield from differences(example[name], value[name], f"{path}.{name}")
    elif isinstance(example, list):
        if not isinstance(value, list):
            yield f"{path} is {value!r}, not an array"
        elif example:
            for index, one in enumerate(value):
                yield from differences(example[0], one, f"{path}[{index}]")
    elif not is_kind(example, value):
        yield f"{path} is {value!r}, not like {example!r}"


def is_kind(example, value):
    if isinstance(example, bool) or isinstance(value, bool):
        return isinstance(example, bool) and isinstance(value, bool)
    if is_integer(example):
        return is_integer(value)
    if isinstance(example, float):
        # 10.0 may become 10 on its way through JSON.
        return isinstance(value, (int, float))
    return isinstance(value, str)
