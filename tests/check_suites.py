"""Fails when a test of the unit test program belongs to no CTest entry, which would never run it: its
suite must be named after its file.  Usage: check_suites.py unit_tests SUITE..."""
import subprocess
import sys

program, *files = sys.argv[1:]
listed = subprocess.run([program, '--gtest_list_tests'], capture_output=True, text=True, check=True)
suites = [line.split('.')[0] for line in listed.stdout.splitlines()
          if line[:1] not in ('', ' ') and line.split('#')[0].rstrip().endswith('.')]
forgotten = [suite for suite in suites if suite not in files]
for suite in forgotten:
    print(f'suite {suite} is never run: name it after its file, as {suite}.cpp')
if not suites:
    print(f'{program} has no tests')
sys.exit(1 if forgotten or not suites else 0)
