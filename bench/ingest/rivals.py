"""One measured run of a rival; bench/ingest/run starts it in the environment it made for rivals.

Usage: rivals.py TOOL PATH      PATH: a folder of pages, or a WARC file

Prints one line of JSON: reports, bytes of their sources, characters given, reports that gave nothing,
and the seconds (clock and processor) of the work alone, without starting Python and importing."""
import hashlib
import json
import os
import sys
import time


def files(folder):
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            yield file.read()


def trafilatura(**options):
    import trafilatura as tool
    return lambda path: ((len(page), tool.extract(page, **options)) for page in files(path))


def resiliparse_text(**options):
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def text(page):
        tree = HTMLTree.parse_from_bytes(page, detect_encoding(page, from_html_meta=True))
        return extract_plain_text(tree, **options)
    return text


def resiliparse(**options):
    text = resiliparse_text(**options)
    return lambda path: ((len(page), text(page)) for page in files(path))


def fastwarc(text=None, digest=False):
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    def read(path):
        for record in ArchiveIterator(path, record_types=WarcRecordType.response, parse_http=True):
            body = record.reader.read()
            if digest:
                hashlib.sha256(body).digest()
            yield len(body), text(body) if text else None
    return read


def warcio():
    from warcio.archiveiterator import ArchiveIterator

    def read(path):
        with open(path, "rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "response":
                    yield len(record.content_stream().read()), None
    return read


TOOLS = {
    "trafilatura": lambda: trafilatura(),
    "trafilatura-fast": lambda: trafilatura(fast=True),
    "trafilatura-metadata": lambda: trafilatura(with_metadata=True, output_format="json"),
    "resiliparse": lambda: resiliparse(),
    "resiliparse-main": lambda: resiliparse(main_content=True),
    "fastwarc": lambda: fastwarc(),
    "fastwarc-sha256": lambda: fastwarc(digest=True),
    "fastwarc-resiliparse": lambda: fastwarc(resiliparse_text(main_content=True)),
    "warcio": warcio,
}


def main(name, path):
    work = TOOLS[name]()
    reports = size = characters = empty = 0
    clock, processor = time.perf_counter(), time.process_time()
    for length, text in work(path):
        reports += 1
        size += length
        characters += len(text or "")
        empty += not text
    print(json.dumps({"reports": reports, "source_bytes": size, "characters": characters,
                      "empty": empty, "clock": time.perf_counter() - clock,
                      "processor": time.process_time() - processor}))


if __name__ == "__main__":
    main(*sys.argv[1:])
