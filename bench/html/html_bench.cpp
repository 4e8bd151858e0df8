// How fast pages are parsed and rendered, on one core, in CPU time.
//
// Workload: all *.html and *.html.gz below a folder (default: the 181 pages of the article
// extraction benchmark, ../shared/data/clean/aeb), unpacked and in memory; those that are not UTF-8
// are left out. Expected: parse_page 100 MB/s or more. Rival: gumbo, where it is installed. Usage:
// html_bench [FOLDER [PASSES]]
#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "ingest/html/html.hpp"
#include "ingest/rendering/rendering.hpp"
#ifdef HEARSAY_GUMBO
#include <gumbo.h>
#endif

namespace {

using namespace hearsay;

std::string unpack(const std::filesystem::path& path) {
  std::string out;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return out;
  char buffer[65536];
  for (int got = 0; (got = gzread(file, buffer, sizeof buffer)) > 0;) {
    out.append(buffer, static_cast<size_t>(got));
  }
  gzclose(file);
  return out;
}

std::vector<Characters> load(const std::string& folder) {
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    std::string name = entry.path().filename();
    if (name.ends_with(".html") || name.ends_with(".html.gz")) paths.insert(entry.path());
  }
  std::vector<Characters> pages;
  for (const auto& path : paths) {
    std::string bytes = unpack(path);
    if (valid_utf8_prefix(bytes) != bytes.size() || bytes.find('\0') != bytes.npos) continue;
    pages.emplace_back().text = std::make_shared<const std::string>(std::move(bytes));
  }
  return pages;
}

// Seconds of CPU time of the fastest of `passes` rounds.
template <class Work>
double fastest(int passes, Work work) {
  double best = 1e9;
  for (int pass = 0; pass < passes; ++pass) {
    std::clock_t start = std::clock();
    work();
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

void print(const char* what, double seconds, size_t bytes, size_t pages) {
  std::printf("%-12s %8.1f MB/s %9.0f pages/s\n", what, static_cast<double>(bytes) / 1e6 / seconds,
              static_cast<double>(pages) / seconds);
}

}  // namespace

int main(int argc, char** argv) {
  std::string folder = argc > 1 ? argv[1] : HEARSAY_SOURCE_DIR "/../shared/data/clean/aeb";
  int passes = argc > 2 ? std::atoi(argv[2]) : 5;
  if (!std::filesystem::exists(folder)) {
    std::printf("skipped: %s is not there\n", folder.c_str());
    return 0;
  }
  std::vector<Characters> pages = load(folder);
  Source source;
  source.format = Format::html;
  Resources resources;
  size_t bytes = 0;
  for (const Characters& page : pages) bytes += page.text->size();
  size_t nodes = 0;
  double parse = fastest(passes, [&] {
    nodes = 0;
    for (const Characters& page : pages) nodes += parse_page(source, page, resources).kind.size();
  });
  std::vector<Page> parsed;
  parsed.reserve(pages.size());
  for (const Characters& page : pages) parsed.push_back(parse_page(source, page, resources));
  size_t visible = 0;
  double render = fastest(passes, [&] {
    visible = 0;
    for (size_t i = 0; i < pages.size(); ++i) {
      visible += render_page(parsed[i], pages[i]).text->size();
    }
  });
  std::printf("%zu pages, %.1f MB, %zu nodes, %.1f MB visible; fastest of %d\n", pages.size(),
              static_cast<double>(bytes) / 1e6, nodes, static_cast<double>(visible) / 1e6, passes);
  print("parse_page", parse, bytes, pages.size());
  print("render_page", render, bytes, pages.size());
  print("both", parse + render, bytes, pages.size());
#ifdef HEARSAY_GUMBO
  double gumbo = fastest(passes, [&] {
    for (const Characters& page : pages) {
      GumboOutput* out =
          gumbo_parse_with_options(&kGumboDefaultOptions, page.text->data(), page.text->size());
      gumbo_destroy_output(&kGumboDefaultOptions, out);
    }
  });
  print("gumbo", gumbo, bytes, pages.size());
#endif
  return 0;
}
