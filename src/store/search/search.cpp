// See search.hpp.
#include "store/search/search.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

#include "document/packed.hpp"
#include "store/zstandard/zstandard.hpp"

namespace hearsay {
namespace {

constexpr std::string_view kTables = R"(
CREATE VIEW searchable AS SELECT reports.n AS n, reports.title AS title, kept_text(coalesce(reports.text, sources.bytes), reports.kept) AS text FROM reports JOIN sources ON sources.report = reports.n;
CREATE VIRTUAL TABLE search USING fts5(title, text, content='searchable', content_rowid='n', tokenize='unicode61 remove_diacritics 2');
)";

constexpr size_t kMostTokens = 100;
constexpr size_t kMostWords = 1000;
constexpr int kTextColumn = 1;
constexpr const char* kHits =
    "SELECT reports.n, reports.id, bm25(search, 4.0, 1.0) AS score FROM search JOIN reports ON "
    "reports.n = search.rowid WHERE search MATCH ? ORDER BY score, reports.id LIMIT ? OFFSET ?";
// One walk over all hits, since a query for each report would find the hits again each time.
constexpr const char* kWords =
    "SELECT search.rowid, matched_words(search, ?1) FROM search WHERE search MATCH ?2";

// ---- functions for SQL --------------------------------------------------------------------------

struct Unpacker {
  Zstandard compression;
  size_t most;
};

std::string_view blob_of(sqlite3_value* value) {
  const void* bytes = sqlite3_value_blob(value);
  return bytes == nullptr ? std::string_view()
                          : std::string_view(static_cast<const char*>(bytes),
                                             static_cast<size_t>(sqlite3_value_bytes(value)));
}

// kept_text(packed text, packed spans or null).
void kept_text(sqlite3_context* context, int, sqlite3_value** values) {
  auto* unpacker = static_cast<Unpacker*>(sqlite3_user_data(context));
  Result<std::string> text = unpacker->compression.unpack(blob_of(values[0]), unpacker->most);
  if (!text) return sqlite3_result_error_code(context, SQLITE_CORRUPT);
  std::string shown = std::move(*text);
  if (sqlite3_value_type(values[1]) != SQLITE_NULL) {
    Result<std::vector<Span>> kept = unpack_spans(blob_of(values[1]));
    if (!kept) return sqlite3_result_error_code(context, SQLITE_CORRUPT);
    shown = keep_only(shown, tidy_spans(*kept, static_cast<uint32_t>(shown.size())));
  }
  sqlite3_result_text64(context, shown.data(), shown.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

struct Matches {
  std::vector<std::pair<int, int>> ranges;  // token numbers, half open, sorted
  size_t next = 0;
  int token = -1;
  std::vector<uint32_t> places;
};

int note_token(void* context, int flags, const char*, int, int begin, int end) {
  auto* matches = static_cast<Matches*>(context);
  if ((flags & FTS5_TOKEN_COLOCATED) != 0) return SQLITE_OK;
  ++matches->token;
  while (matches->next < matches->ranges.size() &&
         matches->ranges[matches->next].second <= matches->token)
    ++matches->next;
  if (matches->next == matches->ranges.size()) return SQLITE_DONE;
  if (matches->ranges[matches->next].first > matches->token) return SQLITE_OK;
  matches->places.push_back(static_cast<uint32_t>(begin));
  matches->places.push_back(static_cast<uint32_t>(end));
  return matches->places.size() < 2 * kMostWords ? SQLITE_OK : SQLITE_DONE;
}

// Joined, so that phrases that overlap give each word once.
void add_ranges(Matches& matches, std::vector<std::pair<int, int>> found) {
  std::sort(found.begin(), found.end());
  for (const auto& range : found) {
    if (!matches.ranges.empty() && range.first <= matches.ranges.back().second)
      matches.ranges.back().second = std::max(matches.ranges.back().second, range.second);
    else
      matches.ranges.push_back(range);
  }
}

// matched_words(search, rows): begin and end of every matched word of the text, as 32-bit numbers;
// null for a row that is not among `rows`, which are sorted 64-bit numbers.
void matched_words(const Fts5ExtensionApi* api, Fts5Context* fts, sqlite3_context* context,
                   int given, sqlite3_value** values) {
  if (given != 1) return sqlite3_result_error_code(context, SQLITE_MISUSE);
  std::string_view packed = blob_of(values[0]);
  std::vector<int64_t> rows(packed.size() / sizeof(int64_t));
  if (!rows.empty()) std::memcpy(rows.data(), packed.data(), rows.size() * sizeof(int64_t));
  if (!std::binary_search(rows.begin(), rows.end(), api->xRowid(fts))) return;
  int count = 0;
  int code = api->xInstCount(fts, &count);
  std::vector<std::pair<int, int>> found;
  for (int i = 0; i < count && code == SQLITE_OK; ++i) {
    int phrase = 0;
    int column = 0;
    int token = 0;
    code = api->xInst(fts, i, &phrase, &column, &token);
    if (column == kTextColumn) found.emplace_back(token, token + api->xPhraseSize(fts, phrase));
  }
  Matches matches;
  add_ranges(matches, std::move(found));
  const char* text = nullptr;
  int size = 0;
  if (code == SQLITE_OK) code = api->xColumnText(fts, kTextColumn, &text, &size);
  if (code == SQLITE_OK) code = api->xTokenize(fts, text, size, &matches, note_token);
  if (code != SQLITE_OK && code != SQLITE_DONE) return sqlite3_result_error_code(context, code);
  sqlite3_result_blob64(context, matches.places.data(), matches.places.size() * sizeof(uint32_t),
                        SQLITE_TRANSIENT);
}

fts5_api* find_api(Database& database) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database.raw(), "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

// ---- what people type ---------------------------------------------------------------------------

struct Term {
  std::string text;
  bool prefix = false;
  bool excluded = false;
  bool alternative = false;  // joined to the term before it by OR
};

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

// Size of the quotation mark at `at`, straight or curly, or 0.
size_t quote_size(std::string_view text, size_t at) {
  if (text[at] == '"') return 1;
  std::string_view three = text.substr(at, 3);
  return three == "\u201C" || three == "\u201D" || three == "\u201E" ? 3 : 0;
}

size_t find_quote(std::string_view text, size_t from) {
  while (from < text.size() && quote_size(text, from) == 0) ++from;
  return from;
}

// Cuts one term off the front, which is no space.
Term take_term(std::string_view& rest) {
  Term term;
  while (rest.starts_with('-')) {
    term.excluded = true;
    rest.remove_prefix(1);
  }
  size_t open = rest.empty() ? 0 : quote_size(rest, 0);
  size_t close = open > 0 ? find_quote(rest, open) : rest.size();
  if (close < rest.size()) {
    term.text = rest.substr(open, close - open);
    rest.remove_prefix(close + quote_size(rest, close));
  } else {
    rest.remove_prefix(open);
    size_t end = 0;
    while (end < rest.size() && !is_space(rest[end]) && quote_size(rest, end) == 0) ++end;
    term.text = rest.substr(0, end);
    rest.remove_prefix(end);
    term.prefix = term.text.ends_with('*');
    while (term.text.ends_with('*')) term.text.pop_back();
  }
  if (rest.starts_with('*')) {
    term.prefix = true;
    rest.remove_prefix(1);
  }
  return term;
}

std::vector<Term> read_terms(std::string_view query) {
  std::vector<Term> terms;
  bool alternative = false;
  while (true) {
    while (!query.empty() && is_space(query.front())) query.remove_prefix(1);
    if (query.empty()) break;
    bool joins = query.starts_with("OR") && query.size() > 2 && is_space(query[2]) &&
                 query.find_first_not_of(' ', 2) != std::string_view::npos;
    if (joins && !alternative && !terms.empty() && !terms.back().excluded) {
      alternative = true;
      query.remove_prefix(2);
      continue;
    }
    Term term = take_term(query);
    term.alternative = alternative && !term.excluded;
    alternative = false;
    terms.push_back(std::move(term));
  }
  return terms;
}

struct Tokens {
  size_t count = 0;
  size_t most = 0;
  size_t end = 0;  // of the last that counts
};

int count_token(void* context, int, const char*, int, int, int end) {
  auto* tokens = static_cast<Tokens*>(context);
  if (tokens->count == tokens->most) return SQLITE_DONE;
  ++tokens->count;
  tokens->end = static_cast<size_t>(end);
  return SQLITE_OK;
}

// Counts words just as the index does.
class Tokenizer {
 public:
  explicit Tokenizer(Database& database) {
    fts5_api* api = find_api(database);
    void* data = nullptr;
    const char* arguments[] = {"remove_diacritics", "2"};
    if (api != nullptr && api->xFindTokenizer(api, "unicode61", &data, &module_) == SQLITE_OK)
      module_.xCreate(data, arguments, 2, &tokenizer_);
  }
  ~Tokenizer() {
    if (tokenizer_ != nullptr) module_.xDelete(tokenizer_);
  }
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;

  bool ok() const { return tokenizer_ != nullptr; }
  Tokens count(std::string_view text, size_t most) {
    Tokens tokens{0, most, 0};
    module_.xTokenize(tokenizer_, &tokens, FTS5_TOKENIZE_QUERY, text.data(),
                      static_cast<int>(text.size()), count_token);
    return tokens;
  }

 private:
  fts5_tokenizer module_{};
  Fts5Tokenizer* tokenizer_ = nullptr;
};

std::string quoted(const Term& term) {
  std::string out = "\"";
  for (char c : term.text) {
    if (c == '"') out += c;
    out += c == '\0' ? ' ' : c;
  }
  return out + (term.prefix ? "\"*" : "\"");
}

std::string join_terms(const std::vector<Term>& terms) {
  std::vector<std::string> wanted;
  std::string unwanted;
  for (const Term& term : terms) {
    if (term.excluded)
      unwanted += (unwanted.empty() ? "" : " OR ") + quoted(term);
    else if (term.alternative && !wanted.empty())
      wanted.back() += " OR " + quoted(term);
    else
      wanted.push_back(quoted(term));
  }
  if (wanted.empty()) return "";
  std::string out;
  for (const std::string& group : wanted) out += (out.empty() ? "(" : " AND (") + group + ")";
  return unwanted.empty() ? out : "(" + out + ") NOT (" + unwanted + ")";
}

Result<void> change_index(Database& database, const char* sql, int64_t report,
                          std::string_view title, std::string_view kept_text) {
  return database.prepare(sql).bind(report).bind(title).bind(kept_text).run();
}

}  // namespace

std::string_view search_tables() {
  return kTables;
}

Result<void> tune_search(Database& database) {
  return database.execute("INSERT INTO search(search, rank) VALUES('hashsize', 8388608)");
}

Result<void> prepare_search(Database& database, size_t most) {
  int code = sqlite3_create_function_v2(
      database.raw(), "kept_text", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
      new Unpacker{Zstandard(), most}, kept_text, nullptr, nullptr,
      [](void* unpacker) { delete static_cast<Unpacker*>(unpacker); });
  if (code != SQLITE_OK) return database.error(code);
  fts5_api* api = find_api(database);
  if (api == nullptr)
    return Error{ErrorKind::unsupported,
                 "this SQLite has no full-text search; install one built with FTS5", "", -1};
  code = api->xCreateFunction(api, "matched_words", nullptr, matched_words, nullptr);
  if (code != SQLITE_OK) return database.error(code);
  return {};
}

std::vector<Span> tidy_spans(std::span<const Span> spans, uint32_t size) {
  std::vector<Span> sorted(spans.begin(), spans.end());
  for (Span& span : sorted) span.end = std::min(span.end, size);
  std::erase_if(sorted, [](Span span) { return span.begin >= span.end; });
  std::sort(sorted.begin(), sorted.end());
  std::vector<Span> out;
  for (Span span : sorted) {
    if (!out.empty() && span.begin <= out.back().end)
      out.back().end = std::max(out.back().end, span.end);
    else
      out.push_back(span);
  }
  return out;
}

std::string keep_only(std::string_view text, std::span<const Span> kept) {
  std::string out(text.size(), ' ');
  for (Span span : kept)
    std::memcpy(out.data() + span.begin, text.data() + span.begin, span.size());
  return out;
}

Result<void> index_report(Database& database, int64_t report, std::string_view title,
                          std::string_view kept_text) {
  return change_index(database, "INSERT INTO search(rowid, title, text) VALUES(?,?,?)", report,
                      title, kept_text);
}

Result<void> unindex_report(Database& database, int64_t report, std::string_view title,
                            std::string_view kept_text) {
  return change_index(database,
                      "INSERT INTO search(search, rowid, title, text) VALUES('delete',?,?,?)",
                      report, title, kept_text);
}

Result<std::string> search_expression(Database& database, std::string_view query) {
  Tokenizer tokenizer(database);
  if (!tokenizer.ok())
    return Error{ErrorKind::unsupported, "this SQLite cannot fold words", database.file(), -1};
  std::vector<Term> terms;
  size_t left = kMostTokens;
  for (Term& term : read_terms(query)) {
    Tokens tokens = tokenizer.count(term.text, left);
    if (tokens.count == 0) continue;
    bool cut = tokens.count == left;
    left -= tokens.count;
    if (cut) term.text.resize(tokens.end);
    terms.push_back(std::move(term));
    if (left == 0) break;
  }
  return join_terms(terms);
}

Result<std::vector<RawHit>> rank_reports(Database& database, const std::string& expression,
                                         size_t limit, size_t offset) {
  std::vector<RawHit> hits;
  Statement statement = database.prepare(kHits);
  statement.bind(std::string_view(expression))
      .bind(static_cast<int64_t>(std::min<size_t>(limit, INT64_MAX)))
      .bind(static_cast<int64_t>(std::min<size_t>(offset, INT64_MAX)));
  while (true) {
    Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return hits;
    std::string_view id = statement.blob(1);
    if (id.size() != 16) return database.damaged("a report has no id");
    hits.push_back({statement.integer(0), Id128::from_bytes(id), statement.real(2), {}});
  }
}

Result<void> find_words(Database& database, const std::string& expression,
                        std::vector<RawHit>& hits) {
  std::vector<std::pair<int64_t, size_t>> places;
  for (size_t i = 0; i < hits.size(); ++i) places.emplace_back(hits[i].report, i);
  std::sort(places.begin(), places.end());
  std::string rows;
  for (const auto& [row, place] : places) rows.append(reinterpret_cast<const char*>(&row), 8);
  Statement statement = database.prepare(kWords);
  statement.bind_blob(rows).bind(std::string_view(expression));
  while (!hits.empty()) {
    Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) break;
    std::string_view bytes = statement.blob(1);
    std::vector<Span> words(bytes.size() / sizeof(Span));
    static_assert(sizeof(Span) == 2 * sizeof(uint32_t));
    if (words.empty()) continue;
    std::memcpy(words.data(), bytes.data(), words.size() * sizeof(Span));
    auto place = std::lower_bound(places.begin(), places.end(),
                                  std::pair<int64_t, size_t>(statement.integer(0), 0));
    for (; place != places.end() && place->first == statement.integer(0); ++place)
      hits[place->second].words = words;
  }
  return {};
}

Result<std::vector<RawHit>> search_reports(Database& database, const std::string& expression,
                                           size_t limit, size_t offset) {
  Result<std::vector<RawHit>> hits = rank_reports(database, expression, limit, offset);
  if (!hits) return hits;
  Result<void> found = find_words(database, expression, *hits);
  if (!found) return found.error();
  return hits;
}

Result<void> check_search(Database& database) {
  return database.execute("INSERT INTO search(search, rank) VALUES('integrity-check', 1)");
}

}  // namespace hearsay
