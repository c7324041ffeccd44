"""Writes a folder in which every rule finds something: the bad example of each rule's page, a file each, and the
settings under which they fire. Prints the names of the rules.

    python3 examples.py PROGRAM FOLDER
"""

import json
import pathlib
import re
import subprocess
import sys

PLAIN = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "\\": "\\"}


def unescaped(text: str) -> str:
    """The text that an example means that is marked `escaped`."""
    escape = re.compile(r"\\(?:u\{([0-9A-Fa-f]+)\}|(.))")
    return escape.sub(lambda found: chr(int(found[1], 16)) if found[1] else PLAIN[found[2]], text)


def example(page: str) -> bytes:
    """The bad example of a page."""
    fence = page.split("## Bad", 1)[1].split("```treaty", 1)[1]
    kind, rest = fence.split("\n", 1)
    body = rest.split("```", 1)[0]
    match kind.strip():
        case "":
            return body.encode()
        case "escaped":
            return unescaped(body.replace("\n", "")).encode()
        case "bytes":
            text = body.replace("\n", "").replace("\\n", "\n").encode()
            return re.sub(rb"\\x(..)", lambda found: bytes.fromhex(found[1].decode()), text)
        case other:
            raise ValueError(f"unknown kind of example: {other}")


def main() -> None:
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    written = subprocess.run([program, "rules", "--format", "json"], stdout=subprocess.PIPE, check=True).stdout
    rules = json.loads(written)
    settings = ['[text]\nlanguages = ["en"]\n[rules]\n']
    for rule in rules:
        name = rule["name"]
        page = subprocess.run([program, "explain", name], stdout=subprocess.PIPE, check=True).stdout.decode()
        (folder / f"{name}, one.treaty").write_bytes(example(page))
        if rule["default"] == "off":
            settings.append(f'{name} = "warning"\n')
        print(name)
    (folder / "glossator.toml").write_text("".join(settings))


main()
