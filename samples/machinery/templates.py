"""Five ways in which sites lay out a report: modern, old, micro, tables and blog.

Every template is a function of (page, layout): it writes the whole page, naming the role of whatever it makes
visible. Blocks inside the running text keep their order. What a template tells of the date is what the key
says can be known: see DATES. Covered by tests/samples/machinery_test.py.
"""

import json
from html import escape

from . import junk
from .layout import choose, number, utc

# Template -> where it gives the date when it is not hidden, and whether to the minute.
DATES = {
    "modern": ("json-ld", True),
    "old": ("meta", False),
    "micro": ("time", False),
    "tables": ("text", False),
    "blog": ("meta", True),
}


def write_html(page, layout):
    TEMPLATES[layout.outlet.facts["template"]](page, layout)
    return page


def modern(page, layout):
    name, moment = layout.outlet.name, layout.moment
    title = layout.text(layout.title)
    page.raw(f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="{_charset(layout)}">\n')
    page.raw(f"<title>{escape(title)} | {escape(name)}</title>\n")
    for key, value in _open_graph(layout):
        page.raw(f'<meta property="{key}" content="{escape(value)}">\n')
    page.raw(f'<link rel="canonical" href="{layout.url}">\n<script type="application/ld+json">\n')
    page.raw(
        _json_ld(layout) + "\n</script>\n<style>.share a { color: #345 }</style>\n</head>\n<body>\n"
    )
    page.raw('<header>\n  <a href="/">').visible("navigation", name).raw("</a>\n  <nav><ul>")
    _items(page, "navigation", _menu(layout))
    page.raw('</ul></nav>\n</header>\n<main>\n<p class="crumbs">')
    page.visible(
        "navigation", f"Home / {layout.outlet.facts.get('section', 'News')} / {title}"
    ).raw("</p>\n<article>\n")
    _element(page, layout, "h1", layout.title)
    _element(page, layout, 'p class="deck"', layout.deck)
    _element(page, layout, 'p class="byline"', layout.byline)
    _element(page, layout, f'time datetime="{moment.isoformat()}"', layout.date)
    page.raw('<div class="share">')
    for words in choose(layout.report.id + "/share", junk.SHARE, 3):
        page.raw('<a href="#">').visible("share", words).raw("</a> ")
    page.raw("</div>\n")
    box = len(layout.main) // 2
    for at, index in enumerate(layout.main):
        _main(page, layout, index)
        if at == box and box > 1:
            _newsletter(page, layout)
    page.raw("</article>\n")
    _related(page, layout, "More from this desk")
    _comments(page, layout)
    page.raw("</main>\n<footer><p>").visible(
        "legal", f"© {'' if layout.hidden else f'{moment.year} '}{name}. {junk.LEGAL[0]}"
    )
    page.raw('</p><p class="cookies">').visible(
        "legal", choose(layout.report.id, junk.COOKIES, 1)[0]
    )
    page.raw(
        '</p></footer>\n<script>document.title = "<p>This is not text</p>";</script>\n</body>\n</html>\n'
    )


def old(page, layout):
    name = layout.outlet.name
    page.raw(
        f'<html><head>\n<meta http-equiv="Content-Type" content="text/html; charset={_charset(layout)}">\n'
    )
    page.raw(f"<title>{escape(layout.text(layout.title))} - {escape(name)} - News</title>\n")
    if not layout.hidden:
        page.raw(f'<meta name="DC.date.issued" content="{layout.moment.date().isoformat()}">\n')
    page.raw("</head><body bgcolor=white>\n<div id=top><div class=logo><a href=/>").visible(
        "navigation", name.upper()
    )
    page.raw("</a></div>\n<div class=menu>")
    for at, words in enumerate(_menu(layout)):
        page.raw(" | " if at else "").raw(f"<a href=/{at}>").visible("navigation", words).raw(
            "</a>"
        )
    page.raw("</div></div>\n<div id=wrap><div id=left>\n")
    _element(page, layout, "div class=headline", layout.title)
    _element(page, layout, "div class=sub", layout.deck)
    page.raw("<div class=meta>")
    _inline(page, layout, layout.date)
    page.raw(" &nbsp; " if layout.date >= 0 and layout.byline >= 0 else "")
    _inline(page, layout, layout.byline)
    page.raw("</div>\n<div class=tools><a href=#>").visible("share", "Print").raw("</a> <a href=#>")
    page.visible("share", "E-mail").raw("</a></div>\n<div class=story>\n")
    for at, index in enumerate(layout.main):
        page.raw("<br><br>\n" if at else "")
        _old_piece(page, layout, index)
        if at == 2:
            page.raw("\n<div class=ad>").visible("promo", "Advertisement").raw("</div>")
    page.raw("\n</div>\n")
    _tail(page, layout, "div")
    page.raw("<div class=also><b>").visible("related", "Also in News:").raw("</b>")
    for title in _teasers(layout):
        page.raw("<br><a href=#>").visible("related", title).raw("</a>")
    page.raw("</div>\n</div></div>\n<div id=foot>").visible(
        "legal", f"{name}. {junk.LEGAL[2]}"
    ).raw("</div>\n</body></html>\n")


def _old_piece(page, layout, index):
    block = layout.block(index)
    if block.role == "subhead":
        page.raw("<b>")
        _inline(page, layout, index)
        page.raw("</b>")
    elif block.role == "caption":
        page.raw("<table><tr><td><img src=p.jpg></td></tr><tr><td class=cap>")
        _caption(page, layout, index)
        page.raw("</td></tr></table>")
    else:
        _inline(page, layout, index)


def micro(page, layout):
    title = layout.text(layout.title)
    page.raw(
        f"<!doctype html>\n<html lang=en-gb>\n<head><meta charset={_charset(layout)}><title>{escape(title)}</title>\n"
    )
    page.raw(
        f'<meta name="twitter:title" content="{escape(title)}">\n<link rel=canonical href="{layout.url}"></head>\n'
    )
    page.raw(
        '<body itemscope itemtype="http://schema.org/NewsArticle">\n<div role=navigation><button>'
    )
    page.visible("navigation", "Menu").raw("</button><ul>")
    for words in _menu(layout):
        page.raw("<li>").visible("navigation", words)
    page.raw("</ul></div>\n")
    _element(page, layout, "h1 itemprop=headline", layout.title)
    _element(page, layout, "h3", layout.deck)
    _element(page, layout, "span itemprop=author", layout.byline)
    _element(
        page,
        layout,
        f'time itemprop=datePublished datetime="{layout.moment.date().isoformat()}"',
        layout.date,
    )
    page.raw("<small>").visible("share", f"{2 + number(layout.report.id, 5)} min read").raw(
        "</small>\n<div itemprop=articleBody>\n"
    )
    for index in layout.main:
        _main(page, layout, index, close=False)
    page.raw("</div>\n")
    _tail(page, layout, "div")
    head, words = choose(layout.report.id, junk.NEWSLETTERS, 1)[0]
    page.raw("<div class=promo>").visible("promo", f"{head}. {words}").raw(
        "</div>\n<div class=most-read><h4>"
    )
    page.visible("related", "Most read").raw("</h4><ol>")
    for words in _teasers(layout):
        page.raw("<li><a href=#>").visible("related", words).raw("</a>")
    page.raw("</ol></div>\n<noscript>").visible(
        "other", "Please switch on scripts to see the tide tables."
    )
    page.raw("</noscript>\n</body>\n</html>\n")


def tables(page, layout):
    page.raw('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n<html><head>')
    page.raw(f'<meta http-equiv="content-type" content="text/html; charset={_charset(layout)}">\n')
    page.raw(
        f"<title>{escape(layout.text(layout.title))} - {escape(layout.outlet.name)}</title></head>\n"
    )
    page.raw('<body><table width="100%"><tr>')
    for words in _menu(layout):
        page.raw('<td><a href="/">').visible("navigation", words).raw("</a></td>")
    page.raw("</tr></table>\n")
    _element(page, layout, "h2", layout.title)
    _element(page, layout, "h4", layout.deck)
    page.raw("<p><small>")
    page.visible("byline", layout.outlet.name)
    for index in (layout.byline, layout.date):
        page.raw(", " if index >= 0 else "")
        _inline(page, layout, index)
    page.raw("</small></p>\n<table><tr><td valign=top>\n")
    for index in layout.main:
        _main(page, layout, index)
    page.raw('</td><td valign=top width="160"><font size="-1">')
    page.visible("related", "Elsewhere:")
    for words in _teasers(layout):
        page.raw("<br>").visible("related", words)
    page.raw("</font></td></tr></table>\n")
    _tail(page, layout, "p")
    page.raw("<hr><p><small>").visible("legal", f"© {layout.outlet.name}").raw(
        "</small></p></body></html>\n"
    )


def blog(page, layout):
    name = layout.outlet.name
    page.raw(f'<!DOCTYPE html><html><head><meta charset="{_charset(layout)}">')
    page.raw(f"<title>{escape(layout.text(layout.title))} &#8211; {escape(name)}</title>")
    if not layout.hidden:
        page.raw(f'<meta name="date" content="{utc(layout.moment)}">')
    page.raw('</head>\n<body class="single"><div id="masthead"><a href="/">').visible(
        "navigation", name
    ).raw("</a><ul>")
    _items(page, "navigation", _menu(layout))
    page.raw('</ul></div>\n<div class="hentry">\n')
    _element(page, layout, 'h1 class="entry-title"', layout.title)
    (
        page.raw('<div class="entry-meta">').visible("date", "Posted on ")
        if layout.date >= 0
        else page.raw('<div class="entry-meta">')
    )
    _inline(page, layout, layout.date)
    page.raw(" ")
    _inline(page, layout, layout.byline)
    page.raw('</div>\n<div class="entry-content">\n')
    _element(page, layout, "p", layout.deck)
    for index in layout.main:
        _main(page, layout, index)
    page.raw('</div>\n<div class="sharedaddy"><h3>').visible("share", "Share this:").raw(
        "</h3><ul>"
    )
    _items(page, "share", choose(layout.report.id + "/share", junk.SHARE, 3))
    page.raw("</ul></div>\n")
    _related(page, layout, "You may also like")
    _comments(page, layout)
    page.raw('<div class="site-info">').visible("legal", f"Proudly run from a shed. © {name}").raw(
        "</div></div></body></html>\n"
    )


TEMPLATES = {"modern": modern, "old": old, "micro": micro, "tables": tables, "blog": blog}


def _charset(layout):
    return layout.report.charset_label


def _menu(layout):
    return junk.MENUS[layout.outlet.facts["kind"]]


def _teasers(layout):
    return [*layout.teasers[:2], *choose(layout.report.id + "/filler", junk.HEADLINES, 2)]


def _items(page, role, words):
    for word in words:
        page.raw('<li><a href="#">').visible(role, word).raw("</a></li>")


def _inline(page, layout, index):
    if index >= 0:
        block = layout.block(index)
        page.visible(block.role, block.text, index, block.marks)


def _element(page, layout, opening, index):
    if index < 0:
        return
    page.raw(f"<{opening}>")
    _inline(page, layout, index)
    page.raw(f"</{opening.split()[0]}>\n")


def _caption(page, layout, index):
    _inline(page, layout, index)
    credit = layout.block(index).attributes.get("credit", [""])[-1]
    if credit:
        page.raw('<span class="credit">').visible("credit", credit).raw("</span>")


def _main(page, layout, index, close=True):
    role = layout.block(index).role
    if role == "caption":
        page.raw('<figure><img src="picture.jpg" alt=""><figcaption>')
        _caption(page, layout, index)
        page.raw("</figcaption></figure>\n")
    elif role == "subhead":
        _element(page, layout, "h2", index)
    elif role in ("promo", "related"):
        page.raw('<p><strong><a href="#">')
        _inline(page, layout, index)
        page.raw("</a></strong></p>\n")
    else:
        page.raw("<p>")
        _inline(page, layout, index)
        page.raw("</p>\n" if close else "\n")


def _newsletter(page, layout):
    head, words = choose(layout.report.id, junk.NEWSLETTERS, 1)[0]
    page.raw('<aside class="newsletter"><h3>').visible("promo", head).raw("</h3><p>").visible(
        "promo", words
    )
    page.raw('</p><form><input type="email" placeholder="Your address"><button>').visible(
        "promo", "Sign up"
    )
    page.raw("</button></form></aside>\n")


def _related(page, layout, heading):
    page.raw('<section class="related"><h2>').visible("related", heading).raw("</h2><ul>")
    for index in layout.blocks("related", layout.tail):
        page.raw("<li>")
        _inline(page, layout, index)
        page.raw("</li>")
    _items(page, "related", _teasers(layout))
    page.raw("</ul></section>\n")


def _comments(page, layout):
    """Comments of the report, then invented ones, then whatever else stands after the text."""
    own = layout.blocks("comment", layout.tail)
    made = choose(
        layout.report.id + "/comments", junk.COMMENTS, number(layout.report.id + "/many", 4)
    )
    names = choose(layout.report.id + "/names", junk.HANDLES, len(own) + len(made))
    page.raw('<section id="comments"><h2>').visible(
        "comment", f"{len(own) + len(made)} comments"
    ).raw("</h2>\n")
    for at, entry in enumerate([*own, *made]):
        page.raw('<div class="comment"><b>')
        handle = (
            layout.block(entry).attributes.get("by", [names[at]])[-1]
            if isinstance(entry, int)
            else names[at]
        )
        page.visible("comment", handle).raw("</b> <span>").visible(
            "comment", junk.AGES[at % len(junk.AGES)]
        ).raw("</span><p>")
        if isinstance(entry, int):
            _inline(page, layout, entry)
        else:
            page.visible("comment", entry)
        page.raw("</p></div>\n")
    page.raw("<p>").visible("comment", "Leave a reply. Required fields are marked *").raw(
        "</p></section>\n"
    )
    _tail(page, layout, "p", ("comment", "related"))


def _tail(page, layout, element, written=()):
    for index in layout.tail:
        if layout.block(index).role not in written:
            _element(page, layout, element, index)


def _open_graph(layout):
    yield "og:type", "article"
    yield "og:site_name", layout.outlet.name
    yield "og:title", layout.text(layout.title)
    yield "og:url", layout.url
    if not layout.hidden:
        yield "article:published_time", layout.moment.isoformat()


def _json_ld(layout):
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": layout.text(layout.title),
    }
    if not layout.hidden:
        data["datePublished"] = layout.moment.isoformat()
    authors = layout.authors()
    if authors:
        data["author"] = [{"@type": "Person", "name": name} for name in authors]
    data["publisher"] = {"@type": "Organization", "name": layout.outlet.name}
    return json.dumps(data, ensure_ascii=False, indent=1).replace("</", "<\\/")
