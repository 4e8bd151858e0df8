// See writer.hpp.
#include "store/writer.hpp"

#include <array>

#include "base/hash.hpp"
#include "document/packed.hpp"
#include "ingest/characters/characters.hpp"
#include "store/claims.hpp"
#include "store/formats/formats.hpp"
#include "store/search/search.hpp"

namespace hearsay {
namespace {

// SQLite's own limit on one value, less some room for what goes with it.
constexpr size_t kMostBytes = 900'000'000;

std::string_view as_view(const std::array<char, 16>& bytes) {
  return {bytes.data(), bytes.size()};
}

Error not_there(const ReportId& id) {
  return {ErrorKind::missing, "there is no report " + id.hex() + " in the store", "", -1};
}

// The layer of that name in the document, with what describes it; null where there is none.
struct NamedLayer {
  const LayerInfo* info = nullptr;
  const void* layer = nullptr;
};

NamedLayer find_layer(const Pipeline& pipeline, const Document& document, std::string_view name) {
  const Pipeline::Stage* stage = pipeline.find(name);
  if (stage == nullptr || stage->reduces) return {};
  const void* layer = document.find(stage->output.key);
  if (layer == nullptr) return {};
  return {stage->layer, layer};
}

const ColumnInfo* find_column(const LayerInfo* info, std::string_view name, CellType type) {
  if (info == nullptr) return nullptr;
  for (const ColumnInfo& column : info->columns)
    if (column.name == name && column.type == type) return &column;
  return nullptr;
}

// The kept spans by the layer `roles`; none where no stage says.
std::optional<std::vector<Span>> find_kept(const NamedLayer& roles) {
  const ColumnInfo* span = find_column(roles.info, "span", CellType::span);
  const ColumnInfo* kept = find_column(roles.info, "kept", CellType::flag);
  if (span == nullptr || kept == nullptr) return std::nullopt;
  std::vector<Span> out;
  for (size_t row = 0; row < roles.info->size(roles.layer); ++row)
    if (kept->get(roles.layer, row).number != 0) out.push_back(span->get(roles.layer, row).span);
  return out;
}

// The title that the layer `metadata` has chosen; empty where there is none.
std::string find_title(const NamedLayer& metadata) {
  const ColumnInfo* field = find_column(metadata.info, "field", CellType::choice);
  const ColumnInfo* value = find_column(metadata.info, "value", CellType::text);
  const ColumnInfo* chosen = find_column(metadata.info, "chosen", CellType::flag);
  if (field == nullptr || value == nullptr || chosen == nullptr) return "";
  for (size_t row = 0; row < metadata.info->size(metadata.layer); ++row) {
    auto choice = static_cast<size_t>(field->get(metadata.layer, row).number);
    if (field->choices[choice] == "title" && chosen->get(metadata.layer, row).number != 0)
      return std::string(value->get(metadata.layer, row).text);
  }
  return "";
}

Result<void> make_ready(Database& database) {
  Result<StoreState> state = recognise_store(database);
  if (!state) return state.error();
  if (*state == StoreState::blank) {
    Result<void> done = database.execute("PRAGMA page_size=8192");
    if (!done) return done;
  }
  Result<void> done = database.execute(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
      "PRAGMA wal_autocheckpoint=2000; PRAGMA journal_size_limit=67108864; "
      "PRAGMA secure_delete=FAST;");
  if (!done) return done;
  if (*state == StoreState::blank) return create_store(database);
  if (*state == StoreState::older) return migrate_store(database);
  return {};
}

// Tables of layers that have other columns now are made anew; all reports then wait for reanalysis.
Result<void> fit_layers(Database& database, StoreSetting& setting) {
  Result<Transaction> all = Transaction::begin(database, Transaction::Kind::writing);
  if (!all) return all.error();
  for (StoredLayer& layer : setting.layers) {
    Result<bool> fits = layer.table.fits(database);
    if (!fits) return fits.error();
    if (*fits) continue;
    Result<void> done = layer.table.rebuild(database);
    if (done && layer.table.info().scope == Scope::report)
      done = database.execute("UPDATE reports SET analysis='' WHERE analysis<>''");
    if (!done) return done;
  }
  Result<void> done = all->commit();
  for (StoredLayer& layer : setting.layers) layer.fits = done.ok();
  return done;
}

}  // namespace

struct Writer::Encoded {
  std::string_view text;
  std::string text_digest, kept_text, kept, packed_text, packed_source, authors, title;
  bool has_kept = false;
  bool text_is_source = false;
  Problems problems;
  std::string encoding;
  struct LayerRows {
    const StoredLayer* layer;
    const void* rows;
    std::vector<RowId> ids;
  };
  std::vector<LayerRows> layers;
};

Result<std::unique_ptr<Writer>> Writer::open(StoreSetting& setting, int wait_ms) {
  Result<std::unique_ptr<WriterLock>> lock = WriterLock::take(setting.file, wait_ms);
  if (!lock) return lock.error();
  Result<std::unique_ptr<Database>> database =
      Database::open(setting.file, Database::Mode::create, wait_ms);
  if (!database) return database.error();
  Result<void> ready = make_ready(**database);
  if (ready) ready = prepare_search(**database, setting.most_unpacked());
  if (ready) ready = fit_layers(**database, setting);
  if (!ready) return ready.error();
  return std::unique_ptr<Writer>(new Writer(setting, std::move(*lock), std::move(*database)));
}

Writer::~Writer() {
  if (database_->in_transaction()) static_cast<void>(database_->prepare("ROLLBACK").run());
}

// ---- transactions -------------------------------------------------------------------------------

Result<void> Writer::begin() {
  if (!failed_) return failed_;
  if (database_->in_transaction()) return {};
  return database_->prepare("BEGIN IMMEDIATE").run();
}

Result<void> Writer::settle(Result<void> done) {
  if (done) return done;
  Error error = done.error();
  error.message += "; what was added since the last commit is not stored";
  failed_ = error;
  if (database_->in_transaction()) static_cast<void>(database_->prepare("ROLLBACK").run());
  return failed_;
}

Result<void> Writer::commit() {
  if (!failed_) {
    Result<void> told = failed_;
    failed_ = {};
    return told;
  }
  if (!database_->in_transaction()) return {};
  Result<void> done = settle(database_->prepare("COMMIT").run());
  failed_ = {};
  return done;
}

// ---- adding -------------------------------------------------------------------------------------

Writer::Encoded Writer::encode(const Document& document) {
  Encoded out;
  const auto& source = document.get<Source>();
  const Text* text = document.find<Text>();
  if (text != nullptr) out.text = text->view();
  Sha256 digest;
  digest.add(out.text);
  out.text_digest = digest.finish();
  out.text_is_source = out.text == source.bytes;
  if (!out.text_is_source) out.packed_text = compression_.pack(out.text);
  out.packed_source = compression_.pack(source.bytes);
  out.authors = pack_strings(source.authors);
  out.problems = setting_.pipeline.problems(document, setting_.resources);
  if (const auto* characters = document.find<Characters>()) out.encoding = characters->encoding;
  out.title = find_title(find_layer(setting_.pipeline, document, "metadata"));
  auto kept = find_kept(find_layer(setting_.pipeline, document, "roles"));
  out.has_kept = kept.has_value();
  if (kept) {
    std::vector<Span> spans = tidy_spans(*kept, static_cast<uint32_t>(out.text.size()));
    out.kept = pack_spans(spans);
    out.kept_text = keep_only(out.text, spans);
  } else {
    out.kept_text = out.text;
  }
  if (text != nullptr) out.layers.push_back({&setting_.layers.front(), &text->offsets(), {}});
  for (const Pipeline::Stage& stage : setting_.pipeline.stages()) {
    const StoredLayer* layer = stage.layer == nullptr ? nullptr : setting_.find(*stage.layer);
    const void* rows =
        layer == nullptr || stage.reduces ? nullptr : document.find(stage.output.key);
    if (rows == nullptr) continue;
    assert(columns_are_level(*stage.layer, rows) && "a stage made columns of unequal length");
    std::vector<RowId> ids;
    if (stage.layer->storage == Storage::rows) ids = row_ids(*stage.layer, rows, document.id());
    out.layers.push_back({layer, rows, std::move(ids)});
  }
  return out;
}

Result<int64_t> Writer::find(const ReportId& id) {
  std::array<char, 16> bytes = id.bytes();
  Statement statement = database_->prepare("SELECT n FROM reports WHERE id=?");
  Result<bool> row = statement.bind_blob(as_view(bytes)).step();
  if (!row) return row.error();
  return *row ? statement.integer(0) : 0;
}

Result<bool> Writer::contains(const ReportId& id) {
  Result<int64_t> n = find(id);
  if (!n) return n.error();
  return *n != 0;
}

Result<void> Writer::insert_report(const Document& document, const Encoded& encoded, int64_t& n) {
  const auto& source = document.get<Source>();
  std::array<char, 16> id = document.id().bytes();
  Statement statement =
      database_->prepare("INSERT INTO reports VALUES(NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
  statement.bind_blob(as_view(id))
      .bind(static_cast<int64_t>(source.format))
      .bind(std::string_view(source.url))
      .bind(std::string_view(source.external_id))
      .bind(std::string_view(source.publisher))
      .bind(std::string_view(source.fetched))
      .bind(std::string_view(encoded.encoding))
      .bind(std::string_view(setting_.analysis))
      .bind_blob(encoded.text_digest)
      .bind(static_cast<int64_t>(encoded.text.size()))
      .bind(static_cast<int64_t>(source.bytes.size()))
      .bind(std::string_view(encoded.title));
  if (encoded.has_kept)
    statement.bind_blob(encoded.kept);
  else
    statement.bind_null();
  if (encoded.text_is_source)
    statement.bind_null();
  else
    statement.bind_blob(encoded.packed_text);
  Result<void> done = statement.run();
  n = database_->last_row();
  return done;
}

Result<void> Writer::insert_source(const Source& source, const Encoded& encoded, int64_t n) {
  return database_->prepare("INSERT INTO sources VALUES(?,?,?,?,?,?,?)")
      .bind(n)
      .bind(std::string_view(source.charset))
      .bind(std::string_view(source.title))
      .bind(std::string_view(source.published))
      .bind_blob(encoded.authors)
      .bind(std::string_view(source.full_digest))
      .bind_blob(encoded.packed_source)
      .run();
}

Result<void> Writer::insert_problems(const Problems& problems, int64_t n, bool of_source) {
  if (problems.empty()) return {};
  Statement statement = database_->prepare("INSERT INTO problems VALUES(?,?,?,?,?,?)");
  for (size_t row = 0; row < problems.size(); ++row) {
    const Problem& problem = problems[row];
    Result<void> done = statement.bind(n)
                            .bind(int64_t{of_source})
                            .bind(static_cast<int64_t>(row))
                            .bind(std::string_view(problem.code))
                            .bind(std::string_view(problem.message))
                            .bind(problem.offset)
                            .run();
    if (!done) return done;
  }
  return {};
}

Result<void> Writer::insert_path(const std::string& path, int64_t n) {
  return database_->prepare("INSERT OR IGNORE INTO paths VALUES(?,?)")
      .bind(std::string_view(path))
      .bind(n)
      .run();
}

Result<void> Writer::insert_layers(const Document&, const Encoded& encoded, int64_t n) {
  for (const Encoded::LayerRows& one : encoded.layers) {
    Result<void> done = one.layer->table.write(*database_, compression_, n, one.rows, one.ids);
    if (!done) return done;
  }
  return {};
}

Result<void> Writer::index(const Encoded& encoded, int64_t n) {
  return index_report(*database_, n, encoded.title, encoded.kept_text);
}

// What stands in the index is made again from what it was made of.
Result<void> Writer::unindex(int64_t n) {
  Statement statement = database_->prepare("SELECT title, text FROM searchable WHERE n=?");
  Result<bool> row = statement.bind(n).step();
  if (!row) return row.error();
  if (!*row) return database_->damaged("a report has no source");
  std::string title(statement.text(0));
  std::string text(statement.text(1));
  statement.reset();
  return unindex_report(*database_, n, title, text);
}

Result<void> Writer::insert(const Document& document, const Encoded& encoded) {
  const auto& source = document.get<Source>();
  int64_t n = 0;
  Result<void> done = insert_report(document, encoded, n);
  if (done) done = insert_source(source, encoded, n);
  if (done) done = insert_path(source.path, n);
  if (done) done = insert_problems(source.problems, n, true);
  if (done) done = insert_problems(encoded.problems, n, false);
  if (done) done = insert_layers(document, encoded, n);
  return done ? index(encoded, n) : done;
}

Result<void> Writer::add(const Document& document) {
  Result<void> ready = begin();
  if (!ready) return ready;
  Result<int64_t> known = find(document.id());
  if (!known) return settle(known.error());
  if (*known != 0)
    return Error{ErrorKind::usage, "report " + document.id().hex() + " is in the store already", "",
                 -1};
  const Text* text = document.find<Text>();
  if (document.get<Source>().bytes.size() > kMostBytes ||
      (text != nullptr && text->size() > kMostBytes))
    return Error{ErrorKind::unsupported, "a report of more than 900 MB cannot be stored",
                 document.get<Source>().path, -1};
  return settle(insert(document, encode(document)));
}

Result<bool> Writer::add_path(const ReportId& id, const std::string& path) {
  Result<void> ready = begin();
  if (!ready) return ready.error();
  Result<int64_t> n = find(id);
  if (!n) return settle(n.error()).error();
  if (*n == 0) return not_there(id);
  Result<void> done = settle(insert_path(path, *n));
  if (!done) return done.error();
  return database_->changes() > 0;
}

// ---- changing -----------------------------------------------------------------------------------

Result<void> Writer::update_report(const Encoded& encoded, int64_t n) {
  Statement statement = database_->prepare(
      "UPDATE reports SET encoding=?, analysis=?, text_sha256=?, text_size=?, title=?, kept=?, "
      "text=? WHERE n=?");
  statement.bind(std::string_view(encoded.encoding))
      .bind(std::string_view(setting_.analysis))
      .bind_blob(encoded.text_digest)
      .bind(static_cast<int64_t>(encoded.text.size()))
      .bind(std::string_view(encoded.title));
  if (encoded.has_kept)
    statement.bind_blob(encoded.kept);
  else
    statement.bind_null();
  if (encoded.text_is_source)
    statement.bind_null();
  else
    statement.bind_blob(encoded.packed_text);
  return statement.bind(n).run();
}

// What belongs to the report's id stays as it is.
Result<void> Writer::update_source(const Source& source, const Encoded& encoded, int64_t n) {
  Result<void> done =
      database_->prepare("UPDATE reports SET format=?, fetched=?, source_size=? WHERE n=?")
          .bind(static_cast<int64_t>(source.format))
          .bind(std::string_view(source.fetched))
          .bind(static_cast<int64_t>(source.bytes.size()))
          .bind(n)
          .run();
  if (done) done = database_->prepare("DELETE FROM sources WHERE report=?").bind(n).run();
  if (done) done = insert_source(source, encoded, n);
  if (done)
    done = database_->prepare("DELETE FROM problems WHERE report=? AND of_source=1").bind(n).run();
  return done ? insert_problems(source.problems, n, true) : done;
}

Result<void> Writer::update(const Document& document, const Encoded& encoded, int64_t n,
                            Part part) {
  Result<void> done = unindex(n);
  if (done && part == Part::all) done = update_source(document.get<Source>(), encoded, n);
  if (done) done = update_report(encoded, n);
  if (done)
    done = database_->prepare("DELETE FROM problems WHERE report=? AND of_source=0").bind(n).run();
  for (const StoredLayer& layer : setting_.layers)
    if (done && layer.table.info().scope == Scope::report) done = layer.table.erase(*database_, n);
  if (done) done = insert_problems(encoded.problems, n, false);
  if (done) done = insert_layers(document, encoded, n);
  return done ? index(encoded, n) : done;
}

Result<void> Writer::change(const Document& document, Part part) {
  Result<void> ready = begin();
  if (!ready) return ready;
  Result<int64_t> n = find(document.id());
  if (!n) return settle(n.error());
  if (*n == 0) return not_there(document.id());
  return settle(update(document, encode(document), *n, part));
}

Result<void> Writer::replace(const Document& document) {
  return change(document, Part::analysis);
}

Result<void> Writer::supersede(const Document& document) {
  return change(document, Part::all);
}

Result<bool> Writer::would_supersede(const ReportId& id, const Source& source) {
  Result<int64_t> n = find(id);
  if (!n) return n.error();
  if (*n == 0) return not_there(id);
  Result<Source> stored = read_claims(*database_, *n);
  if (!stored) return stored.error();
  return is_kept_over(source, *stored);
}

Result<void> Writer::erase(int64_t n) {
  Result<void> done = unindex(n);
  // Everything else that belongs to the report goes with it (ON DELETE CASCADE).
  return done ? database_->prepare("DELETE FROM reports WHERE n=?").bind(n).run() : done;
}

Result<bool> Writer::remove(const ReportId& id) {
  Result<void> ready = begin();
  if (!ready) return ready.error();
  Result<int64_t> n = find(id);
  if (!n) return settle(n.error()).error();
  if (*n == 0) return false;
  Result<void> done = settle(erase(*n));
  if (!done) return done.error();
  return true;
}

Result<void> Writer::put_table(const std::string& by, const LayerInfo& info, const void* layer) {
  const StoredLayer* stored = setting_.find(info);
  if (stored == nullptr || info.scope != Scope::collection)
    return Error{ErrorKind::usage,
                 "layer " + std::string(info.name.name) + " is not of the collection", "", -1};
  Result<void> ready = begin();
  if (!ready) return ready;
  Result<void> done = stored->table.erase_by(*database_, by);
  if (done) done = stored->table.write_by(*database_, by, layer, row_ids(info, layer, ReportId()));
  return settle(done);
}

Result<void> Writer::check() {
  Result<void> ready = begin();
  return ready ? check_search(*database_) : ready;
}

}  // namespace hearsay
