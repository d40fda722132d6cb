"""The digest at the end of a finished result file: whether its bytes are those that were written."""
import hashlib
import os
import pathlib
import re
import warnings

LINE_BYTES = 128
LINE = re.compile(rb"\nentrepot-digest sha256 ([0-9a-f]{64}) of ([0-9]+) bytes *\n")
MARK = b"\nentrepot-digest sha256 "


class DamagedFile(ValueError):
    """The bytes of a file are not those that its digest was made from, or a shard behind it is missing or changed."""


def _line(path):
    """The last line of a file if it is one of a digest, else None."""
    with open(path, "rb") as file:
        file.seek(max(0, os.path.getsize(path) - LINE_BYTES))
        line = file.read()
    return line if len(line) == LINE_BYTES and line.startswith(MARK) else None


def check_digest(path):
    """The digest of a sound file; None (and a warning) without one. DamagedFile when it does not hold."""
    path = os.fspath(path)
    line = _line(path)
    if line is None:
        warnings.warn(f"{path} has no digest (unfinished, of an older version, or changed since): whether it is damaged "
                      "cannot be told", stacklevel=3)
        return None
    covered = os.path.getsize(path) - LINE_BYTES
    digest, left = hashlib.sha256(), covered
    with open(path, "rb") as file:
        while left > 0:
            piece = file.read(min(left, 1 << 20))
            digest.update(piece)
            left -= len(piece)
    match = LINE.fullmatch(line)
    if match is None or int(match[2]) != covered or match[1].decode() != digest.hexdigest():
        raise DamagedFile(f"{path}: the file is damaged: its bytes are not those that its digest was made from")
    return digest.hexdigest()


def check_shards(path, text):
    """The shards behind a merged sweep, by the text of its provenance: there, sound, and those that were merged."""
    for line in text.splitlines():
        digest, _, name = line.partition(" ")
        shard = pathlib.Path(path).parent / name
        if not shard.exists():
            raise DamagedFile(f"{path}: the shard {shard} is not there: its values would be read as missing")
        if check_digest(shard) != digest:
            raise DamagedFile(f"{path}: the shard {shard} has changed since the merge")
