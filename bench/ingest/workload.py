"""The workloads of bench/ingest/run and bench/ingest/memory: pages, their texts, and WARC files of
them. Everything that is not read from ../shared is invented here and the same on every machine."""
import gzip
import html.parser
import json
import os
import random
import zlib

PLACES = ["Port Salde", "Vell", "Orlan", "Tern Harbour", "Lower Maru", "the Salt Strait", "Caddow"]
PEOPLE = ["Ilka Danner", "Tomas Reve", "the harbour master", "a coast guard officer", "Anu Selk",
          "Minister Odo Brandt", "the pilots' union", "two people who asked not to be named"]
DEEDS = ["rejected the tariff", "denied that the ferry was overloaded", "promised a new pier",
         "asked for more patrol boats", "called the vote a farce", "opened the fish market",
         "warned of a shortage of salt", "agreed to talks", "refused to sign"]


def sentence(rng):
    return (f"{rng.choice(PEOPLE)} of {rng.choice(PLACES)} {rng.choice(DEEDS)} on day "
            f"{rng.randrange(1, 900)} of the dispute, “{rng.choice(DEEDS)}” being the phrase.")


def paragraph(rng):
    return " ".join(sentence(rng) for _ in range(rng.randrange(2, 6)))


def invented_text(number):
    """About 2 KB, different for every number."""
    rng = random.Random(number)
    head = f"{rng.choice(PLACES)} waits as talks go on, day {number}"
    return head + "\n\n" + "\n\n".join(paragraph(rng) for _ in range(5)) + "\n"


def invented_page(number):
    """About 100 KB with what pages of news sites have around the report: scripts, style, menus,
    lists of other reports, machine-readable data."""
    rng = random.Random(number)
    title = f"{rng.choice(PLACES)} waits as talks go on, day {number}"
    menu = "".join(f"<li class='menu-item item-{i}'><a href='/section/{i}' data-track='{{\"n\":{i}}}'>"
                   f"{rng.choice(PLACES)}</a></li>" for i in range(120))
    script = "".join(f"window.q{i}=function(a,b){{if(a<b&&b>{i}){{return '<i>'+a}}return [b,{i}]}};\n"
                     for i in range(400))
    style = "".join(f".c{i}>p:first-child{{margin:{i}px 0;color:#{i:06x}}}\n" for i in range(400))
    related = "".join(f"<div class='card'><img src='/i/{i}.jpg' alt='{rng.choice(PLACES)}'><h4>"
                      f"<a href='/r/{i}'>{sentence(rng)}</a></h4></div>" for i in range(60))
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": title,
                       "datePublished": "2019-05-%02dT10:00:00Z" % (number % 28 + 1)})
    body = "".join(f"<p>{paragraph(rng)}</p>\n" for _ in range(14))
    return (f"<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title>{title} | Tern Post"
            f"</title><style>{style}</style><script type='application/ld+json'>{data}</script>"
            f"<script>{script}</script></head><body><nav><ul>{menu}</ul></nav><main><article><h1>"
            f"{title}</h1><p class=byline>By Anu Selk</p>{body}</article></main><aside>{related}"
            f"</aside><footer>&copy; Tern Post &middot; all rights reserved</footer></body></html>"
            ).encode()


def pages(source):
    """(what they are, the bytes of each): the pages of the article extraction benchmark if they lie
    beside the source tree, else invented ones."""
    folder = os.path.join(source, "..", "shared", "data", "clean", "aeb", "html")
    if not os.path.isdir(folder):
        return "invented pages", [invented_page(n) for n in range(200)]
    names = sorted(name for name in os.listdir(folder) if name.endswith(".html.gz"))
    out = []
    for name in names:
        with gzip.open(os.path.join(folder, name)) as file:
            out.append(file.read())
    return "pages of the article extraction benchmark", out


def planted(number):
    """What every report of a workload says once, so that the result can be checked."""
    return f"Bulletin {number} of the Salt Strait pilots."


def plant(page, number):
    return page + f"\n<p>{planted(number)}</p>\n".encode()


class Visible(html.parser.HTMLParser):
    """A rough visible text: good enough as plain text to feed, no measure of anything."""
    HIDDEN = {"script", "style", "noscript", "template", "head"}
    INLINE = {"a", "b", "i", "em", "strong", "span", "u", "small", "sup", "sub", "time", "cite"}

    def __init__(self):
        super().__init__()
        self.out, self.hidden = [], []

    def handle_starttag(self, tag, attrs):
        if tag in self.HIDDEN:
            self.hidden.append(tag)
        elif tag not in self.INLINE:
            self.out.append("\n")

    def handle_endtag(self, tag):
        if tag in self.hidden:
            self.hidden.remove(tag)
        elif tag not in self.INLINE:
            self.out.append("\n")

    def handle_data(self, data):
        if not self.hidden:
            self.out.append(data)


def visible_text(page):
    parser = Visible()
    parser.feed(page.decode("utf-8", "replace"))
    lines = (" ".join(line.split()) for line in "".join(parser.out).split("\n"))
    return "\n".join(line for line in lines if line) + "\n"


def record(kind, content_type, url, number, block):
    head = (f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:"
            f"{zlib.crc32(block):08x}-0000-4000-8000-{number:012x}>\r\n"
            f"WARC-Date: 2019-05-21T14:03:09Z\r\n" +
            (f"WARC-Target-URI: {url}\r\n" if url else "") +
            f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


def warc_records(bodies):
    """As crawlers write them: a warcinfo, then request, response and metadata of each page. Bodies
    lie as they are, neither chunked nor compressed, as in Common Crawl."""
    yield record("warcinfo", "application/warc-fields", "", 0, b"software: bench\r\n")
    for number, body in enumerate(bodies):
        url = f"http://site{number % 40}.example/2019/05/{number}"
        request = f"GET /2019/05/{number} HTTP/1.1\r\nHost: site{number % 40}.example\r\n\r\n"
        response = (f"HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/html\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n")
        yield record("request", "application/http; msgtype=request", url, 3 * number,
                     request.encode())
        yield record("response", "application/http; msgtype=response", url, 3 * number + 1,
                     response.encode() + body)
        yield record("metadata", "application/warc-fields", url, 3 * number + 2,
                     b"fetchTimeMs: 120\r\n")


def write_warc(path, bodies):
    """One gzip member per record if the name ends in .gz. Gives the size before compression."""
    size = 0
    with open(path, "wb") as file:
        for block in warc_records(bodies):
            size += len(block)
            file.write(gzip.compress(block, 6, mtime=0) if path.endswith(".gz") else block)
    return size


def write_files(folder, suffix, contents):
    os.makedirs(folder)
    for number, content in enumerate(contents):
        with open(os.path.join(folder, f"{number:06}{suffix}"), "wb") as file:
            file.write(content)
