// See reader.hpp.
#include "store/reader.hpp"
#include "store/claims.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "store/formats/formats.hpp"
#include "store/search/search.hpp"

namespace hearsay {
namespace {

constexpr int kReaderWaitMs = 5000;
constexpr std::string_view kHead = "SELECT n, id, text_size, source_size FROM reports";
constexpr std::string_view kReport =
    "SELECT r.n, r.id, r.text_size, r.source_size, r.format, r.url, r.external_id, r.publisher, "
    "r.fetched, r.encoding, r.analysis, r.text_sha256, coalesce(r.text, s.bytes) FROM reports r "
    "JOIN sources s ON s.report = r.n";

std::string_view as_view(const std::array<char, 16>& bytes) {
  return {bytes.data(), bytes.size()};
}

std::string hex_of(std::string_view digest) {
  if (digest.size() != 32) return "";
  return Id128::from_bytes(digest.substr(0, 16)).hex() + Id128::from_bytes(digest.substr(16)).hex();
}

// Runs as OffsetMap promises them, none of them leading past the source.
bool is_sound(const OffsetMap& map, size_t text_size, uint64_t source_size) {
  if (map.runs() == 0) return text_size <= source_size;
  if (text_size > 0 && map.text_begin[0] != 0) return false;
  for (size_t run = 0; run < map.runs(); ++run) {
    uint64_t begin = map.text_begin[run];
    uint64_t end = run + 1 < map.runs() ? map.text_begin[run + 1] : text_size;
    uint64_t unit = map.text_unit[run];
    if (unit == 0 || begin > end || (begin == end && text_size > 0)) return false;
    uint64_t units = (end - begin + unit - 1) / unit;
    if (map.source_begin[run] + units * map.source_unit[run] > source_size) return false;
  }
  return true;
}

}  // namespace

Result<std::unique_ptr<Reader>> Reader::open(const StoreSetting& setting) {
  Result<std::unique_ptr<Database>> database =
      Database::open(setting.file, Database::Mode::read, kReaderWaitMs);
  if (!database) return database.error();
  Result<void> ready = prepare_search(**database, setting.most_unpacked());
  if (!ready) return ready.error();
  return std::unique_ptr<Reader>(new Reader(setting, std::move(*database)));
}

Result<std::optional<Transaction>> Reader::hold() {
  std::optional<Transaction> held;
  if (!database_->in_transaction()) {
    Result<Transaction> begun = Transaction::begin(*database_, Transaction::Kind::reading);
    if (!begun) return begun.error();
    held.emplace(std::move(*begun));
  }
  return held;
}

Result<void> Reader::pin() {
  Result<void> begun = database_->prepare("BEGIN").run();
  if (!begun) return begun;
  // The state is fixed by the first thing that is read.
  Result<int64_t> first = database_->number("SELECT count(*) FROM sqlite_schema");
  if (!first) return first.error();
  return {};
}

// ---- reports ------------------------------------------------------------------------------------

Result<Reader::Head> Reader::read_head(const Statement& row, int first) const {
  std::string_view id = row.blob(first + 1);
  int64_t text_size = row.integer(first + 2);
  int64_t source_size = row.integer(first + 3);
  if (id.size() != 16 || text_size < 0 || source_size < 0)
    return database_->damaged("the head of a report is broken");
  Head head;
  head.n = row.integer(first);
  head.id = ReportId(Id128::from_bytes(id));
  head.bounds = {static_cast<uint64_t>(text_size), static_cast<uint64_t>(source_size),
                 setting_.most_unpacked()};
  return head;
}

Result<std::optional<Reader::Head>> Reader::head(const ReportId& id) {
  std::array<char, 16> bytes = id.bytes();
  Statement statement = database_->prepare(std::string(kHead) + " WHERE id=?");
  statement.bind_blob(as_view(bytes));
  Result<bool> row = statement.step();
  if (!row) return row.error();
  if (!*row) return std::optional<Head>();
  Result<Head> out = read_head(statement, 0);
  if (!out) return out.error();
  return std::optional<Head>(*out);
}

Result<bool> Reader::contains(const ReportId& id) {
  Result<std::optional<Head>> found = head(id);
  if (!found) return found.error();
  return found->has_value();
}

Result<std::vector<std::string>> Reader::paths(int64_t n) {
  std::vector<std::string> out;
  Statement statement = database_->prepare("SELECT path FROM paths WHERE report=? ORDER BY path");
  statement.bind(n);
  while (true) {
    Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return out;
    out.emplace_back(statement.text(0));
  }
}

Result<Text> Reader::text(const Head& head, std::string_view packed) {
  Result<std::string> bytes = compression_.unpack(packed, head.bounds.unpacked);
  if (!bytes) return database_->damaged(bytes.error().message);
  if (bytes->size() != head.bounds.text || valid_utf8_prefix(*bytes) != bytes->size())
    return database_->damaged("the text of report " + head.id.hex() + " is broken");
  Result<Value> offsets = stored_layer(head, setting_.layers.front());
  if (!offsets) return offsets.error();
  const auto& map = *static_cast<const OffsetMap*>(offsets->get());
  if (!is_sound(map, bytes->size(), head.bounds.source))
    return database_->damaged("the offsets of report " + head.id.hex() + " lead nowhere");
  return Text(std::move(*bytes), map);
}

Result<Text> Reader::text(const Head& head) {
  Statement statement = database_->prepare(
      "SELECT coalesce(r.text, s.bytes) FROM reports r JOIN sources s ON s.report = r.n WHERE "
      "r.n=?");
  Result<bool> row = statement.bind(head.n).step();
  if (!row) return row.error();
  if (!*row) return database_->damaged("report " + head.id.hex() + " has no source");
  return text(head, statement.blob(0));
}

Result<StoredReport> Reader::stored(const Statement& row) {
  Result<Head> head = read_head(row, 0);
  if (!head) return head.error();
  StoredReport out;
  out.id = head->id;
  if (row.integer(4) < 0 || row.integer(4) >= std::ssize(names_of(Format{})))
    return database_->damaged("report " + out.id.hex() + " has an unknown format");
  out.format = static_cast<Format>(row.integer(4));
  out.url = row.text(5);
  out.external_id = row.text(6);
  out.publisher_claim = row.text(7);
  out.fetched = row.text(8);
  out.encoding = row.text(9);
  out.analysis = row.text(10);
  out.text_sha256 = hex_of(row.blob(11));
  Result<Text> read = text(*head, row.blob(12));
  if (!read) return read.error();
  out.text = std::move(*read);
  Result<std::vector<std::string>> places = paths(head->n);
  if (!places) return places.error();
  out.paths = std::move(*places);
  Result<Problems> wrong = read_problems(*database_, head->n, false);
  if (!wrong) return wrong.error();
  out.problems = std::move(*wrong);
  return out;
}

Result<std::optional<StoredReport>> Reader::report(const ReportId& id) {
  auto state = hold();
  if (!state) return state.error();
  std::array<char, 16> bytes = id.bytes();
  Statement statement = database_->prepare(std::string(kReport) + " WHERE r.id=?");
  statement.bind_blob(as_view(bytes));
  Result<bool> row = statement.step();
  if (!row) return row.error();
  if (!*row) return std::optional<StoredReport>();
  Result<StoredReport> out = stored(statement);
  if (!out) return out.error();
  return std::optional<StoredReport>(std::move(*out));
}

Result<void> Reader::each_report(const std::function<bool(const StoredReport&)>& visitor) {
  auto state = hold();
  if (!state) return state.error();
  Statement statement = database_->prepare(std::string(kReport) + " ORDER BY r.id");
  while (true) {
    Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return {};
    Result<StoredReport> one = stored(statement);
    if (!one) return one.error();
    if (!visitor(*one)) return {};
  }
}

Result<std::vector<ReportId>> Reader::ids(Statement statement) {
  std::vector<ReportId> out;
  while (true) {
    Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return out;
    std::string_view id = statement.blob(0);
    if (id.size() != 16) return database_->damaged("a report has no id");
    out.emplace_back(Id128::from_bytes(id));
  }
}

Result<std::vector<ReportId>> Reader::by_prefix(std::string_view hex, size_t limit) {
  std::string low(hex.substr(0, 32));
  std::string high = low;
  low.resize(32, '0');
  high.resize(32, 'f');
  std::optional<Id128> from = Id128::from_hex(low);
  std::optional<Id128> to = Id128::from_hex(high);
  if (hex.size() > 32 || !from || !to) return std::vector<ReportId>();
  std::array<char, 16> first = from->bytes();
  std::array<char, 16> last = to->bytes();
  Statement statement =
      database_->prepare("SELECT id FROM reports WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?");
  statement.bind_blob(as_view(first))
      .bind_blob(as_view(last))
      .bind(static_cast<int64_t>(std::min<size_t>(limit, INT64_MAX)));
  return ids(std::move(statement));
}

Result<std::vector<ReportId>> Reader::by_place(std::string_view place) {
  if (place.empty()) return std::vector<ReportId>();
  Statement statement = database_->prepare(
      "SELECT id FROM reports WHERE url=?1 AND url<>'' UNION SELECT id FROM paths JOIN reports ON "
      "n=report WHERE path=?1 ORDER BY id");
  statement.bind(place);
  return ids(std::move(statement));
}

Result<Source> Reader::source(const Head& head) {
  Result<Source> out = read_claims(*database_, head.n);
  if (!out) return out;
  Statement row = database_->prepare("SELECT bytes FROM sources WHERE report=?");
  Result<bool> found = row.bind(head.n).step();
  if (!found) return found.error();
  if (!*found) return database_->damaged("report " + head.id.hex() + " has no source");
  Result<std::string> bytes = compression_.unpack(row.blob(0), head.bounds.unpacked);
  if (!bytes) return database_->damaged(bytes.error().message);
  if (bytes->size() != head.bounds.source)
    return database_->damaged("the source of report " + head.id.hex() + " is broken");
  out->bytes = std::move(*bytes);
  Result<std::vector<std::string>> places = paths(head.n);
  if (!places) return places.error();
  if (!places->empty()) out->path = places->front();
  return out;
}

Result<std::optional<Source>> Reader::source(const ReportId& id) {
  auto state = hold();
  if (!state) return state.error();
  Result<std::optional<Head>> found = head(id);
  if (!found) return found.error();
  if (!*found) return std::optional<Source>();
  Result<Source> out = source(**found);
  if (!out) return out.error();
  return std::optional<Source>(std::move(*out));
}

// ---- layers -------------------------------------------------------------------------------------

Result<Reader::Value> Reader::stored_layer(const Head& head, const StoredLayer& layer) {
  if (!layer.fits) return Value(layer.table.info().make());
  return layer.table.read(*database_, compression_, head.n, head.bounds);
}

Result<std::shared_ptr<const Document>> Reader::remade(const Head& head) {
  Result<Source> from = source(head);
  if (!from) return from.error();
  auto document = std::make_shared<Document>(std::move(*from));
  setting_.pipeline.analyse(*document, setting_.resources);
  return std::shared_ptr<const Document>(std::move(document));
}

Result<Reader::Value> Reader::remade_value(const Head& head, const Wanted& wanted,
                                           std::shared_ptr<const Document>& document) {
  if (document == nullptr) {
    Result<std::shared_ptr<const Document>> made = remade(head);
    if (!made) return made.error();
    document = std::move(*made);
  }
  const void* value = document->find(wanted.key);
  if (value == nullptr)
    return Error{ErrorKind::usage, "no stage of the pipeline makes what was asked for", "", -1};
  return Value(document, value);
}

Result<std::vector<Reader::Value>> Reader::values(const Head& head,
                                                  std::span<const Wanted> wanted) {
  std::vector<Value> out;
  std::shared_ptr<const Document> document;
  for (const Wanted& one : wanted) {
    const StoredLayer* layer = one.layer == nullptr ? nullptr : setting_.find(*one.layer);
    Result<Value> value = Value();
    if (layer != nullptr && layer->table.info().scope == Scope::report) {
      value = stored_layer(head, *layer);
    } else if (one.key == type_key<Text>()) {
      Result<Text> made = text(head);
      if (made)
        value = Value(std::make_shared<const Text>(std::move(*made)));
      else
        value = made.error();
    } else if (one.key == type_key<Source>()) {
      Result<Source> made = source(head);
      if (made)
        value = Value(std::make_shared<const Source>(std::move(*made)));
      else
        value = made.error();
    } else {
      value = remade_value(head, one, document);
    }
    if (!value) return value.error();
    out.push_back(std::move(*value));
  }
  return out;
}

Result<Reader::Value> Reader::layer(const Head& head, const LayerInfo& info) {
  Wanted wanted{nullptr, &info};
  for (const Pipeline::Stage& stage : setting_.pipeline.stages())
    if (stage.layer == &info && !stage.reduces) wanted.key = stage.output.key;
  Result<std::vector<Value>> one = values(head, {&wanted, 1});
  if (!one) return one.error();
  return std::move(one->front());
}

Result<Reader::Value> Reader::layer(const ReportId& id, const LayerInfo& info) {
  auto state = hold();
  if (!state) return state.error();
  Result<std::optional<Head>> found = head(id);
  if (!found) return found.error();
  if (!*found) return Value();
  return layer(**found, info);
}

Result<void> Reader::visit(std::span<const Wanted> wanted, const Collection::Visitor& visitor) {
  auto state = hold();
  if (!state) return state.error();
  Statement statement = database_->prepare(std::string(kHead) + " ORDER BY id");
  while (true) {
    Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return {};
    Result<Head> head = read_head(statement, 0);
    if (!head) return head.error();
    Result<std::vector<Value>> found = values(*head, wanted);
    if (!found) return found.error();
    visitor(head->id, *found);
  }
}

Result<void> Reader::visit_some(std::span<const ReportId> ids, std::span<const Wanted> wanted,
                                const Collection::Visitor& visitor) {
  auto state = hold();
  if (!state) return state.error();
  for (const ReportId& id : ids) {
    Result<std::optional<Head>> found = head(id);
    if (!found) return found.error();
    if (!*found) continue;
    Result<std::vector<Value>> all = values(**found, wanted);
    if (!all) return all.error();
    visitor(id, *all);
  }
  return {};
}

// ---- rows ---------------------------------------------------------------------------------------

Result<void> Reader::each_row(const LayerInfo& info,
                              const std::function<bool(const StoredRow&)>& visitor) {
  const StoredLayer* layer = setting_.find(info);
  if (layer == nullptr || info.storage != Storage::rows)
    return Error{ErrorKind::usage,
                 "layer " + std::string(info.name.name) + " keeps no rows of its own", "", -1};
  if (!layer->fits) return {};
  auto state = hold();
  if (!state) return state.error();
  bool of_report = info.scope == Scope::report;
  std::string table = quote_name(layer->table.name());
  std::string sql = of_report ? "SELECT r.n, r.id, r.text_size, r.source_size, l.* FROM " + table +
                                    " l JOIN reports r ON r.n = l._report ORDER BY l._id, l._report"
                              : "SELECT 0, zeroblob(16), 4294967294, 4294967294, l.* FROM " +
                                    table + " l ORDER BY l._id, l._by";
  sql += ", l._row";
  Statement statement = database_->prepare(sql);
  while (true) {
    Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return {};
    Result<Head> head = read_head(statement, 0);
    if (!head) return head.error();
    int64_t index = statement.integer(5);
    std::string_view id = statement.blob(6);
    if (id.size() != 16 || index < 0 || index >= int64_t{UINT32_MAX})
      return database_->damaged("a row of " + layer->table.name() + " has no id");
    std::shared_ptr<void> one = info.make();
    Result<void> read = layer->table.append_row(statement, 7, head->bounds, *database_, one.get());
    if (!read) return read;
    RowOwner owner{head->id, of_report ? "" : std::string(statement.text(4))};
    if (!visitor({RowId(Id128::from_bytes(id)), std::move(owner), static_cast<uint32_t>(index),
                  one.get()}))
      return {};
  }
}

Result<std::optional<RowId>> Reader::row_id(const ReportId& id, std::string_view name,
                                            uint32_t index) {
  const StoredLayer* layer = setting_.find(name);
  if (layer == nullptr || !layer->fits || layer->table.info().storage != Storage::rows ||
      layer->table.info().scope != Scope::report)
    return std::optional<RowId>();
  std::array<char, 16> bytes = id.bytes();
  Statement statement = database_->prepare("SELECT _id FROM " + quote_name(layer->table.name()) +
                                           " WHERE _report=(SELECT n FROM reports WHERE id=?) AND "
                                           "_row=?");
  Result<bool> row = statement.bind_blob(as_view(bytes)).bind(int64_t{index}).step();
  if (!row) return row.error();
  if (!*row || statement.blob(0).size() != 16) return std::optional<RowId>();
  return std::optional<RowId>(RowId(Id128::from_bytes(statement.blob(0))));
}

Result<Reader::Value> Reader::table(const LayerInfo& info, std::string_view by) {
  const StoredLayer* layer = setting_.find(info);
  if (layer == nullptr || info.scope != Scope::collection)
    return Error{ErrorKind::usage,
                 "layer " + std::string(info.name.name) + " is not of the collection", "", -1};
  if (!layer->fits) return Value(info.make());
  return layer->table.read_by(*database_, by);
}

Result<std::optional<FoundRow>> Reader::find_row(const RowId& id, const StoredLayer& stored) {
  const LayerInfo& info = stored.table.info();
  std::array<char, 16> bytes = id.bytes();
  bool of_report = info.scope == Scope::report;
  std::string table = quote_name(stored.table.name());
  std::string sql = of_report ? "SELECT r.n, r.id, r.text_size, r.source_size, l._row FROM " +
                                    table + " l JOIN reports r ON r.n = l._report WHERE l._id=?"
                              : "SELECT _by, " + stored.table.cells() + " FROM " + table +
                                    " WHERE _id=? ORDER BY _by, _row";
  Statement statement = database_->prepare(sql);
  Result<bool> row = statement.bind_blob(as_view(bytes)).step();
  if (!row) return row.error();
  if (!*row) return std::optional<FoundRow>();
  if (!of_report) {
    std::shared_ptr<void> one = info.make();
    Result<void> read = stored.table.append_row(statement, 1, Bounds{}, *database_, one.get());
    if (!read) return read.error();
    RowOwner owner{ReportId(), std::string(statement.text(0))};
    return std::optional<FoundRow>(FoundRow{id, std::move(owner), &info, std::move(one), 0});
  }
  Result<Head> head = read_head(statement, 0);
  if (!head) return head.error();
  Result<Value> layer = stored_layer(*head, stored);
  if (!layer) return layer.error();
  int64_t index = statement.integer(4);
  if (index < 0 || static_cast<uint64_t>(index) >= info.size(layer->get()))
    return database_->damaged("rows of " + stored.table.name() + " are missing");
  return std::optional<FoundRow>(
      FoundRow{id, {head->id, ""}, &info, std::move(*layer), static_cast<size_t>(index)});
}

Result<std::optional<FoundRow>> Reader::find_row(const RowId& id) {
  auto state = hold();
  if (!state) return state.error();
  for (const StoredLayer& layer : setting_.layers) {
    if (!layer.fits || layer.table.info().storage != Storage::rows) continue;
    Result<std::optional<FoundRow>> found = find_row(id, layer);
    if (!found || *found) return found;
  }
  return std::optional<FoundRow>();
}

Result<std::optional<FoundRow>> Reader::find_row(const RowId& id, const LayerInfo& info) {
  const StoredLayer* layer = setting_.find(info);
  if (layer == nullptr || !layer->fits || info.storage != Storage::rows)
    return std::optional<FoundRow>();
  auto state = hold();
  if (!state) return state.error();
  return find_row(id, *layer);
}

// Users first, then the stage that comes later in the pipeline.
int64_t Reader::precedence(std::string_view by) const {
  if (by == "user") return INT64_MAX;
  auto stages = setting_.pipeline.stages();
  for (size_t i = 0; i < stages.size(); ++i)
    if (stages[i].name == by) return static_cast<int64_t>(i);
  return -1;
}

Result<std::vector<AmendmentRow>> Reader::amendments(const RowId& target) {
  return amendments("=?", target);
}

Result<std::vector<AmendmentRow>> Reader::amendments(const ReportId& id, const LayerInfo& info) {
  const StoredLayer* layer = setting_.find(info);
  if (layer == nullptr || !layer->fits || info.storage != Storage::rows ||
      info.scope != Scope::report)
    return std::vector<AmendmentRow>();
  return amendments(" IN (SELECT _id FROM " + quote_name(layer->table.name()) +
                        " WHERE _report=(SELECT n FROM reports WHERE id=?))",
                    id);
}

Result<std::vector<AmendmentRow>> Reader::amendments(const std::string& condition,
                                                     const Id128& parameter) {
  const StoredLayer* layer = setting_.find(layer_info<Amendments>());
  std::vector<AmendmentRow> out;
  if (layer == nullptr || !layer->fits) return out;
  std::array<char, 16> bytes = parameter.bytes();
  Statement statement =
      database_->prepare("SELECT _id, _by, " + layer->table.cells() + " FROM " +
                         quote_name(layer->table.name()) + " WHERE target" + condition);
  statement.bind_blob(as_view(bytes));
  Amendments rows;
  while (true) {
    Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) break;
    Result<void> read = layer->table.append_row(statement, 2, Bounds{}, *database_, &rows);
    if (!read) return read.error();
    if (statement.blob(0).size() != 16) return database_->damaged("an amendment has no id");
    size_t last = rows.target.size() - 1;
    std::span<const Place> evidence = rows.evidence[last];
    out.push_back({RowId(Id128::from_bytes(statement.blob(0))), rows.target[last],
                   std::string(rows.field[last]), std::string(rows.value[last]),
                   std::string(rows.why[last]), std::string(statement.text(1)),
                   std::vector<Place>(evidence.begin(), evidence.end())});
  }
  std::sort(out.begin(), out.end(), [this](const AmendmentRow& a, const AmendmentRow& b) {
    return std::pair(precedence(a.by), a.id) > std::pair(precedence(b.by), b.id);
  });
  return out;
}

// ---- the whole ----------------------------------------------------------------------------------

Result<std::vector<SearchHit>> Reader::search(std::string_view query, size_t limit, size_t offset) {
  std::vector<SearchHit> out;
  Result<std::string> expression = search_expression(*database_, query);
  if (!expression) return expression.error();
  if (expression->empty()) return out;
  auto state = hold();
  if (!state) return state.error();
  Result<std::vector<RawHit>> hits = search_reports(*database_, *expression, limit, offset);
  if (!hits) return hits.error();
  for (RawHit& hit : *hits) out.push_back({ReportId(hit.id), hit.rank, std::move(hit.words)});
  return out;
}

Result<std::vector<SearchHit>> Reader::rank(std::string_view query) {
  std::vector<SearchHit> out;
  Result<std::string> expression = search_expression(*database_, query);
  if (!expression) return expression.error();
  if (expression->empty()) return out;
  Result<std::vector<RawHit>> hits = rank_reports(*database_, *expression, SIZE_MAX, 0);
  if (!hits) return hits.error();
  for (const RawHit& hit : *hits) out.push_back({ReportId(hit.id), hit.rank, {}});
  return out;
}

Result<void> Reader::find_words(std::string_view query, std::vector<SearchHit>& hits) {
  Result<std::string> expression = search_expression(*database_, query);
  if (!expression) return expression.error();
  for (SearchHit& hit : hits) hit.words.clear();
  if (expression->empty()) return {};
  auto state = hold();
  if (!state) return state.error();
  std::vector<RawHit> raw;
  for (const SearchHit& hit : hits) {
    Result<std::optional<Head>> found = head(hit.report);
    if (!found) return found.error();
    raw.push_back({*found ? (*found)->n : -1, hit.report, 0, {}});
  }
  Result<void> done = hearsay::find_words(*database_, *expression, raw);
  if (!done) return done.error();
  for (size_t i = 0; i < hits.size(); ++i) hits[i].words = std::move(raw[i].words);
  return {};
}

Result<StoreCounts> Reader::counts() {
  auto state = hold();
  if (!state) return state.error();
  StoreCounts out;
  Result<int64_t> reports = database_->number("SELECT count(*) FROM reports");
  if (!reports) return reports.error();
  out.reports = static_cast<uint64_t>(*reports);
  out.stale = out.reports;
  if (setting_.all_fit()) {
    Statement statement = database_->prepare("SELECT count(*) FROM reports WHERE analysis=?");
    Result<bool> row = statement.bind(std::string_view(setting_.analysis)).step();
    if (!row) return row.error();
    out.stale = out.reports - static_cast<uint64_t>(statement.integer(0));
  }
  for (const StoredLayer& layer : setting_.layers) {
    Result<uint64_t> rows = uint64_t{0};
    if (layer.fits) rows = layer.table.rows(*database_);
    if (!rows) return rows.error();
    out.rows.emplace_back(layer.table.info().name.name, *rows);
  }
  return out;
}

Result<std::vector<ReportId>> Reader::stale() {
  Statement statement =
      database_->prepare(setting_.all_fit() ? "SELECT id FROM reports WHERE analysis<>? ORDER BY id"
                                            : "SELECT id FROM reports WHERE ? IS NOT NULL ORDER BY "
                                              "id");
  statement.bind(std::string_view(setting_.analysis));
  return ids(std::move(statement));
}

Result<void> Reader::check_file() {
  Result<std::string> integrity = database_->string("PRAGMA integrity_check(1)");
  if (!integrity) return integrity.error();
  if (*integrity != "ok") return database_->damaged(*integrity);
  Result<int64_t> foreign = database_->number("SELECT count(*) FROM pragma_foreign_key_check");
  if (!foreign) return foreign.error();
  if (*foreign != 0) return database_->damaged("rows belong to reports that are not there");
  return {};
}

Result<void> Reader::check_report(const StoredReport& report) {
  if (sha256_hex(report.text.view()) != report.text_sha256)
    return database_->damaged("the text of report " + report.id.hex() + " has changed");
  Result<std::optional<Head>> found = head(report.id);
  if (!found) return found.error();
  Result<Source> from = source(**found);
  if (!from) return from.error();
  if (from->id() != report.id)
    return database_->damaged("the source of report " + report.id.hex() + " has changed");
  for (const StoredLayer& layer : setting_.layers) {
    if (layer.table.info().scope != Scope::report) continue;
    Result<Value> value = stored_layer(**found, layer);
    if (!value) return value.error();
  }
  return {};
}

Result<void> Reader::check_reports() {
  Result<void> sound;
  Result<void> read = each_report([&](const StoredReport& report) {
    sound = check_report(report);
    return sound.ok();
  });
  return sound ? read : sound;
}

Result<void> Reader::check() {
  auto state = hold();
  if (!state) return state.error();
  Result<void> sound = check_file();
  return sound ? check_reports() : sound;
}

}  // namespace hearsay
