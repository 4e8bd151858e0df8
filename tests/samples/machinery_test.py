#!/usr/bin/env python3
"""The machinery of the sample pile, on a small world: marks, mistakes, copies, lineage, forms and checks."""

import json
import random
import subprocess
import sys
import unittest

from small_world import SAMPLES, TEMPLATES, PileTest, report

from machinery import checks, lineage, markup, output, page, phenomena, runs, show
from machinery.containers import stored_gzip
from machinery.errors import Mistake, Mistakes

SAID = "== body\n“{1c|We go},” {1s|Ada Venn} {1q|said}."


class Marks(unittest.TestCase):
    def read(self, text):
        return markup.read_marks(text, "x", 1)

    def test_marks_nest_and_white_space_is_single(self):
        text, marks = self.read("A {1c|b\n  {@venn|c}} d")
        self.assertEqual("A b c d", text)
        self.assertEqual(
            [("b c", "content"), ("c", "mention")],
            [(text[m.begin : m.end], m.tags[0].kind) for m in marks],
        )

    def test_a_mark_has_several_tags_with_one_entity(self):
        _, marks = self.read("{1r1 2s ota|the agency}")
        self.assertEqual(
            [("relay", "1", 1, "ota"), ("speaker", "2", 0, "ota")],
            [(t.kind, t.key, t.depth, t.value) for t in marks[0].tags],
        )

    def test_braces_can_mean_themselves(self):
        self.assertEqual("a {b} c", self.read("a \\{b\\} c")[0])

    def test_ten_thousand_nested_marks_are_read(self):
        text, marks = self.read("{b|" * 10000 + "x" + "}" * 10000)
        self.assertEqual(("x", 10000), (text, len(marks)))

    def test_empty_one_brace_and_strange_characters(self):
        self.assertEqual(("", ()), self.read(""))
        self.assertEqual("\u202eab\u0000", self.read("\u202eab\u0000")[0])
        for text in ("{", "}", "{1c", "{1c|", "{1c|}", "{|x}", "{1c|x}}", "{{1c|x}|y}"):
            with self.subTest(text), self.assertRaises(Mistake):
                self.read(text)

    def test_slips_are_refused(self):
        for text, fragment in (
            ("{1c| x}", "space"),
            ("{1x|y}", "no tag"),
            ("{1c venn|y}", "belongs to no speaker"),
            ("{1s aa bb|y}", "no tag"),
            ("{1r0 a|y}", "no tag"),
            ("a } b", "closes nothing"),
            ("{1c|x", "never closed"),
            ("{venn|x}", "belongs to no speaker"),
        ):
            with self.subTest(text), self.assertRaises(Mistake) as caught:
                self.read(text)
            self.assertIn(fragment, str(caught.exception))

    def test_attributes(self):
        read = lambda text: markup.read_attributes(text, "x:1")
        self.assertEqual(
            {"a": ["1"], "b": ["two words", "x"], "c": ["yes"], "d": [""]},
            read("a=1 b=\"two words\" c d= b='x'"),
        )
        with self.assertRaises(Mistake):
            read('a="never closed')
        with self.assertRaises(Mistake):
            read("=x")


class Slips(PileTest):
    """Every slip of a writer is named with file and line."""

    def slip(self, body, fragment, line=None, **words):
        self.write("r", body, **words)
        self.assert_mistake(fragment, line)

    def test_in_the_head(self):
        path = self.samples / "open" / "reports" / "r.report"
        for text, fragment in (
            ("", "no block"),
            ("x", "no line of a head"),
            ("id: r\n== title\nx", "the head needs"),
            ("id: r\nid: r\n== title\nx", "given twice"),
        ):
            with self.subTest(text):
                path.write_text(text)
                self.assert_mistake(fragment)

    def test_in_the_values_of_the_head(self):
        for words, fragment in (
            ({"outlet": "nobody"}, "no outlet `nobody`"),
            ({"form": "pdf"}, "none of"),
            ({"head": "genre: poem"}, "none of"),
            ({"head": "habits: neat"}, "none of"),
            ({"head": "oddities: odd"}, "none of"),
            ({"head": "sources: x"}, "no report `x`"),
        ):
            with self.subTest(fragment):
                self.slip("== body\nx", fragment, **words)
        (self.samples / "open" / "reports" / "r.report").write_text(
            report("r", "== body\nx").replace("story: s", "story: t")
        )
        self.assert_mistake("no story `t`", 5)
        (self.samples / "open" / "reports" / "r.report").write_text(
            report("r", "== body\nx").replace("2017-04-03T", "soon")
        )
        self.assert_mistake("is no date", 4)

    def test_in_blocks(self):
        self.slip("== boddy\nx", "`== boddy`", 9)
        self.slip("== body\n", "has no text", 9)
        self.slip("== caption\nx", "no `== body`")
        self.slip("== body copy=q#1", "no report `q`", 9)
        self.slip("== body copy=r#1", "circle")
        self.slip("== body copy=q", "write REPORT#2", 9)
        self.slip("== body copy=q#1\nown text", "no text of its own", 10)
        self.slip("== body from=r#1\nx", "needs relation=", 10)
        self.slip("== body from=r#2 relation=spun\nx", "has body paragraphs 1-1", 10)

    def test_a_name_that_is_not_utf8_and_a_report_under_another_name(self):
        (self.samples / "open" / "reports" / "r.report").write_bytes(b"id: \xff")
        self.assert_mistake("not UTF-8 at byte 4")
        (self.samples / "open" / "reports" / "r.report").write_text(report("q", "== body\nx"))
        self.assert_mistake("must be the name of the file")

    def test_statements_without_line_or_mark(self):
        self.slip(SAID, "1 is marked here but has no line", 10)
        self.slip("== body\nx", "statement 1 has no mark", 12, statements="1")
        self.slip(SAID + "\n{2q|x}", "statement 2 has no content", 11, statements="1\n2")
        self.slip(SAID, "given twice", 13, statements="1\n1")
        self.slip(SAID, "cannot begin a line", 12, statements="x1")

    def test_fields_of_statements(self):
        for line, fragment in (
            ("1 act=sing", "act=sing"),
            ("1 kind=loud", "kind=loud"),
            ("1 polarity=no", "polarity=no"),
            ("1 how=luck", "how=luck"),
            ("1 when=now", "known are"),
            ("1 date=Monday", "date=Monday"),
            ("1 speaker=nobody", "no entity `nobody`"),
            ("1 same=U9", "no [[utterances]]"),
            ("1 relay=nobody", "no entity `nobody`"),
        ):
            with self.subTest(line):
                body = "== body\n{1c|We go}." if "speaker" in line else SAID
                self.slip(body, fragment, statements=line)

    def test_speakers(self):
        self.slip("== body\n“{1c|We go},” {1s|he} {1q|said}.", "names nobody known", statements="1")
        self.slip("== body\n“{1c|We go}.”", "take the `.`", statements="1 how=unresolved")
        self.slip("== body\n“{1c|We go},” they said.", "has no speaker", statements="1")
        self.slip("== body\n“{1c|We go},” {1s venm|he} said.", "did you mean venn?", statements="1")
        self.slip(
            "== body\n“{2c|No.}” {1c|We go}, {1s|Ada Venn} said.",
            "must stand before",
            statements="1\n2 continues=1",
        )

    def test_content_follows_the_conventions(self):
        for body, fragment in (
            ("{1s|Ada Venn} said {1c|that we go}.", "leading `that`"),
            ("{1c|“We go”}, {1s|Ada Venn} said.", "outer quotation"),
            ("“{1c|We go,}” {1s|Ada Venn} said.", "final `,`"),
            ("{1s|Ada Venn} said {1c|we go.}", "final stop"),
            ("{1s|Ada Venn}: “{1c|We go}.”", "take the `.`"),
        ):
            with self.subTest(body):
                self.slip(f"== body\n{body}", fragment, 10, statements="1")

    def test_a_relay_has_no_gap(self):
        self.slip(
            "== body\n{1c|We go}, {1s|Ada Venn} said, {1r2 wire|it} reported.",
            "without a gap",
            statements="1",
        )
        self.slip(
            "== body\n{1c|We go}, {1s|Ada Venn} said, it {1r1q|reported}.",
            "without a gap",
            statements="1",
        )

    def test_events(self):
        body = "== body\nThey {e1|go}."
        self.slip(body, "e1 is marked here but has no line", 10)
        for line, fragment in (
            ("e1 go", "in plain words"),
            ("e1 | type=NONE", "in plain words"),
            ("e1 go | type=GO mode=happened actor=arl", "type=GO"),
            ("e1 go | type=NONE mode=maybe actor=arl", "mode=maybe"),
            ("e1 go | type=NONE mode=happened", "no actor="),
            ("e1 go | type=NONE mode=happened actor=x", "no entity"),
            ("e1 go | type=NONE mode=happened actor=arl by=7", "asserted by"),
        ):
            with self.subTest(line):
                self.slip(body, fragment, events=line)
        self.slip(
            body,
            "event e2 has no mark",
            events="e1 go | type=NONE mode=happened actor=arl\ne2 x | type=NONE mode=happened actor=arl",
        )

    def test_ambiguous_names_must_be_marked(self):
        self.slip("== body\nOst is silent.", "write {@arl|Ost} or {@ost|Ost}", 10)
        self.slip("== body\nMarl is silent.", "ambiguous", 10)

    def test_marks_outside_what_is_analysed(self):
        self.slip(
            "== body\nx\n== comment\n{1c|We go}.",
            "marked in a comment",
            12,
            statements="1 how=unresolved",
        )

    def test_a_slip_in_what_is_copied_is_named_in_both(self):
        self.write("q", SAID, statements="1 act=sing")
        self.write("r", "== body copy=q#1")
        self.assertEqual(2, len(self.mistakes()))

    def test_broken_sources_are_refused_or_made_well(self):
        """1 to 3 random edits, 300 times over: never another exception, never a key that does not slice."""
        edits = [
            "{",
            "}",
            "|",
            '"',
            "“",
            "\n",
            "=",
            " ",
            "{1c|",
            "{9s|",
            "== body\n",
            "#2",
            "\0",
            "\u202e",
            "😀",
        ]
        random.seed(20170403)
        copy = '== body copy=r#1-2 dateline=drop change="that long => that brief"\n== body from=r#1 relation=spun\nx'
        sources = {"r": report("r", EVERYTHING, **LINES), "q": report("q", copy, "old")}
        made = 0
        for _ in range(300):
            for name, text in sources.items():
                for _ in range(random.randrange(3)):
                    at = random.randrange(len(text))
                    text = text[:at] + random.choice(edits) + text[at + random.randrange(4) :]
                path = self.samples / "open" / "reports" / f"{name}.report"
                path.write_text(text, encoding="utf-8")
            try:
                output.write(self.samples, self.make())
            except Mistakes:
                continue
            made += 1
            wrong = checks.check_half(self.samples / "open")
            self.assertEqual([], [line for line in wrong if "unbalanced" not in line])
        self.assertGreater(made, 30)

    def test_several_slips_are_told_at_once(self):
        self.write("r", SAID, statements="1 act=sing")
        self.write("q", SAID, statements="1 kind=loud")
        self.assertEqual(2, len(self.mistakes()))

    def test_the_world(self):
        world = self.samples / "world.toml"
        good = world.read_text()
        self.write("r", "== body\nx")
        for text, fragment in (
            ("[[people]]\nid='p'", "has no name"),
            ("[[people]]\nid='venn'\nname='A'\ncountry=''\nroles=[]", "is there already"),
            ("[[people]]\nid='p'\nname='A'\ncountry='zz'\nroles=[]", "no entity `zz`"),
            ("[[", "world.toml"),
        ):
            with self.subTest(text):
                world.write_text(good + text)
                self.assert_mistake(fragment)

    def test_facts(self):
        self.write("r", SAID, statements="1 same=U1")
        for text, fragment in (
            ("[[wishes]]\nid='x'", "[[wishes]]"),
            ("[[stories]]\nid='x'", "has no title"),
            ("[[stories]]\nid='x'\ntitle='t'\nwhy='z'", "`why` is none of"),
            ("[[conflicts]]\nkind='taste'\nreason='x'\nsides=[]", "kind is"),
            ("[[conflicts]]\nkind='date'\nreason='x'\nsides=[['r:9']]", "there is no `r:9`"),
            (
                "[[positions]]\nactor='zz'\nproposition='p'\nstance='for'\ndate='2017'",
                "no entity `zz`",
            ),
            ("[[positions]]\nactor='arl'\nproposition='p'\nstance='both'\ndate='2017'", "stance"),
            ("[[growths]]\nwhat='dead'\nvalues=[1,2]\nreports=['r']", "one value for each"),
            ("[[circular]]\nreports=['r','r']\nwhy='x'", "does not cite"),
        ):
            with self.subTest(text):
                self.facts(text)
                self.assert_mistake(fragment)

    def test_an_utterance_has_one_speaker(self):
        self.write(
            "r", "== body\n“{1c|We go},” {1s bo_marl|Bo Marl} {1q|said}.", statements="1 same=U1"
        )
        self.assert_mistake("is said by venn")


class Statements(PileTest):
    def key_of(self, body, statements, **words):
        self.write("r", body, statements=statements, **words)
        return self.statements("r", self.made()[1])

    def test_kind_is_read_off_the_quotation_marks(self):
        found = self.key_of(
            "== body\n“{1c|We go},” {1s|Ada Venn} said. {2s|Venn} said {2c|she would “go” soon}. {3s|Venn} said {3c|it was late}. "
            "She called it “{4c|a day}”.",
            "1\n2\n3\n4 speaker=venn how=role",
        )
        self.assertEqual(
            ["direct", "mixed", "indirect", "direct"], [found[k]["kind"] for k in "1234"]
        )

    def test_a_quotation_broken_by_its_cue_has_two_contents(self):
        found = self.key_of(
            "== body\n“{1c|We go},” {1s|Ada Venn} {1q|said}, “{1c|or we stay.}”", "1"
        )
        self.assertEqual(["We go", "or we stay."], [span["text"] for span in found["1"]["content"]])

    def test_how_is_read_off_the_speaker(self):
        found = self.key_of(
            "== body\n“{1c|A},” {1s|Ada Venn} said. “{2c|B.}” “{3c|C},” {3s venn|she} said. “{4c|D},” {4s venn|the minister} said. "
            "“{5c|E},” {5s anonymous|an aide} said. “{6c|F},” {6s -|critics} said. “{7c|G.}”",
            "1\n2 continues=1\n3\n4\n5\n6\n7 how=unresolved",
        )
        self.assertEqual(
            ["named", "continuation", "pronoun", "role", "anonymous", "role", "unresolved"],
            [found[k]["speaker"]["how"] for k in "1234567"],
        )
        self.assertEqual(
            ["venn", "venn", "venn", "venn", None, None, None],
            [found[k]["speaker"]["entity"] for k in "1234567"],
        )

    def test_a_relay_two_deep_is_three_statements(self):
        found = self.key_of(
            "== body\n{3c|{2c|“{1c|We go},” {1s|Ada Venn} said}, {1r1q 2q|according to} {1r1 2s|Arl Wire}}, {1r2 2r1 3s|Daily Old} {1r2q 2r1q 3q|reported}.",
            "1\n2\n3",
        )
        self.assertEqual(
            [["wire", "old"], ["old"], []],
            [[step["entity"] for step in found[k]["relay"]] for k in "123"],
        )
        self.assertEqual("according to", found["1"]["relay"][0]["cue"]["text"])

    def test_mentions(self):
        self.write(
            "r",
            "== body\n{dateline|OST (Arl Wire) —} In Ost the Arlish {@venn|minister} met Bo Marl’s aide. {!|Ada Venn} {@arl|Ost} Ada Wenn’s. {n=5|five} {t=2017|now}",
        )
        found = [
            (m["span"]["text"], m["type"], m.get("entity", m.get("value")))
            for m in self.rows("mention", self.made()[1])
        ]
        self.assertEqual(
            [
                ("OST", "place", "ost"),
                ("Arl Wire", "organisation", "wire"),
                ("Ost", "place", "ost"),
                ("Arlish", "nationality", "arl"),
                ("minister", "person", "venn"),
                ("Bo Marl", "person", "bo_marl"),
                ("Ost", "place", "arl"),
                ("Ada Wenn", "person", "venn"),
                ("five", "quantity", "5"),
                ("now", "time", "2017"),
            ],
            found,
        )

    def test_people_of_one_report(self):
        self.write(
            "r",
            "== body\nOld Tam and Tam Reed sat.",
            entities='tam person "Tam Reed" role="cook" also="Old Tam"',
        )
        self.assertEqual(
            ["tam", "tam"], [m["entity"] for m in self.rows("mention", self.made()[1])]
        )


class Copies(PileTest):
    BODY = (
        "== body\n{dateline|OST (Arl Wire) —} “{1c|We go home before the herring do},” {1s|Ada Venn} {1q|said}.\n\n"
        "“{2c|Nobody asked us to come.}”\n\nThe boats {e1|left} on Monday. It rained all day long."
    )
    LINES = {
        "statements": "1\n2 continues=1",
        "events": "e1 boats leave | type=RETREAT mode=happened actor=arl by=report",
    }

    def copied(self, body, outlet="blog", head="", **words):
        self.write("a", self.BODY, outlet="wire", **self.LINES)
        self.write("b", body, outlet=outlet, head=head, **words)
        half, rows = self.made()
        edges = {(row["from"], row["to"]): row for row in self.rows("copy", rows)}
        return half, rows, edges[("a", "b")]

    def body(self, half, name="b"):
        return [block.text for block in half.reports[name].blocks if block.role == "body"]

    def test_all_of_it_is_identical_and_brings_its_statements(self):
        half, rows, edge = self.copied("== body copy=a#all")
        self.assertEqual(self.body(half, "a"), self.body(half))
        self.assertEqual((["identical"], True), (edge["relations"], edge["credited"]))
        self.assertEqual(["a.1", "a.2"], sorted(self.statements("b", rows)))
        self.assertEqual(["a:e1", "b:a.e1"], sorted(row["id"] for row in self.rows("event", rows)))

    def test_cut_and_lengthened(self):
        _, _, edge = self.copied("== body copy=a#1-2\n== body\nNothing else happened here.")
        self.assertEqual(["extended", "truncated"], edge["relations"])

    def test_without_dateline_there_is_no_credit(self):
        half, _, edge = self.copied("== body copy=a#1,3 dateline=drop")
        self.assertFalse(edge["credited"])
        self.assertTrue(self.body(half)[0].startswith("“We go"))

    def test_until_since_drop_and_change(self):
        half, _, edge = self.copied(
            '== body copy=a#3 until="on Monday."\n== body copy=a#3 since="It rained"\n'
            '== body copy=a#1 change="Ada Venn => Ada Wenn" drop="OST (Arl Wire) —"'
        )
        self.assertEqual(
            [
                "The boats left on Monday.",
                "It rained all day long.",
                "“We go home before the herring do,” Ada Wenn said.",
            ],
            self.body(half),
        )
        verbatim = [p["to"]["text"] for p in edge["passages"]]
        self.assertEqual(
            [
                "The boats left on Monday.",
                "It rained all day long.",
                "“We go home before the herring do,”",
                "said.",
            ],
            [text.strip() for text in verbatim],
        )

    def test_typography_of_the_house_changes_no_offsets(self):
        half, rows, edge = self.copied("== body copy=a#1", outlet="old")
        self.assertIn('"We go home', self.body(half)[0])
        self.assertEqual(
            "We go home before the herring do",
            self.statements("b", rows)["a.1"]["content"][0]["text"],
        )

    def test_a_continuation_without_its_beginning_is_an_orphan(self):
        _, rows, _ = self.copied("== body copy=a#2")
        found = self.statements("b", rows)["a.2"]
        self.assertEqual(
            ("redundancy", "venn", True),
            (found["speaker"]["how"], found["speaker"]["entity"], found["orphan"]),
        )

    def test_a_line_corrects_a_copied_statement(self):
        _, rows, _ = self.copied("== body copy=a#2", statements="a.2 how=unresolved")
        self.assertIsNone(self.statements("b", rows)["a.2"]["speaker"]["entity"])

    def test_a_copy_of_a_copy_names_its_parent_only(self):
        self.write("c", "== body copy=b#1", outlet="old")
        half, rows, _ = self.copied("== body copy=a#1")
        self.assertEqual(
            [("a", "b"), ("b", "c")], [(row["from"], row["to"]) for row in self.rows("copy", rows)]
        )
        self.assertEqual(["b.a.1"], list(self.statements("c", rows)))
        story = self.rows("story", rows)[0]
        self.assertEqual(
            (["a"], {"reports": 3, "outlets": 3, "families": 3, "origins": 1}),
            (story["origins"], story["counts"]),
        )

    def test_spliced_and_rewritten(self):
        self.write(
            "c", "== body\nA quarrel of quite another kind went on elsewhere.", outlet="micro"
        )
        self.write(
            "d",
            "== body from=a#1 relation=spun\nBefore the fish return, the fleet will.",
            outlet="tables",
        )
        _, rows, edge = self.copied("== body copy=a#3\n== body copy=c#1")
        relations = {
            (row["from"], row["to"]): (row["relation"], row["passages"][0]["how"])
            for row in self.rows("copy", rows)
        }
        self.assertEqual(
            {
                ("a", "b"): ("spliced", "verbatim"),
                ("c", "b"): ("spliced", "verbatim"),
                ("a", "d"): ("rewritten", "spun"),
            },
            relations,
        )

    def test_one_paragraph_in_a_page_of_ones_own_is_spliced(self):
        _, _, edge = self.copied(
            "== body copy=a#2\n== body\n" + "Much else was told here at length. " * 5
        )
        self.assertEqual("spliced", edge["relation"])

    def test_a_cut_through_a_statement_is_refused(self):
        self.write("a", self.BODY, outlet="wire", **self.LINES)
        self.write("b", '== body copy=a#1 until="before the"')
        self.assert_mistake("cuts through the mark", 9)
        self.write("b", '== body copy=a#1 change="do,” Ada => did, Ada"')
        self.assert_mistake("cuts through the mark", 9)
        self.write("b", '== body copy=a#1 until="no such words"')
        self.assert_mistake("is not in what is copied", 9)
        self.write("b", "== body copy=a#2-9")
        self.assert_mistake("has body paragraphs 1-3", 9)

    def test_a_circle_of_copies(self):
        self.write("a", "== body copy=b#1")
        self.write("b", "== body copy=a#1")
        self.assert_mistake("copies run in a circle")


class Lineage(PileTest):
    def test_reports_that_cite_each_other_are_one_origin(self):
        for name, cited in (("a", "b"), ("b", "a"), ("c", "a")):
            self.write(name, f"== body\nWords of {name} alone.", head=f"sources: {cited}")
        self.facts("[[circular]]\nreports=['a','b']\nwhy='each cites the other'")
        _, rows = self.made()
        self.assertEqual(["a"], self.rows("story", rows)[0]["origins"])
        self.assertEqual(1, phenomena.count(rows)["circular sourcing"])

    def test_an_eyewitness_is_a_root_whatever_he_copies(self):
        parents = {"a": set(), "b": {"a"}}
        heads = {
            "a": markup.Report("", {"id": "a"}, {}),
            "b": markup.Report("", {"id": "b", "origin": "eyewitness"}, {}),
        }
        self.assertEqual(["a", "b"], lineage.origins_of("b", parents, heads))
        heads["b"].head["origin"] = "none"
        self.assertEqual(["a"], lineage.origins_of("b", parents, heads))

    def test_independent_reports_have_no_common_origin(self):
        self.write("a", "== body\nWords of one.")
        self.write("b", "== body\nQuite others.", head="sources: a")
        self.facts("[[independent]]\nclaim='x'\nreports=['a','b']")
        self.assert_mistake("both rest on a")
        self.write("b", "== body\nQuite others.", head="origin: eyewitness")
        self.assertEqual(1, len(self.rows("independent", self.made()[1])))

    def test_the_same_words_of_one_utterance_are_a_shared_quotation(self):
        self.write(
            "a",
            "== body\n“{1c|We go home before the herring},” {1s|Ada Venn} said.",
            statements="1 same=U1",
        )
        self.write(
            "b",
            "== body\n{1s|Ada Venn}: “{1c|We go home before the herring.}”",
            statements="1 same=U1",
        )
        self.write(
            "c",
            "== body\n{1s|Ada Venn}: “{1c|Earlier than fish shall our return be.}”",
            statements="1 same=U1",
        )
        _, rows = self.made()
        self.assertEqual(
            [("a", "b", "shared_quotation")],
            [(r["from"], r["to"], r["relation"]) for r in self.rows("copy", rows)],
        )
        self.assertEqual(["a:1", "b:1", "c:1"], self.rows("utterance", rows)[0]["statements"])
        self.assertEqual(1, phenomena.count(rows)["same utterance, two wordings"])


class Runs(PileTest):
    LONG = "one two three four five six seven eight nine"

    def found(self):
        return list(runs.shared_runs([self.make()]))

    def test_eight_words_in_two_reports_are_found(self):
        self.write("a", f"== body\nHere {self.LONG}.")
        self.write("b", f"== body\nThere {self.LONG.upper()}!")
        self.assertEqual(1, len(self.found()))
        self.assertIn("a and b share 2 runs", self.found()[0])

    def test_seven_are_not(self):
        self.write("a", "== body\n" + self.LONG.rsplit(" ", 2)[0])
        self.write("b", "== body\n" + self.LONG.rsplit(" ", 2)[0])
        self.assertEqual([], self.found())

    def test_copies_may_share_them_over_several_steps(self):
        self.write("a", f"== body\n{self.LONG}")
        self.write("b", "== body copy=a#1")
        self.write("c", "== body copy=a#1")
        self.assertEqual([], self.found())

    def test_wordings_of_an_utterance_may_share_them(self):
        for name in "ab":
            self.write(
                name,
                f"== body\n“{{1c|{self.LONG}}},” {{1s|Ada Venn}} said.",
                statements="1 same=U1",
            )
        self.assertEqual([], self.found())
        self.write("b", f"== body\n“{{1c|{self.LONG}}},” {{1s|Ada Venn}} said.", statements="1")
        self.assertEqual(1, len(self.found()))


EVERYTHING = """== deck
A deck, with & and <
== caption credit="Someone/Daily"
A boat off Ost.
== body
{dateline|OST (Arl Wire) —} “{1c|Café & <{i|boats}>, 5 € – {b|naïve}},” {1s|Ada Venn} {1q|said}. {e1|They left}.

== subhead
Later
== comment by="a_reader"
Nonsense, all of it.
== promo
READ MORE: {link|A LAMP}
== body
It’s “{2c|done}”, {2s venn|she} {2q|said}. {3s|Ada Wenn} {3q|said} {3c|that day was long, that long}.
== comment by="last"
Hear, hear.
== related
A story that we …
== source_note
Source: Arl Wire
"""
LINES = {
    "statements": "1\n2\n3 that=kept",
    "events": "e1 go | type=RETREAT mode=happened actor=arl",
}


class Forms(PileTest):
    """One report with every kind of block, in every form, template, habit and encoding: its key must slice."""

    def test_every_form_template_and_oddity(self):
        number = 0
        for outlet in (*TEMPLATES, "wire"):
            for form in ("html", "warc", "text", "jsonl", "feed"):
                for oddity in ("", "windows-1252", "named-entities", "twice", "iso-8859-1"):
                    if oddity.endswith(("1252", "8859-1")) and form in ("jsonl", "feed"):
                        continue
                    number += 1
                    text = (
                        EVERYTHING.replace("€", "E")
                        .replace("–", "-")
                        .replace("—", "-")
                        .replace("…", "...")
                        if oddity == "iso-8859-1"
                        else EVERYTHING
                    )
                    text = (
                        text.replace("“", '"').replace("”", '"').replace("’", "'")
                        if oddity == "iso-8859-1"
                        else text
                    )
                    self.write(
                        f"r{number}",
                        text,
                        outlet,
                        form,
                        f"oddities: {oddity}\nauthors: Bo Marl; Arl Wire",
                        **LINES,
                    )
        half, rows = self.made()
        self.assertEqual(number, len(self.rows("report", rows)))
        for row in self.rows("report", rows):
            self.assertTrue(row["published"] or row["form"] == "text")
            self.assertTrue(
                {"body", "caption", "credit", "comment", "promo"}
                - {"credit" if row["form"] in ("jsonl", "feed") else ""}
                <= {block["role"] for block in row["blocks"]},
                row["paths"],
            )

    def test_every_habit_of_scraped_text(self):
        habits = (
            "clean",
            "byline",
            "print",
            "crumbs",
            "twice",
            "share",
            "more",
            "also",
            "reply",
            "source",
            "glued",
            "tight",
            "wrapped",
            "oneline",
            "mojibake",
            "crlf",
        )
        for at, habit in enumerate(habits):
            self.write(f"one{at}", EVERYTHING, "modern", "text", f"habits: {habit}", **LINES)
            self.write(
                f"but{at}",
                EVERYTHING,
                "old",
                "text",
                f"habits: {', '.join(h for h in habits if h != habit)}",
                **LINES,
            )
        half, rows = self.made()
        counts = phenomena.count(rows)
        self.assertEqual(16, counts["mojibake"])
        self.assertEqual(16, counts["on a single line"])
        self.assertEqual(32, counts["comments amid the text"])
        sources = {row["id"]: half.entries[row["id"]].source for row in self.rows("report", rows)}
        self.assertEqual(0, sources[f"one{habits.index('oneline')}"].count(b"\n"))
        self.assertLessEqual(
            max(map(len, sources[f"one{habits.index('wrapped')}"].decode().split("\n"))), 72
        )
        self.assertIn("â€œ".encode(), sources[f"one{habits.index('mojibake')}"])
        self.assertIn(b"\r\n", sources[f"one{habits.index('crlf')}"])
        self.assertIn(b"Someone/DailyA boat", sources[f"one{habits.index('glued')}"])

    def test_dates_are_told_as_far_as_the_page_tells_them(self):
        for outlet in TEMPLATES:
            self.write(outlet, "== body\nx", outlet)
            self.write(f"{outlet}-h", "== body\nx", outlet, head="dated: hidden")
            self.write(f"{outlet}-e", "== body\nx", outlet, head="dated: 2017-04-01/2017-04-09")
        self.write("t", "== body\nx", form="text")
        self.write("tb", "== body\nx", form="text", head="habits: byline")
        half, rows = self.made()
        dates = {row["id"]: row["published"] for row in self.rows("report", rows)}
        for outlet in TEMPLATES:
            self.assertIn("2017-04-03", dates[outlet]["earliest"])
            self.assertIsNone(dates[f"{outlet}-h"])
            self.assertNotIn(b"2017", half.entries[f"{outlet}-h"].source)
            self.assertEqual(
                {"earliest": "2017-04-01", "latest": "2017-04-09", "how": "evidence"},
                dates[f"{outlet}-e"],
            )
        self.assertEqual((None, "2017-04-03"), (dates["t"], dates["tb"]["latest"]))

    def test_a_statement_in_a_title_needs_a_form_that_has_titles(self):
        text = report("r", "== body\nx", form="jsonl", statements="1 how=unresolved").replace(
            "Title of r", "“{1c|We go}”"
        )
        (self.samples / "open" / "reports" / "r.report").write_text(text)
        self.assert_mistake("does not lie in the source")

    def test_a_character_that_the_encoding_lacks(self):
        self.write("r", "== body\nŽhumrin ж", head="oddities: windows-1252")
        self.assert_mistake("`ж` (U+0436) does not exist in cp1252")

    def test_a_feed_survives_the_end_of_a_cdata_section(self):
        self.write("r", "== body\na ]]> b", form="feed")
        self.made()

    def test_gzip_members_of_any_size_are_read_by_others(self):
        import gzip

        for size in (0, 1, 65535, 65536, 200000):
            self.assertEqual(b"x" * size, gzip.decompress(stored_gzip(b"x" * size)))

    def test_mojibake_goes_there_and_back(self):
        text = "“Café”, 5 € — ’tis \u00a0 ж"
        self.assertEqual(text, page.from_mojibake(page.as_mojibake(text)))


class Checks(PileTest):
    """What is wrong on disk is found."""

    def setUp(self):
        super().setUp()
        self.write("r", EVERYTHING, **LINES)
        self.write("w", EVERYTHING, form="warc", **LINES)
        self.half, self.key = self.made()
        self.folder = self.samples / "open"

    def wrong(self):
        return list(checks.check_half(self.folder))

    def rewrite(self, change):
        lines = [
            json.dumps(row, ensure_ascii=False) for row in self.key if change(row) is not False
        ]
        (self.folder / "key.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def test_a_changed_page(self):
        path = self.folder / "pile" / "pages" / "modern.example" / "r.html"
        path.write_bytes(path.read_bytes().replace(b"left", b"lost"))
        self.assertTrue(any("not the source" in line for line in self.wrong()))
        self.assertEqual(
            ["open/pile/pages/modern.example/r.html differs from what its reports give"],
            list(output.differences(self.samples, self.half)),
        )

    def test_files_too_many_and_too_few(self):
        (self.folder / "pile" / "more.txt").write_text("x")
        (self.folder / "pile" / "crawls" / "crawl.warc.gz").unlink()
        self.assertEqual(
            [
                "open/pile/crawls/crawl.warc.gz is missing",
                "open/pile/more.txt is not made from any report",
            ],
            list(output.differences(self.samples, self.half)),
        )
        output.write(self.samples, self.half)
        self.assertEqual([], list(output.differences(self.samples, self.half)))

    def test_a_moved_span(self):
        def move(row):
            if row["row"] == "statement" and row["cue"]:
                row["cue"]["bytes"][0] += 1

        self.rewrite(move)
        self.assertEqual(6, len(self.wrong()))

    def test_a_span_that_halves_a_character(self):
        def halve(row):
            if row["id"] == "r:1" if "id" in row else False:
                row["content"][0]["bytes"][0] += 4  # within é

        self.rewrite(halve)
        self.assertTrue(any("no whole characters" in line for line in self.wrong()), self.wrong())

    def test_missing_fields_and_strangers(self):
        def spoil(row):
            if row["row"] == "statement":
                row["act"] = "sing"
                del row["relay"]
            return row["row"] != "entity"

        self.rewrite(spoil)
        text = "\n".join(self.wrong())
        for fragment in (
            "act is sing",
            "no field relay",
            "who is no entity",
            "is mentioned nowhere",
        ):
            self.assertIn(fragment, text)

    def test_text_without_a_role(self):
        def lose(row):
            if row["row"] == "report":
                row["blocks"] = [block for block in row["blocks"] if block["role"] != "legal"]

        self.rewrite(lose)
        self.assertTrue(any("visible text without a role" in line for line in self.wrong()))

    def test_quotation_marks_out_of_balance(self):
        self.write("q", "== body\n“Never closed.")
        output.write(self.samples, self.make())
        self.assertTrue(any("unbalanced" in line for line in self.wrong()))
        self.write("q", "== body\n“Never closed.\n\n“But here.”")
        self.made()
        self.write("q", "== body\n“Never closed.", head="oddities: unbalanced")
        self.made()


class Outputs(PileTest):
    def test_the_same_bytes_whatever_the_hash_seed(self):
        program = (
            "import sys; sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode = True\n"
            "from machinery import pile; import hashlib\n"
            "files = pile.make(sys.argv[2], 'open').files\n"
            "print(hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())"
        )
        for at, outlet in enumerate(TEMPLATES):
            self.write(f"r{at}", EVERYTHING, outlet, **LINES)
        seen = {
            subprocess.run(
                [sys.executable, "-c", program, SAMPLES, self.samples],
                env={"PYTHONHASHSEED": seed},
                check=True,
                capture_output=True,
            ).stdout
            for seed in ("0", "1", "77")
        }
        self.assertEqual(1, len(seen))

    def test_the_frozen_half_keeps_its_hash(self):
        frozen = self.samples / "frozen"
        frozen.mkdir()
        (frozen / "a").write_text("x")
        self.assertEqual([], output.frozen_differences(self.samples))
        output.freeze(self.samples)
        self.assertEqual([], output.frozen_differences(self.samples))
        for change in (
            lambda: (frozen / "a").write_text("y"),
            lambda: (frozen / "b").write_text(""),
            lambda: (frozen / "a").rename(frozen / "c"),
        ):
            change()
            self.assertEqual(1, len(output.frozen_differences(self.samples)))
            output.freeze(self.samples)

    def test_a_report_can_be_shown(self):
        self.write("r", EVERYTHING + "== body\nThen Ada Vemm met Bo Marl.", **LINES)
        half = self.make()
        lines = "\n".join(show.lines_of(half, half.entries["r"]))
        for fragment in (
            "#2 It’s",
            "statement 1: direct say",
            "event e1: go",
            "'Ada Wenn'=venn",
            "no mention: Ada, Vemm",
        ):
            self.assertIn(fragment, lines)

    def test_a_report_that_is_not_there_cannot_be_shown(self):
        command = [sys.executable, SAMPLES / "make_pile", "--show", "no-such"]
        done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual((1, "no report `no-such`\n"), (done.returncode, done.stdout))

    def test_every_phenomenon_has_a_count(self):
        self.assertEqual(set(phenomena.PHENOMENA), set(phenomena.count([])))


if __name__ == "__main__":
    unittest.main()
