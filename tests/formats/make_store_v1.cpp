// Makes store-v1.db and, for each thing that can be exported, store-v1/WHAT.jsonl.
// Usage: make_store_v1 FOLDER. Its results are committed and are not made again.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "store/exports/exports.hpp"
#include "store/sqlite/sqlite.hpp"
#include "v1_layers.hpp"

namespace {

using namespace hearsay;

bool fill(Store& store, const Pipeline& pipeline, const Resources& resources) {
  for (Source& source : v1::sources()) {
    Document document(std::move(source));
    pipeline.analyse(document, resources);
    if (!store.add(document) || !store.add_path(document.id(), "also/here.txt")) return false;
  }
  if (!store.commit()) return false;
  for (const Pipeline::Stage& stage : pipeline.stages()) {
    if (!stage.reduces) continue;
    auto made = stage.reduce({store, {}}, resources);
    if (!made || !store.put_table(stage.name, *stage.layer, made->get())) return false;
  }
  return store.commit().ok();
}

// Small pages, so that the committed file is small.
bool use_small_pages(const std::string& file) {
  auto database = Database::open(file, Database::Mode::create, 0);
  return database.ok() &&
         (*database)->execute("PRAGMA page_size=1024; PRAGMA journal_mode=WAL;").ok();
}

bool write_exports(const Store& store, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  for (const std::string& what : exportable(store.pipeline())) {
    std::ofstream file(folder / (what + ".jsonl"), std::ios::binary);
    auto done = export_records(store, what, ExportFormat::jsonl, [&](std::string_view piece) {
      file << piece;
      return true;
    });
    if (!done || !file.flush()) return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::filesystem::path folder = argv[1];
  Pipeline pipeline = v1::pipeline();
  Resources resources;
  std::string live = (folder / "live.db").string();
  if (!use_small_pages(live)) return 1;
  auto store = Store::open(live, Store::Open::write, pipeline, resources);
  bool good = store.ok() && fill(**store, pipeline, resources) &&
              write_exports(**store, folder / "store-v1") &&
              (*store)->backup((folder / "store-v1.db").string()).ok();
  if (store.ok()) store->reset();
  std::filesystem::remove(live);
  if (!good) std::fprintf(stderr, "nothing made\n");
  return good ? 0 : 1;
}
