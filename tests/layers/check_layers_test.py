"""tools/check_layers on small trees: a sound one, and one with each kind of violation planted."""
import os
import subprocess
import sys
import tempfile
import unittest

TOOL = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../tools/check_layers')

SOUND = {
    'src/engine/base/span.hpp': '#pragma once\n#include <cstdint>\n',
    'src/engine/document/text.hpp': '#include "base/span.hpp"\n',
    'src/engine/ingest/html/html.hpp': '#include "document/text.hpp"\n',
    'src/engine/ingest/html/html.cpp': '#include "ingest/html/names.hpp"\n',
    'src/engine/ingest/html/names.hpp': '',
    'src/engine/ingest/rendering/rendering.hpp': '#include "ingest/html/html.hpp"\n',
    'src/engine/mentions/places/places.hpp': '#include "ingest/rendering/rendering.hpp"\n',
    'src/store/store.hpp': '#include "document/text.hpp"\n',
    'src/store/sqlite/sqlite.hpp': '#include "store/store.hpp"\n',
    'src/surfaces/api/api.hpp': '#include "store/store.hpp"\n#include "base/span.hpp"\n',
    'src/surfaces/cli/cli.cpp': '#include "surfaces/api/api.hpp"\n#include "base/span.hpp"\n',
    'tests/twin.hpp': '',
}


def run(changes):
    """(exit status, printed lines) for the sound tree with some files changed."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in {**SOUND, **changes}.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), 'w', encoding='utf-8') as file:
                file.write(text)
        done = subprocess.run([sys.executable, TOOL, root], capture_output=True, text=True)
        return done.returncode, done.stdout.splitlines()


class CheckLayersTest(unittest.TestCase):
    def refuses(self, rule, changes, words=''):
        status, lines = run(changes)
        bad = [line for line in lines if not ' -> ' in line]
        self.assertEqual(status, 1, lines)
        self.assertEqual(len(bad), 1, lines)
        self.assertTrue(bad[0].startswith(rule + ': '), bad)
        self.assertIn(words, bad[0])

    def accepts(self, changes):
        status, lines = run(changes)
        self.assertEqual((status, lines[-1]), (0, 'layers ok'), lines)
        return lines

    def test_sound_tree_passes_and_prints_the_graph(self):
        lines = self.accepts({})
        self.assertIn('engine/ingest/rendering -> engine/ingest/html (1)', lines)
        self.assertIn('surfaces/cli -> surfaces/api (1)', lines)

    def test_base_may_not_use_document(self):
        self.refuses('downwards', {'src/engine/base/ids.hpp': '#include "document/text.hpp"\n'})

    def test_a_tier_may_not_use_a_later_one(self):
        self.refuses('downwards', {'src/engine/ingest/html/a.cpp':
                                   '#include "mentions/places/places.hpp"\n'})

    def test_the_engine_may_not_use_the_store(self):
        self.refuses('downwards', {'src/engine/mentions/places/a.cpp':
                                   '#include "store/store.hpp"\n'})

    def test_the_api_may_not_use_another_surface(self):
        self.refuses('downwards', {'src/surfaces/cli/cli.hpp': '',
                                   'src/surfaces/api/a.cpp': '#include "surfaces/cli/cli.hpp"\n'})

    def test_a_path_through_dots_is_followed(self):
        self.refuses('downwards', {'src/engine/base/a.cpp': '#include "../document/text.hpp"\n'})

    def test_angle_brackets_are_followed(self):
        self.refuses('downwards', {'src/engine/base/a.cpp': '#include <document/text.hpp>\n'})

    def test_odd_spacing_is_read(self):
        self.refuses('downwards', {'src/engine/base/a.cpp': '  #  include   "document/text.hpp"\n'})

    def test_no_reaching_into_a_sibling(self):
        self.refuses('sibling', {'src/engine/ingest/rendering/a.cpp':
                                 '#include "ingest/html/names.hpp"\n'}, 'html.hpp')

    def test_a_surface_speaks_only_to_the_api(self):
        self.refuses('border', {'src/surfaces/cli/a.cpp': '#include "store/store.hpp"\n'})
        self.refuses('border', {'src/surfaces/cli/a.cpp': '#include "ingest/html/html.hpp"\n'})

    def test_src_may_not_use_tests(self):
        self.refuses('outside', {'src/engine/base/a.cpp': '#include "../../../tests/twin.hpp"\n'})

    def test_src_may_not_use_models_even_if_generated(self):
        self.refuses('outside', {'src/engine/base/a.cpp': '#include "models/weights.hpp"\n'})

    def test_cycle_of_two(self):
        self.refuses('cycle', {'src/engine/ingest/html/a.cpp':
                               '#include "ingest/rendering/rendering.hpp"\n'},
                     'engine/ingest/html, engine/ingest/rendering')

    def test_cycle_of_three_is_one_line(self):
        self.refuses('cycle', {'src/engine/mentions/a/a.hpp': '#include "mentions/b/b.hpp"\n',
                               'src/engine/mentions/b/b.hpp': '#include "mentions/c/c.hpp"\n',
                               'src/engine/mentions/c/c.hpp': '#include "mentions/a/a.hpp"\n'})

    def test_a_test_may_look_back_at_a_sibling(self):
        self.accepts({'src/engine/ingest/html/html_test.cpp':
                      '#include "ingest/rendering/rendering.hpp"\n'})

    def test_unknown_tier(self):
        self.refuses('unknown', {'src/engine/gossip/a/a.hpp': ''})

    def test_a_source_beside_the_stages(self):
        self.refuses('unknown', {'src/engine/ingest/loose.hpp': ''})

    def test_include_by_macro(self):
        self.refuses('hidden', {'src/engine/base/a.cpp': '#define X "a.hpp"\n#include X\n'})

    def test_folder_without_a_name(self):
        for name in ('utils', 'common', 'misc', 'Helpers'):
            self.refuses('nameless', {f'docs/{name}/a.md': ''})

    def test_comments_do_not_count(self):
        self.accepts({'src/engine/base/a.cpp':
                      '/*\n#include "document/text.hpp"\n*/\n// #include "document/text.hpp"\n'})

    def test_build_outputs_do_not_count(self):
        self.accepts({'build/release/utils/a.hpp': ''})


if __name__ == '__main__':
    unittest.main()
