"""Copies made by the machine, so that the key knows them: `== body copy=REPORT#2-5 until="..."`.

A copied block brings its text, marks and statements; statement 3 of `pw-boats` becomes `pw-boats.3`.
Covered by tests/samples/machinery_test.py.
"""

import re
from dataclasses import replace

from .errors import Mistake
from .markup import Mark, Passage

EDITS = ("until", "since", "drop", "change", "dateline")


def find_blocks(report, words, where):
    """Indexes of the blocks that `2`, `2-5`, `2,4`, `all`, `title`, `deck` ... name in `report`: numbers
    count body paragraphs from 1, words name roles."""
    body = [i for i, block in enumerate(report.blocks) if block.role == "body"]
    found = []
    for part in words.split(","):
        match = re.fullmatch(r"(\d+)(?:-(\d+))?", part)
        if part == "all":
            found += body
        elif match:
            first, last = int(match.group(1)), int(match.group(2) or match.group(1))
            if not 1 <= first <= last <= len(body):
                raise Mistake(where, f"{report.id} has body paragraphs 1-{len(body)}, not {part}")
            found += body[first - 1 : last]
        else:
            same = [i for i, block in enumerate(report.blocks) if block.role == part]
            if not same:
                raise Mistake(
                    where, f"{report.id} has no block `{part}`; write 2, 2-5, 2,4, all or a role"
                )
            found += same
    return found


def resolve(reports):
    """Replaces every copying block by what it copies, in all reports. A circle of copies is a mistake."""
    done = set()
    for name in reports:
        _resolve_one(reports, name, done, [])
    for report in reports.values():
        for block in report.blocks:
            for reference in block.attributes.get("from", []):
                source, words = split_reference(reference, report.at(block.line))
                find_blocks(reports[source], words, report.at(block.line))


def _resolve_one(reports, name, done, path):
    if name in done:
        return
    report = reports[name]
    if name in path:
        raise Mistake(report.at(1), f"copies run in a circle: {' <- '.join(path + [name])}")
    blocks = []
    for block in report.blocks:
        copied = block.attributes.get("copy")
        if not copied:
            _check_source(reports, report, block)
            blocks.append(block)
            continue
        where = report.at(block.line)
        source, words = split_reference(copied[-1], where)
        if source not in reports:
            raise Mistake(where, f"no report `{source}` in this half")
        _resolve_one(reports, source, done, path + [name])
        blocks += _copied(reports[source], words, block, where)
    report.blocks = blocks
    done.add(name)


def split_reference(reference, where):
    source, mark, words = reference.partition("#")
    if not mark or not source or not words:
        raise Mistake(where, f"`{reference}`: write REPORT#2, REPORT#2-5 or REPORT#title")
    return source, words


def _check_source(reports, report, block):
    for reference in block.attributes.get("from", []):
        where = report.at(block.line)
        source, _ = split_reference(reference, where)
        if source not in reports:
            raise Mistake(where, f"no report `{source}` in this half")
        relation = block.attributes.get("relation", ["?"])[-1]
        if relation not in RELATIONS:
            raise Mistake(where, f"from= needs relation=, one of {', '.join(RELATIONS)}")


RELATIONS = ("rewritten", "spun", "translated", "summarised")


def _copied(source, words, order, where):
    indexes = find_blocks(source, words, where)
    result = []
    for index in indexes:
        origin = source.blocks[index]
        whole = (Passage(0, len(origin.text), source.id, index, 0, len(origin.text)),)
        marks = tuple(
            replace(mark, tags=tuple(_owned(source.id, tag) for tag in mark.tags))
            for mark in origin.marks
        )
        result.append(
            replace(
                origin,
                marks=marks,
                passages=whole,
                line=order.line,
                role=_role(order, origin),
                attributes={
                    k: v
                    for k, v in {**origin.attributes, **order.attributes}.items()
                    if k not in ("from", "relation")
                },
            )
        )
    return _edited(result, order.attributes, where)


def _role(order, origin):
    return (
        order.role
        if order.role != "body" or origin.role not in ("body", "subhead")
        else origin.role
    )


def _owned(source, tag):
    return replace(tag, key=f"{source}.{tag.key}") if tag.key else tag


def _plain(text):
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def _find(blocks, wanted, where):
    for index, block in enumerate(blocks):
        at = _plain(block.text).find(_plain(wanted))
        if at >= 0:
            return index, at
    raise Mistake(where, f"`{wanted}` is not in what is copied")


def _edited(blocks, attributes, where):
    for old_new in attributes.get("change", []):
        old, arrow, new = old_new.partition("=>")
        if not arrow or not old.strip() or not new.strip():
            raise Mistake(where, 'write change="old words => new words"')
        index, at = _find(blocks, old.strip(), where)
        blocks[index] = splice(blocks[index], at, at + len(old.strip()), new.strip(), where)
    for words in attributes.get("drop", []):
        index, at = _find(blocks, words, where)
        blocks[index] = splice(blocks[index], at, at + len(words), "", where)
    for words in attributes.get("until", []):
        index, at = _find(blocks, words, where)
        block = blocks[index]
        blocks = blocks[:index] + [splice(block, at + len(words), len(block.text), "", where)]
    for words in attributes.get("since", []):
        index, at = _find(blocks, words, where)
        blocks = [splice(blocks[index], 0, at, "", where)] + blocks[index + 1 :]
    if attributes.get("dateline", [""])[-1] == "drop":
        blocks = [_without_dateline(block, where) for block in blocks]
    return [block for block in map(_trimmed, blocks) if block.text]


def _without_dateline(block, where):
    for mark in block.marks:
        if any(tag.kind == "dateline" for tag in mark.tags):
            return splice(block, mark.begin, mark.end, "", where)
    return block


def _trimmed(block):
    lead = len(block.text) - len(block.text.lstrip())
    block = splice(block, 0, lead, "", "") if lead else block
    text = block.text.rstrip()
    block = (
        splice(block, len(text), len(block.text), "", "") if len(text) < len(block.text) else block
    )
    double = block.text.find("  ")
    while double >= 0:
        block = splice(block, double, double + 1, "", "")
        double = block.text.find("  ")
    return block


def splice(block, begin, end, new, where):
    """`block` with text[begin:end] replaced by `new`. A mark inside what goes, goes. To halve a mark of a
    statement or event is a mistake; others are clipped."""
    grown = len(new) - (end - begin)

    def moved(at):
        if at <= begin:
            return at
        return at + grown if at >= end else begin

    marks = []
    for mark in block.marks:
        if begin <= mark.begin and mark.end <= end and not new:
            continue
        halved = begin < mark.begin < end < mark.end or mark.begin < begin < mark.end < end
        inside = new and (begin < mark.begin < end or begin < mark.end < end)
        if inside or (halved and any(tag.key for tag in mark.tags)):
            raise Mistake(
                where,
                f"cuts through the mark on `{block.text[mark.begin:mark.end]}`: cut at its edge, "
                "or write the block anew with from= relation=rewritten",
            )
        b, e = moved(mark.begin), moved(mark.end)
        if b < e:
            marks.append(Mark(b, e, mark.tags, mark.line))
    passages = []
    for p in block.passages:
        if p.begin < begin:
            stop = min(p.end, begin)
            passages.append(
                Passage(
                    p.begin, stop, p.report, p.block, p.from_begin, p.from_begin + stop - p.begin
                )
            )
        if p.end > end:
            start = max(p.begin, end)
            passages.append(
                Passage(
                    start + grown,
                    p.end + grown,
                    p.report,
                    p.block,
                    p.from_begin + start - p.begin,
                    p.from_end,
                )
            )
    return replace(
        block,
        text=block.text[:begin] + new + block.text[end:],
        marks=tuple(marks),
        passages=tuple(passages),
    )
