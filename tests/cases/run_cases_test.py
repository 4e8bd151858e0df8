"""The case runner on files of our making: sound ones pass, each kind of mistake is named.

Usage: run_cases_test.py RUN_CASES
"""
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)
PATH = 'tests/cases/a.case'
SOUND = f'# {PATH}\n--- text\nOne.\nTwo.\n--- visible\nOne.\nTwo.\n--- problems\n'


class RunCasesTest(unittest.TestCase):
    def run_on(self, text, *options, path=PATH, name=PATH):
        """(exit status, output, file afterwards) for one case file."""
        with tempfile.TemporaryDirectory() as root:
            place = os.path.join(root, path)
            os.makedirs(os.path.dirname(place))
            with open(place, 'w', encoding='utf-8', newline='') as file:
                file.write(text.replace(PATH, name) if name != PATH else text)
            done = subprocess.run([PROGRAM, '--root', root, *options], capture_output=True,
                                  encoding='utf-8')
            with open(place, encoding='utf-8', newline='') as file:
                return done.returncode, done.stdout, file.read()

    def fails(self, text, *words):
        status, output, after = self.run_on(text)
        self.assertEqual(status, 1, output)
        self.assertEqual(after, text)
        for word in (PATH,) + words:
            self.assertIn(word, output)

    def test_sound_file_passes(self):
        status, output, _ = self.run_on(SOUND)
        self.assertEqual(status, 0, output)
        self.assertIn('1 cases in 1 files, 0 failed', output)

    def test_difference_is_shown_with_context(self):
        self.fails(SOUND.replace('visible\nOne.\nTwo.', 'visible\nOne.\nThree.'),
                   'visible, line 5', '      One.', '    - Three.', '    + Two.')

    def test_missing_last_line_break_of_the_text_matters(self):
        self.fails(SOUND.replace('Two.\n--- problems', 'Two.\n\n--- problems'), '    - ')

    def test_unexpected_problem_fails(self):
        self.fails(SOUND + 'nul 3 a made up problem\n', '    - nul 3')

    def test_first_line_must_be_the_path(self):
        self.fails(SOUND.replace(f'# {PATH}', f'# {PATH}x'), 'the first line must be')

    def test_unknown_layer(self):
        self.fails(SOUND + '--- gossip\n', 'no layer is called gossip')

    def test_unknown_attribute(self):
        self.fails(SOUND.replace('--- text', '--- text colour=red'), 'unknown attribute colour')

    def test_attribute_without_value(self):
        self.fails(SOUND.replace('--- text', '--- text url'), 'no value for url')

    def test_no_input(self):
        self.fails(f'# {PATH}\n--- visible\nOne.\n', 'before any input')

    def test_nothing_expected(self):
        self.fails(f'# {PATH}\n--- text\nOne.\n', 'expects nothing')

    def test_no_case(self):
        self.fails(f'# {PATH}\n', 'no case')

    def test_unknown_escape(self):
        self.fails(f'# {PATH}\n--- bytes\n\\q\n--- visible\n', 'unknown escape')

    def test_broken_quoted_line(self):
        self.fails(f'# {PATH}\n--- text\n\\"open\n--- visible\n', 'write it as')

    def test_second_case_is_run_and_named(self):
        second = '=== other\n--- text\nA\n--- visible\nB\n'
        self.fails(SOUND.replace('--- text', '=== one\n--- text', 1) + second, ': other: visible')

    def test_update_writes_what_came_out(self):
        wrong = SOUND.replace('visible\nOne.\nTwo.', 'visible\nsomething else')
        status, output, after = self.run_on(wrong, '--update')
        self.assertEqual((status, after), (0, SOUND), output)

    def test_update_leaves_sound_files_alone(self):
        odd = f'# {PATH}\n# about\n\n=== a b\n# remark\n--- text\n\\"--- x "\n--- problems\n\n\n'
        status, output, after = self.run_on(odd, '--update')
        self.assertEqual((status, after), (0, odd), output)

    def test_file_in_the_wrong_place(self):
        status, output, _ = self.run_on(SOUND, path='tests/other/a.case')
        self.assertEqual(status, 1)
        self.assertIn('outside of a folder called cases', output)

    def test_file_of_a_stage(self):
        path = 'src/engine/ingest/html/cases/a.case'
        self.assertEqual(self.run_on(SOUND, path=path, name=path)[0], 0)

    def test_no_files_at_all(self):
        with tempfile.TemporaryDirectory() as root:
            self.assertEqual(subprocess.run([PROGRAM, '--root', root],
                                            capture_output=True).returncode, 1)


if __name__ == '__main__':
    unittest.main()
