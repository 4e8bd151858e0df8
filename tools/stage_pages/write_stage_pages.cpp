// Writes the reference page of every layer from what the layers say of themselves.
//
//   write_stage_pages FOLDER           writes FOLDER/LAYER.md and FOLDER/README.md
//   write_stage_pages --check FOLDER   compares; names every page that differs, exit 1 if one does
//
// A page FOLDER/STAGE.md that does not begin as the written ones do is somebody's own, about a
// stage whose layer has another name; it is left alone, and README.md links it. script/docs calls
// the first, the test docs/stage_pages the second.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/pipeline.hpp"

namespace hearsay {
namespace {

namespace fs = std::filesystem;

using Pages = std::map<std::string, std::string>;  // by file name

constexpr std::string_view kWritten = "<!-- Written by script/docs; ";

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The last part of a stage's name, which is that of its header.
std::string own_name(const Pipeline::Stage& stage) {
  return stage.name.substr(stage.name.rfind('/') + 1);
}

bool has_own_page(const Pipeline& pipeline, const fs::path& folder, const Pipeline::Stage& stage) {
  fs::path page = folder / (own_name(stage) + ".md");
  return pipeline.find(own_name(stage)) == nullptr && fs::exists(page) &&
         !read_file(page).starts_with(kWritten);
}

std::string_view name_of(Storage storage) {
  switch (storage) {
    case Storage::rows:
      return "a table of the store, one row each";
    case Storage::packed:
      return "one packed value per report";
    case Storage::transient:
      return "not stored; made again from the source when it is asked for";
  }
  return "";
}

std::string type_text(const ColumnInfo& column) {
  std::string out(name_of(column.type));
  if (!column.target.empty()) out += " of " + std::string(column.target);
  if (column.choices.empty()) return out;
  out += ": ";
  for (size_t i = 0; i < column.choices.size(); ++i)
    out += (i > 0 ? ", " : "") + std::string(column.choices[i]);
  return out;
}

// A page's link where the value is a layer; other values have none.
std::string link(const Pipeline& pipeline, const std::string& value) {
  return pipeline.find(value) == nullptr ? "`" + value + "`" : "[" + value + "](" + value + ".md)";
}

std::string columns_table(const LayerInfo& info) {
  std::string out = "| column | type | in the row's id | what it is |\n|---|---|---|---|\n";
  for (const ColumnInfo& column : info.columns)
    out += "| `" + std::string(column.name) + "` | " + type_text(column) + " | " +
           (column.in_id ? "yes" : "") + " | " + std::string(column.doc) + " |\n";
  return out;
}

// How one stage makes the layer; a layer of the collection may have several writers.
std::string made_by(const Pipeline& pipeline, const Pipeline::Stage& stage) {
  std::string out = "Made by [`" + stage.name + "`](../../src/engine/" + stage.name + "/" +
                    own_name(stage) + ".hpp), " +
                    (stage.reduces ? "from all reports" : "report by report") + ", of ";
  for (size_t i = 0; i < stage.inputs.size(); ++i)
    out += (i > 0 ? ", " : "") + link(pipeline, stage.inputs[i].name);
  return out + ".\n";
}

// Folders of stages, "language" for one, that have a page of their own, in order, with its name.
// Where a layer has the name of its folder, as "stories" has, the page is that of its stage.
std::vector<std::pair<std::string, std::string>> tiers_with_pages(const Pipeline& pipeline,
                                                                  const fs::path& folder) {
  std::vector<std::pair<std::string, std::string>> out;
  std::set<std::string> seen;
  for (const Pipeline::Stage& stage : pipeline.stages()) {
    std::string tier = stage.name.substr(0, stage.name.find('/'));
    if (!seen.insert(tier).second) continue;
    const Pipeline::Stage* maker = pipeline.find(tier);
    if (maker == nullptr && fs::exists(folder / (tier + ".md")))
      out.emplace_back(tier, tier + ".md");
    else if (maker != nullptr && maker->name.starts_with(tier + "/") &&
             has_own_page(pipeline, folder, *maker))
      out.emplace_back(tier, own_name(*maker) + ".md");
  }
  return out;
}

std::string page_of(const Pipeline& pipeline, const LayerInfo& info, const fs::path& folder) {
  std::string out(kWritten);
  out += "edit the header of the stage instead. -->\n# " + std::string(info.name.name) + "\n\n" +
         std::string(info.name.doc) + "\n\n";
  for (const Pipeline::Stage& stage : pipeline.stages())
    if (stage.layer == &info) out += made_by(pipeline, stage) + "\n";
  for (const auto& [tier, page] : tiers_with_pages(pipeline, folder))
    if (std::any_of(pipeline.stages().begin(), pipeline.stages().end(),
                    [&, prefix = tier + "/"](const Pipeline::Stage& stage) {
                      return stage.layer == &info && stage.name.starts_with(prefix);
                    }))
      out += "How, on what evidence, and how well: [" + tier + "](" + page + ").\n\n";
  out += "Version " + std::to_string(info.name.version) + ". Kept as " +
         std::string(name_of(info.storage)) + ".\n\n";
  return out + columns_table(info);
}

std::string index_of(const Pipeline& pipeline, const fs::path& folder) {
  std::string out(kWritten);
  out +=
      "edit the headers of the stages instead. -->\n"
      "# Stages and their layers\n\nIn the order in which they run. The types of columns are "
      "explained in [FORMATS](../FORMATS.md).\n\n| stage | gives | reads | what it is |\n"
      "|---|---|---|---|\n";
  for (const Pipeline::Stage& stage : pipeline.stages()) {
    std::string reads;
    for (const Pipeline::Value& input : stage.inputs)
      reads += (reads.empty() ? "" : ", ") + link(pipeline, input.name);
    std::string name = "`" + stage.name + "`";
    if (has_own_page(pipeline, folder, stage)) name = "[" + name + "](" + own_name(stage) + ".md)";
    out += "| " + name + " | " + link(pipeline, stage.output.name) + " | " + reads + " | " +
           std::string(stage.layer == nullptr ? "" : stage.layer->name.doc) + " |\n";
  }
  std::string tiers;
  for (const auto& [tier, page] : tiers_with_pages(pipeline, folder))
    tiers += (tiers.empty() ? "" : ", ") + std::string("[") + tier + "](" + page + ")";
  if (!tiers.empty()) out += "\nWhole tiers with their bars: " + tiers + ".\n";
  return out;
}

Pages make_pages(const Pipeline& pipeline, const fs::path& folder) {
  Pages pages;
  pages["README.md"] = index_of(pipeline, folder);
  for (const Pipeline::Stage& stage : pipeline.stages())
    if (stage.layer != nullptr)
      pages[std::string(stage.layer->name.name) + ".md"] = page_of(pipeline, *stage.layer, folder);
  return pages;
}

// Names of files in the folder that no layer has any more.
std::map<std::string, fs::path> left_over(const Pipeline& pipeline, const fs::path& folder,
                                          const Pages& pages) {
  std::map<std::string, fs::path> out;
  if (!fs::is_directory(folder)) return out;
  for (const auto& entry : fs::directory_iterator(folder))
    if (!pages.contains(entry.path().filename().string()))
      out[entry.path().filename().string()] = entry.path();
  for (const Pipeline::Stage& stage : pipeline.stages())
    if (has_own_page(pipeline, folder, stage)) out.erase(own_name(stage) + ".md");
  for (const auto& [tier, page] : tiers_with_pages(pipeline, folder)) out.erase(page);
  return out;
}

int write(const fs::path& folder) {
  Pipeline pipeline = make_pipeline();
  Pages pages = make_pages(pipeline, folder);
  fs::create_directories(folder);
  for (const auto& [name, path] : left_over(pipeline, folder, pages)) {
    std::printf("removed %s\n", name.c_str());
    fs::remove(path);
  }
  for (const auto& [name, page] : pages) {
    if (fs::exists(folder / name) && read_file(folder / name) == page) continue;
    std::printf("wrote %s\n", name.c_str());
    std::ofstream(folder / name, std::ios::binary) << page;
  }
  return 0;
}

int check(const fs::path& folder) {
  Pipeline pipeline = make_pipeline();
  Pages pages = make_pages(pipeline, folder);
  size_t wrong = 0;
  for (const auto& [name, path] : left_over(pipeline, folder, pages)) {
    std::printf("%s: no layer or stage has this name\n", name.c_str());
    ++wrong;
  }
  for (const auto& [name, page] : pages) {
    if (fs::exists(folder / name) && read_file(folder / name) == page) continue;
    std::printf("%s: %s\n", name.c_str(), fs::exists(folder / name) ? "is out of date" : "missing");
    ++wrong;
  }
  std::printf("%zu pages, %zu wrong%s\n", pages.size(), wrong,
              wrong > 0 ? "; run script/docs and commit the result" : "");
  return wrong > 0 ? 1 : 0;
}

}  // namespace
}  // namespace hearsay

int main(int argc, char** argv) {
  std::string_view first = argc > 1 ? argv[1] : "";
  if (argc == 3 && first == "--check") return hearsay::check(argv[2]);
  if (argc == 2 && !first.starts_with('-')) return hearsay::write(argv[1]);
  std::fprintf(stderr, "usage: write_stage_pages [--check] FOLDER\n");
  return 2;
}
