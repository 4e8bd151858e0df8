"""cmake --install and the Debian package: what is there works.

Usage: package_test.py BUILD_FOLDER [TestCase]
"""
import glob
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = sys.argv.pop(1)
FILES = ['bin/hearsay', 'share/man/man1/hearsay.1.gz', 'share/doc/hearsay/copyright',
         'share/doc/hearsay/NOTICE',
         'share/hearsay/samples/open/pile/wires/pelagos.jsonl', 'share/bash-completion/completions/hearsay',
         'share/zsh/vendor-completions/_hearsay', 'share/fish/vendor_completions.d/hearsay.fish']


def run(*command):
    done = subprocess.run(command, capture_output=True, encoding='utf-8')
    if done.returncode != 0:
        raise AssertionError(f'{" ".join(command)}\n{done.stdout}{done.stderr}')
    return done.stdout


class Works(unittest.TestCase):
    def check(self, root):
        for name in FILES:
            path = os.path.join(root, name)
            self.assertTrue(os.path.isfile(path) and os.path.getsize(path) > 0, name)
        self.assertIn('hearsay', run(os.path.join(root, 'bin/hearsay'), 'version').lower())
        with gzip.open(os.path.join(root, FILES[1]), 'rt', encoding='utf-8') as page:
            self.assertRegex(page.read(), re.compile(r'^\.TH "?HEARSAY', re.M | re.I))
        run('bash', '-n', os.path.join(root, FILES[4]))


class Installed(Works):
    def test_installed_files_work(self):
        with tempfile.TemporaryDirectory(prefix='with space ') as root:
            run('cmake', '--install', BUILD, '--prefix', root)
            self.check(root)


@unittest.skipUnless(shutil.which('dpkg-shlibdeps') and shutil.which('file'),
                     'needs dpkg-dev and file')
class Debian(Works):
    def test_package_holds_them_and_names_its_libraries(self):
        with tempfile.TemporaryDirectory() as root:
            run('cpack', '--config', os.path.join(BUILD, 'CPackConfig.cmake'), '-G', 'DEB', '-B',
                root)
            package, = glob.glob(os.path.join(root, '*.deb'))
            depends = run('dpkg-deb', '-f', package, 'Depends')
            for library in ('libc6', 'libssl3', 'libsqlite3-0'):
                self.assertIn(library, depends)
            out = os.path.join(root, 'out')
            run('dpkg-deb', '-x', package, out)
            self.check(os.path.join(out, 'usr'))


if __name__ == '__main__':
    unittest.main()
