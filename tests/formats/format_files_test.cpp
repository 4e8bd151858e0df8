// Stores of earlier formats, as committed: they open, hold what they held, and can be written to.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "store/exports/exports.hpp"
#include "v1_layers.hpp"

namespace hearsay {
namespace {

namespace fs = std::filesystem;

const fs::path kHere = HEARSAY_FORMATS_DIR;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A copy of the committed file, which itself must stay as it is.
struct Copied {
  fs::path folder;
  std::string file;
  Pipeline pipeline = v1::pipeline();
  Resources resources;

  Copied() {
    std::string name = (fs::temp_directory_path() / "hearsay-XXXXXX").string();
    folder = mkdtemp(name.data());
    file = (folder / "s.db").string();
    fs::copy_file(kHere / "store-v1.db", file);
    fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
  }
  ~Copied() { fs::remove_all(folder); }

  std::unique_ptr<Store> open(Store::Open mode) {
    auto store = Store::open(file, mode, pipeline, resources);
    EXPECT_TRUE(store.ok()) << store.error().text();
    return store.ok() ? std::move(*store) : nullptr;
  }
};

std::string exported(const Store& store, std::string_view what) {
  std::string out;
  auto done = export_records(store, what, ExportFormat::jsonl, [&](std::string_view piece) {
    out += piece;
    return true;
  });
  EXPECT_TRUE(done.ok()) << done.error().text();
  return out;
}

void expect_pinned_exports(const Store& store) {
  size_t compared = 0;
  for (const auto& entry : fs::directory_iterator(kHere / "store-v1")) {
    EXPECT_EQ(exported(store, entry.path().stem().string()), read_file(entry.path()))
        << entry.path();
    ++compared;
  }
  EXPECT_EQ(compared, 6u);
}

TEST(format_files_test, version_1_exports_what_it_did) {
  Copied in;
  auto store = in.open(Store::Open::read);
  ASSERT_NE(store, nullptr);
  expect_pinned_exports(*store);
}

TEST(format_files_test, version_1_holds_its_sources) {
  Copied in;
  auto store = in.open(Store::Open::read);
  ASSERT_NE(store, nullptr);
  for (const Source& source : v1::sources()) {
    auto back = store->source(source.id());
    ASSERT_TRUE(back.ok() && back->has_value()) << source.path;
    EXPECT_EQ((*back)->bytes, source.bytes);
    EXPECT_EQ((*back)->authors, source.authors);
    EXPECT_EQ((*back)->problems, source.problems);
    EXPECT_EQ((*back)->id(), source.id());
  }
}

TEST(format_files_test, version_1_can_be_searched) {
  Copied in;
  auto store = in.open(Store::Open::read);
  ASSERT_NE(store, nullptr);
  EXPECT_EQ(store->search("cafe reopens", 10, 0)->size(), 1u);
  EXPECT_EQ(store->search("\"same sentence\"", 10, 0)->size(), 1u);
  EXPECT_EQ(store->search("subscribe", 10, 0)->size(), 0u) << "not kept";
}

TEST(format_files_test, version_1_can_be_written_to) {
  Copied in;
  {
    auto store = in.open(Store::Open::write);
    ASSERT_NE(store, nullptr);
    auto sound = store->check();
    EXPECT_TRUE(sound.ok()) << sound.error().text();
    expect_pinned_exports(*store);
    Source source;
    source.bytes = "One more\nwith WORDS";
    Document document(source);
    in.pipeline.analyse(document, in.resources);
    ASSERT_TRUE(store->add(document).ok());
    ASSERT_TRUE(*store->remove(v1::sources()[2].id()));
    ASSERT_TRUE(store->commit().ok());
    EXPECT_EQ(store->search("same", 10, 0)->size(), 0u);
    EXPECT_EQ(store->search("words", 10, 0)->size(), 1u);
    sound = store->check();
    EXPECT_TRUE(sound.ok()) << sound.error().text();
  }
  EXPECT_EQ(in.open(Store::Open::read)->counts()->reports, 4u);
}

}  // namespace
}  // namespace hearsay
