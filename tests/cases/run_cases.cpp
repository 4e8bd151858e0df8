// Runs the case files of the tree: every src/**/cases/*.case and tests/cases/**/*.case.
//
//   run_cases [--root FOLDER] [--update] [FILE...]
//
// Sections that can be expected: the name of any layer; `visible` (report.text), `offsets` (its way
// back to the source), `encoding`, and `problems` (code, offset or -, message). Several inputs in
// one case make a collection: a layer of a report belongs to the input above it, a layer of all
// reports may stand anywhere below them. --update writes what came out into the files. Covered by
// tests/cases/run_cases_test.py.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "case_file.hpp"
#include "document/collection.hpp"
#include "document/dump.hpp"
#include "document/pipeline.hpp"
#include "ingest/characters/characters.hpp"

namespace hearsay::cases {
namespace {

namespace fs = std::filesystem;

constexpr size_t kDiffContext = 2;
constexpr size_t kDiffLines = 40;
constexpr size_t kComparedLines = 1000;

using Reports = std::map<ReportId, Document>;

class Pile : public Collection {
 public:
  explicit Pile(const Reports& reports) : reports_(reports) {}

  Result<void> visit(std::span<const Wanted> wanted, const Visitor& visitor) const override {
    std::vector<std::shared_ptr<const void>> values;
    for (const auto& [id, document] : reports_) {
      values.clear();
      for (const Wanted& one : wanted) {
        const void* value = document.find(one.key);
        if (value == nullptr && one.layer == nullptr)
          return Error{ErrorKind::missing, "a report has no such value", "", -1};
        if (value == nullptr)
          values.push_back(one.layer->make());
        else
          values.emplace_back(std::shared_ptr<const void>(), value);  // the document owns it
      }
      visitor(id, values);
    }
    return {};
  }

 private:
  const Reports& reports_;
};

// The reports of one case, analysed, and the layers of all of them.
struct Outcome {
  Reports reports;
  std::map<size_t, ReportId> of_section;  // by the index of its input section
  Limits limits;
  std::vector<std::pair<const Pipeline::Stage*, std::shared_ptr<const void>>> reduced;
};

std::string describe_problems(const Problems& problems) {
  std::string out;
  for (const Problem& problem : problems) {
    std::string offset = problem.offset < 0 ? "-" : std::to_string(problem.offset);
    out += problem.code + " " + offset + " ";
    append_escaped(out, problem.message);
    out += "\n";
  }
  return out;
}

Result<void> reduce(const Pipeline& pipeline, const Resources& resources, Outcome& outcome) {
  Pile pile(outcome.reports);
  Pipeline::Tables tables{pile, {}};
  for (const Pipeline::Stage& stage : pipeline.stages()) {
    if (!stage.reduces) continue;
    auto made = stage.reduce(tables, resources);
    if (!made) return made.error();
    tables.made.emplace_back(stage.output.key, *made);
    outcome.reduced.emplace_back(&stage, *made);
  }
  return {};
}

Result<Outcome> run(const Pipeline& pipeline, const Case& one) {
  Outcome outcome;
  for (size_t i = 0; i < one.sections.size(); ++i) {
    if (!one.sections[i].is_input()) continue;
    Resources resources = make_resources();
    auto source = read_input(one.sections[i], resources.limits);
    if (!source) return source.error();
    Document document(*std::move(source));
    pipeline.analyse(document, resources);
    outcome.limits = resources.limits;
    outcome.of_section[i] = document.id();
    outcome.reports.emplace(document.id(), std::move(document));
  }
  Resources resources = make_resources();
  resources.limits = outcome.limits;
  if (auto done = reduce(pipeline, resources, outcome); !done) return done.error();
  return outcome;
}

// What the section shows for this report, or an error if there is no such thing.
Result<Lines> actual(const Pipeline& pipeline, const Outcome& outcome, const Document& document,
                     const std::string& name) {
  Resources resources = make_resources();
  resources.limits = outcome.limits;
  const Text& text = document.get<Text>();
  if (name == "visible") return quote_lines(text.view());
  if (name == "offsets")
    return split_lines(dump(layer_info<OffsetMap>(), &text.offsets(), text.view()));
  if (name == "problems")
    return split_lines(describe_problems(pipeline.problems(document, resources)));
  if (name == "encoding") {
    const auto& characters = document.get<Characters>();
    return Lines{characters.encoding + " (" + characters.how + ")"};
  }
  const Pipeline::Stage* stage = pipeline.find(name);
  if (stage == nullptr) return Error{ErrorKind::usage, "no layer is called " + name, "", -1};
  if (!stage->reduces)
    return split_lines(dump(*stage->layer, document.find(stage->output.key), text.view()));
  Lines lines;
  for (const auto& [writer, layer] : outcome.reduced)
    if (writer->layer == stage->layer)
      for (std::string& line : split_lines(dump(*stage->layer, layer.get(), "")))
        lines.push_back(std::move(line));
  return lines;
}

Lines without_trailing_blanks(Lines lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

// Lines both have, as matched pairs, by longest common subsequence.
std::vector<std::pair<size_t, size_t>> matches(const Lines& a, const Lines& b) {
  std::vector<std::vector<uint16_t>> longest(a.size() + 1, std::vector<uint16_t>(b.size() + 1));
  for (size_t i = a.size(); i-- > 0;)
    for (size_t j = b.size(); j-- > 0;)
      longest[i][j] = a[i] == b[j] ? static_cast<uint16_t>(longest[i + 1][j + 1] + 1)
                                   : std::max(longest[i + 1][j], longest[i][j + 1]);
  std::vector<std::pair<size_t, size_t>> pairs;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j])
      pairs.emplace_back(i++, j++);
    else if (longest[i + 1][j] >= longest[i][j + 1])
      ++i;
    else
      ++j;
  }
  pairs.emplace_back(a.size(), b.size());
  return pairs;
}

// A short difference: "- expected", "+ came out", with a little context.
std::string difference(Lines expected, Lines got) {
  if (expected.size() > kComparedLines) expected.resize(kComparedLines);
  if (got.size() > kComparedLines) got.resize(kComparedLines);
  Lines all;
  std::vector<bool> shown;
  auto put = [&](const char* mark, const std::string& line, bool show) {
    all.push_back(mark + line);
    shown.push_back(show);
  };
  size_t i = 0;
  size_t j = 0;
  for (auto [next_i, next_j] : matches(expected, got)) {
    while (i < next_i) put("    - ", expected[i++], true);
    while (j < next_j) put("    + ", got[j++], true);
    if (i < expected.size()) put("      ", expected[i], false);
    ++i;
    ++j;
  }
  std::string out;
  size_t lines = 0;
  for (size_t at = 0; at < all.size(); ++at) {
    size_t from = at < kDiffContext ? 0 : at - kDiffContext;
    size_t to = std::min(all.size(), at + kDiffContext + 1);
    bool near =
        std::any_of(shown.begin() + static_cast<std::ptrdiff_t>(from),
                    shown.begin() + static_cast<std::ptrdiff_t>(to), [](bool one) { return one; });
    if (near && ++lines <= kDiffLines) out += all[at] + "\n";
  }
  if (lines > kDiffLines) out += "      ...\n";
  return out;
}

struct Tally {
  size_t cases = 0;
  size_t failed = 0;
  size_t updated = 0;
};

void complain(const std::string& path, const Case* one, const std::string& message) {
  std::string name = one == nullptr || one->name.empty() ? "" : ": " + one->name;
  std::printf("FAILED %s%s: %s\n", path.c_str(), name.c_str(), message.c_str());
}

// Compares the expected sections of one case; with `update`, writes what came out into them.
bool check_case(const Pipeline& pipeline, const std::string& path, Case& one, bool update,
                bool& changed) {
  auto outcome = run(pipeline, one);
  if (!outcome) {
    complain(path, &one, outcome.error().message);
    return false;
  }
  bool sound = true;
  const Document* document = nullptr;
  for (size_t i = 0; i < one.sections.size(); ++i) {
    Section& section = one.sections[i];
    if (section.is_input()) {
      document = &outcome->reports.at(outcome->of_section.at(i));
      continue;
    }
    auto got = actual(pipeline, *outcome, *document, section.name);
    if (!got) {
      complain(path, &one, got.error().message);
      sound = false;
      continue;
    }
    bool exact = section.name == "visible";
    Lines expected = exact ? section.lines : without_trailing_blanks(section.lines);
    if (expected == *got) continue;
    if (update) {
      got->insert(got->end(), section.lines.size() - expected.size(), "");
      section.lines = *std::move(got);
      changed = true;
      continue;
    }
    complain(path, &one,
             section.name + ", line " + std::to_string(section.line) + "\n" +
                 difference(expected, *got));
    sound = false;
  }
  return sound;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void check_file(const Pipeline& pipeline, const fs::path& root, const std::string& path,
                bool update, Tally& tally) {
  auto file = parse_case_file(read_file(root / path), path);
  if (!file) {
    complain(path, nullptr,
             "line " + std::to_string(std::max<int64_t>(file.error().offset, 1)) + ": " +
                 file.error().message);
    ++tally.cases;
    ++tally.failed;
    return;
  }
  bool changed = false;
  for (Case& one : file->cases) {
    ++tally.cases;
    if (!check_case(pipeline, path, one, update, changed)) ++tally.failed;
  }
  if (!changed) return;
  ++tally.updated;
  std::ofstream(root / path, std::ios::binary) << write_case_file(*file);
  std::printf("updated %s\n", path.c_str());
}

// All case files, and those that lie where this program must not look, for which it fails.
void find_files(const fs::path& root, std::vector<std::string>& files, Tally& tally) {
  for (const char* top : {"src", "tests"}) {
    if (!fs::is_directory(root / top)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      if (entry.path().extension() != ".case") continue;
      std::string path = fs::relative(entry.path(), root).generic_string();
      bool expected =
          path.starts_with("tests/cases/") || entry.path().parent_path().filename() == "cases";
      if (expected) {
        files.push_back(path);
      } else {
        complain(path, nullptr, "lies outside of a folder called cases");
        ++tally.failed;
      }
    }
  }
  std::sort(files.begin(), files.end());
}

int run_all(const fs::path& root, bool update, std::vector<std::string> files) {
  Tally tally;
  if (files.empty()) find_files(root, files, tally);
  Pipeline pipeline = make_pipeline();
  for (const std::string& path : files) check_file(pipeline, root, path, update, tally);
  std::printf("%zu cases in %zu files, %zu failed, %zu files updated\n", tally.cases, files.size(),
              tally.failed, tally.updated);
  if (tally.failed > 0 && !update)
    std::printf("if what came out is right: run_cases --root %s --update FILE...\n",
                root.generic_string().c_str());
  return tally.failed > 0 || files.empty() ? 1 : 0;
}

}  // namespace
}  // namespace hearsay::cases

int main(int argc, char** argv) {
  std::filesystem::path root = ".";
  bool update = false;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    std::string_view argument = argv[i];
    if (argument == "--update") {
      update = true;
    } else if (argument == "--root" && i + 1 < argc) {
      root = argv[++i];
    } else if (argument.starts_with('-')) {
      std::fprintf(stderr, "usage: run_cases [--root FOLDER] [--update] [FILE...]\n");
      return 2;
    } else {
      files.emplace_back(argument);
    }
  }
  return hearsay::cases::run_all(root, update, std::move(files));
}
