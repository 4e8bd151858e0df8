"""The paragraphs from which attributions are learnt (models/train/language/statements): every mark is
read, every statement has content and a known act, and spans lie in order in their paragraph."""
import os
import sys
import unittest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "models", "train", "language"))
import own_names  # noqa: E402
import quotes  # noqa: E402

ACTS = set("say ask confirm deny demand promise threaten warn accuse praise order agree refuse believe intend "
           "show".split())


class MarkedParagraphs(unittest.TestCase):
    def test_every_paragraph_is_sound(self):
        files = quotes.read_own()
        self.assertGreaterEqual(len(files), 4)
        said = 0
        for paragraph in (p for paragraphs in files for p in paragraphs):
            for cue, content, act in paragraph.acts:
                self.assertIn(act, ACTS, paragraph.text)
                self.assertTrue(-1 <= cue < len(paragraph.text) and 0 <= content < len(paragraph.text))
                said += 1
            for span in paragraph.spans:
                self.assertIn(span.role, quotes.ROLES)
                self.assertTrue(0 <= span.begin < span.end <= len(paragraph.text), paragraph.text)
        self.assertGreater(said, 2000)

    def test_every_report_has_its_names(self):
        documents = own_names.reports_with_names()
        self.assertGreater(len(documents), 200)
        named = 0
        for sentence in (s for document in documents for s in document):
            self.assertEqual(len(sentence.names), len(sentence.words))
            named += sum(label.startswith("B-") for label in sentence.names)
        self.assertGreater(named, 2500)

    def test_content_is_brought_to_the_conventions_of_polnear(self):
        text = "Vard said that “no boat left,” and asked him to go."
        begin = text.index("no boat")
        self.assertEqual(text[slice(*quotes.widened(text, begin, begin + 12))], "that “no boat left,”"[5:])
        begin = text.index("go.")
        self.assertEqual(text[slice(*quotes.widened(text, begin, begin + 2))], "to go")

    def test_what_another_outlet_says_stands_around_what_was_said(self):
        import random
        paragraph = quotes.Paragraph("He said he would win.", [
            quotes.Span("source", 0, 0, 2, (1,)), quotes.Span("cue", 0, 3, 7, (1,)),
            quotes.Span("content", 0, 8, 20, (1,))])
        made = [quotes.wrapped(paragraph, random.Random(seed)) for seed in range(30)]
        made = [one for one in made if one]
        self.assertTrue(made)
        for one in made:
            inner = [span for span in one.spans if span.level == 1 and span.role == "content"][0]
            self.assertEqual(one.text[inner.begin:inner.end], "he would win")
            outer = [span for span in one.spans if span.level == 0 and span.role == "content"][0]
            self.assertTrue(outer.begin <= inner.begin and inner.end <= outer.end)


if __name__ == "__main__":
    unittest.main()
