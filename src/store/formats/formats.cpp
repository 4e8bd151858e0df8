// See formats.hpp.
#include "store/formats/formats.hpp"

#include <set>

#include "store/schema/schema.hpp"
#include "store/search/search.hpp"

namespace hearsay {
namespace {

Error foreign(const Database& database, std::string what) {
  return {ErrorKind::usage, "this is no Hearsay store: " + std::move(what) + "; name another file",
          database.file(), -1};
}

// The statements of a script in which no statement holds a semicolon.
std::set<std::string, std::less<>> statements_of(std::string_view script) {
  std::set<std::string, std::less<>> out;
  while (!script.empty()) {
    size_t end = script.find(';');
    std::string_view one = script.substr(0, end);
    script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
    while (one.starts_with('\n')) one.remove_prefix(1);
    if (!one.empty()) out.emplace(one);
  }
  return out;
}

// Tables that SQLite makes itself for what was declared.
bool is_inner(std::string_view name) {
  return name.starts_with("sqlite_autoindex_") || name.starts_with("sqlite_stat") ||
         name == "search_data" || name == "search_idx" || name == "search_docsize" ||
         name == "search_config";
}

bool is_layer(std::string_view type, std::string_view name) {
  bool named =
      name.starts_with("layer_") || name.starts_with("packed_") || name.starts_with("table_");
  return named && (type == "table" || type == "index");
}

Result<void> check_schema(Database& database) {
  auto expected = statements_of(std::string(core_tables()) + std::string(search_tables()));
  Statement objects = database.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY name");
  while (true) {
    Result<bool> row = objects.step();
    if (!row) return row.error();
    if (!*row) break;
    std::string_view type = objects.text(0);
    std::string_view name = objects.text(1);
    std::string_view sql = objects.text(2);
    if (auto found = expected.find(sql); found != expected.end())
      expected.erase(found);
    else if (!is_layer(type, name) && !((type == "table" || type == "index") && is_inner(name)))
      return database.damaged(std::string(type) + " " + std::string(name) +
                              " is no part of a store, or was changed");
  }
  if (!expected.empty()) return database.damaged("missing is: " + *expected.begin());
  return {};
}

// Who made the store, as far as it tells.
std::string maker(Database& database) {
  Result<std::string> made = database.string("SELECT value FROM meta WHERE key='made_by'");
  return made && !made->empty() && made->size() < 80 ? *made : "a later version";
}

}  // namespace

Result<StoreState> recognise_store(Database& database) {
  Result<int64_t> mark = database.number("PRAGMA application_id");
  if (!mark) return mark.error();
  Result<int64_t> objects = database.number("SELECT count(*) FROM sqlite_schema");
  if (!objects) return objects.error();
  if (*mark == 0 && *objects == 0) return StoreState::blank;
  // Another process may have made the store between the two questions.
  if (*mark == 0) mark = database.number("PRAGMA application_id");
  if (!mark) return mark.error();
  if (*mark != kStoreMark) return foreign(database, "it is a database of something else");
  Result<int64_t> format = database.number("PRAGMA user_version");
  if (!format) return format.error();
  if (*format > kStoreFormat)
    return Error{ErrorKind::unsupported,
                 "the store has format " + std::to_string(*format) + ", made by " +
                     maker(database) +
                     "; this is Hearsay " HEARSAY_VERSION ", which reads formats up to " +
                     std::to_string(kStoreFormat) + ": install a newer Hearsay",
                 database.file(), -1};
  if (*format < kOldestStoreFormat) return database.damaged("it has no format");
  if (*format < kStoreFormat) return StoreState::older;
  Result<void> sound = check_schema(database);
  if (!sound) return sound.error();
  return StoreState::current;
}

Result<void> create_store(Database& database) {
  Result<Transaction> all = Transaction::begin(database, Transaction::Kind::writing);
  if (!all) return all.error();
  Result<void> done = database.execute(std::string(core_tables()) + std::string(search_tables()));
  if (done) done = tune_search(database);
  if (done)
    done = database.execute("INSERT INTO meta VALUES('made_by', 'Hearsay " HEARSAY_VERSION
                            "'); PRAGMA application_id=" +
                            std::to_string(kStoreMark) +
                            "; PRAGMA user_version=" + std::to_string(kStoreFormat) + ";");
  return done ? all->commit() : done;
}

Result<void> migrate_store(Database& database) {
  // The first step will be written with format 2; until then nothing older can be here.
  return database.damaged("its format is older than the first");
}

}  // namespace hearsay
