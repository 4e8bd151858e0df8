"""tools/new_stage in a copy of the tree: what it makes builds, runs, and changes no other file.

Usage: new_stage_test.py SOURCE_FOLDER COPY_FOLDER [TestCase]
The copy is kept, so that a second run builds only what is new.
"""
import hashlib
import os
import shutil
import subprocess
import sys
import unittest

SOURCE, COPY = sys.argv[1], sys.argv[2]
del sys.argv[1:3]
TREE = os.path.join(COPY, 'tree')
MADE = ['src/engine/mentions/throwaway_rows', 'src/engine/stories/throwaway_tables']


def tree_files():
    """The files of the project, relative: what git knows or would take, otherwise all there are."""
    if shutil.which('git'):
        listed = subprocess.run(['git', '-C', SOURCE, 'ls-files', '-co', '--exclude-standard', '-z'],
                                capture_output=True)
        if listed.returncode == 0 and listed.stdout:
            return [name for name in listed.stdout.decode().split('\0')
                    if name and os.path.isfile(os.path.join(SOURCE, name))]
    found = []
    for folder, below, names in os.walk(SOURCE):
        below[:] = [name for name in below if name not in ('build', '.git', 'node_modules')]
        found += [os.path.relpath(os.path.join(folder, name), SOURCE) for name in names]
    return found


def copy_tree():
    """A fresh copy with the times of the originals; what a former run built stays beside it."""
    shutil.rmtree(TREE, ignore_errors=True)
    for name in tree_files():
        os.makedirs(os.path.dirname(os.path.join(TREE, name)), exist_ok=True)
        shutil.copy2(os.path.join(SOURCE, name), os.path.join(TREE, name))


def digests():
    found = {}
    for folder, _, names in os.walk(TREE):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, 'rb') as file:
                found[os.path.relpath(path, TREE)] = hashlib.sha256(file.read()).hexdigest()
    return found


def new_stage(*arguments):
    return subprocess.run([sys.executable, os.path.join(TREE, 'tools/new_stage'), *arguments],
                          capture_output=True, text=True)


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise AssertionError(f'{" ".join(command)}\n{done.stdout[-6000:]}')
    return done.stdout


class Refusals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        copy_tree()

    def test_refuses(self):
        for arguments in (['Throwaway', 'mentions'], ['a__b', 'mentions'], ['1st', 'mentions'],
                          ['../out', 'mentions'], ['', 'mentions'], ['rows', 'gossip'],
                          ['rows', 'base'], ['html', 'ingest'], ['html', 'mentions'],
                          ['blocks', 'stories'], ['utils', 'mentions'], ['rows'], []):
            before = digests()
            done = new_stage(*arguments)
            self.assertNotEqual(done.returncode, 0, arguments)
            self.assertNotEqual(done.stderr, '', arguments)
            self.assertEqual(digests(), before, arguments)

    def test_refuses_what_it_made_itself(self):
        self.assertEqual(new_stage('throwaway_twice', 'mentions').returncode, 0)
        self.assertIn('there already', new_stage('throwaway_twice', 'mentions').stderr)


class BuildsAndRuns(unittest.TestCase):
    def test_a_map_and_a_reduce_stage(self):
        copy_tree()
        before = digests()
        for made, options in zip(MADE, ([], ['--reduce'])):
            tier, name = made.split('/')[-2:]
            self.assertEqual(new_stage(name, tier, *options).returncode, 0)
        after = digests()
        outside = {path for path in set(before) | set(after)
                   if before.get(path) != after.get(path) and not path.startswith(tuple(MADE))}
        self.assertEqual(outside, set())
        print(f'{len(set(after) - set(before))} files in the new folders, '
              f'{len(outside)} files changed outside of them')

        build = os.path.join(COPY, 'build')
        run('cmake', '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Debug', '-S', TREE, '-B', build)
        run('cmake', '--build', build, '--target', 'unit_tests', 'run_cases')
        names = [os.path.basename(made) for made in MADE]
        listed = run('ctest', '--test-dir', build, '-N')
        for name in names:
            self.assertIn(f'unit/{name}_test', listed)
        # Their cases name the new layers, which are found in the pipeline or fail.
        print(run('ctest', '--test-dir', build, '--output-on-failure', '-R',
                  f'unit/({"|".join(names)})_test|cases/this_tree|layers/this_tree'))


if __name__ == '__main__':
    unittest.main()
