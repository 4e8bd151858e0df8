// Any query is an expression that SQLite takes, and finds only words that are there.
#include <cstdlib>

#include "store/search/search.hpp"
#include "store/test_pipeline.hpp"

namespace {

using namespace hearsay;

constexpr std::string_view kText = "Caf\xC3\xA9 one two, OR three \xF0\x9F\x98\x80 near NOT -four";

struct Searched {
  store_test_pipeline::Folder folder;
  std::unique_ptr<Database> database;

  Searched() {
    auto opened = Database::open(folder.file("s"), Database::Mode::create, 0);
    if (!opened) std::abort();
    database = std::move(*opened);
    bool made = prepare_search(*database, 1000).ok() &&
                database
                    ->execute(
                        "CREATE VIRTUAL TABLE search USING fts5(title, text, "
                        "tokenize='unicode61 remove_diacritics 2');"
                        "CREATE TABLE reports(n INTEGER PRIMARY KEY, id BLOB);"
                        "INSERT INTO reports VALUES(1, zeroblob(16))")
                    .ok() &&
                index_report(*database, 1, "A title", kText).ok();
    if (!made) std::abort();
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static Searched searched;
  std::string_view query(reinterpret_cast<const char*>(data), size);
  Result<std::string> expression = search_expression(*searched.database, query);
  if (!expression) std::abort();
  if (expression->empty()) return 0;
  auto hits = search_reports(*searched.database, *expression, 10, 0);
  if (!hits) std::abort();
  for (const RawHit& hit : *hits)
    for (Span span : hit.words)
      if (span.begin >= span.end || span.end > kText.size()) std::abort();
  return 0;
}
