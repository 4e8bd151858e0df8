"""The bodies that one rival finds; eval/clean/rivals starts it in the environment it made for rivals.

Usage: rival_bodies.py TOOL < paths of packed pages, one a line

Prints one JSON string a page, in the order of the paths."""
import gzip
import json
import sys


def trafilatura(**options):
    from trafilatura import extract
    return lambda page: extract(page, include_comments=False, **options)


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree
    return lambda page: extract_plain_text(
        HTMLTree.parse_from_bytes(page, detect_encoding(page, from_html_meta=True)),
        main_content=True)


TOOLS = {
    "trafilatura": trafilatura,
    "trafilatura-fast": lambda: trafilatura(fast=True),
    "trafilatura-precision": lambda: trafilatura(favor_precision=True),
    "resiliparse": resiliparse,
}

if __name__ == "__main__":
    find_body = TOOLS[sys.argv[1]]()
    for path in sys.stdin.read().splitlines():
        with gzip.open(path, "rb") as file:
            print(json.dumps(find_body(file.read()) or ""))
