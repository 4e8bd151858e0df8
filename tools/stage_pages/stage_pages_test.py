"""write_stage_pages --check finds a page that is changed, missing or left over.

Usage: stage_pages_test.py WRITE_STAGE_PAGES
"""
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)


class StagePagesTest(unittest.TestCase):
    def run_on(self, *arguments):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, encoding='utf-8')
        return done.returncode, done.stdout

    def test_finds_what_differs(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.run_on(folder)[0], 0)
            self.assertEqual(self.run_on('--check', folder)[0], 0)
            with open(os.path.join(folder, 'blocks.md'), 'a', encoding='utf-8') as page:
                page.write('changed by hand\n')
            os.remove(os.path.join(folder, 'README.md'))
            with open(os.path.join(folder, 'gossip.md'), 'w', encoding='utf-8') as page:
                page.write('no such layer\n')
            status, output = self.run_on('--check', folder)
            self.assertEqual(status, 1)
            for words in ('blocks.md: is out of date', 'README.md: missing', 'gossip.md: no layer or stage',
                          '3 wrong'):
                self.assertIn(words, output)
            self.assertEqual(self.run_on(folder)[0], 0)
            self.assertEqual(self.run_on('--check', folder)[0], 0)
            self.assertFalse(os.path.exists(os.path.join(folder, 'gossip.md')))

    def test_a_stage_may_have_a_page_of_its_own(self):
        with tempfile.TemporaryDirectory() as folder:
            self.run_on(folder)
            page, index = os.path.join(folder, 'clean.md'), os.path.join(folder, 'README.md')
            with open(page, 'w', encoding='utf-8') as file:
                file.write('# Clean\n')
            self.assertIn('README.md: is out of date', self.run_on('--check', folder)[1])
            self.assertEqual(self.run_on(folder)[0], 0)
            self.assertEqual(self.run_on('--check', folder)[0], 0)
            with open(page, encoding='utf-8') as file:
                self.assertEqual(file.read(), '# Clean\n')
            with open(index, encoding='utf-8') as file:
                self.assertIn('| [`ingest/clean`](clean.md) | ', file.read())
            with open(page, 'w', encoding='utf-8') as file:
                file.write('<!-- Written by script/docs; once a layer had this name. -->\n')
            self.assertIn('clean.md: no layer', self.run_on('--check', folder)[1])
            self.run_on(folder)
            self.assertFalse(os.path.exists(page))
            self.assertEqual(self.run_on('--check', folder)[0], 0)

    def test_the_page_of_a_stage_stands_for_its_folder_where_a_layer_has_that_name(self):
        with tempfile.TemporaryDirectory() as folder:
            self.run_on(folder)
            with open(os.path.join(folder, 'happenings.md'), 'w', encoding='utf-8') as file:
                file.write('# Happenings\n')
            self.assertEqual(self.run_on(folder)[0], 0)
            for name in ('stories', 'story_chains'):
                with open(os.path.join(folder, name + '.md'), encoding='utf-8') as file:
                    self.assertIn('and how well: [stories](happenings.md).\n', file.read())
            with open(os.path.join(folder, 'README.md'), encoding='utf-8') as file:
                self.assertIn('tiers with their bars: [stories](happenings.md).\n', file.read())

    def test_says_how_it_is_used(self):
        self.assertEqual(self.run_on()[0], 2)


if __name__ == '__main__':
    unittest.main()
