// See store.hpp. The facade: a writer if opened for writing, and as many readers as are asked at
// the same time.
#include "store/store.hpp"

#include <cassert>
#include <filesystem>
#include <mutex>
#include <system_error>

#include "store/formats/formats.hpp"
#include "store/reader.hpp"
#include "store/setting.hpp"
#include "store/sqlite/backup.hpp"
#include "store/writer.hpp"

namespace hearsay {

static_assert(Store::kFormat == kStoreFormat && Store::kOldestFormat == kOldestStoreFormat);

namespace {

Error read_only(const std::string& file) {
  return {ErrorKind::usage, "the store is open for reading only", file, -1};
}

}  // namespace

struct Store::Impl {
  explicit Impl(std::shared_ptr<StoreSetting> shared) : setting(std::move(shared)) {}

  std::shared_ptr<StoreSetting> setting;
  std::unique_ptr<Writer> writer;
  std::unique_ptr<Reader> pinned;  // of a snapshot
  std::mutex mutex;
  std::vector<std::unique_ptr<Reader>> idle;
  std::unique_ptr<Database> watch;  // of version()

  // A reader for one call.
  class Lease {
   public:
    Lease(Impl& owner, std::unique_ptr<Reader> reader) : owner_(&owner), own_(std::move(reader)) {}
    explicit Lease(Reader& pinned) : pinned_(&pinned) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (own_ == nullptr) return;
      std::lock_guard lock(owner_->mutex);
      owner_->idle.push_back(std::move(own_));
    }
    Reader* operator->() { return pinned_ != nullptr ? pinned_ : own_.get(); }

   private:
    Impl* owner_ = nullptr;
    std::unique_ptr<Reader> own_;
    Reader* pinned_ = nullptr;
  };

  Result<Lease> lease() {
    if (pinned != nullptr) return Lease(*pinned);
    {
      std::lock_guard lock(mutex);
      if (!idle.empty()) {
        std::unique_ptr<Reader> reader = std::move(idle.back());
        idle.pop_back();
        return Lease(*this, std::move(reader));
      }
    }
    Result<std::unique_ptr<Reader>> reader = Reader::open(*setting);
    if (!reader) return reader.error();
    return Lease(*this, std::move(*reader));
  }

  // Runs one of the reader's functions.
  template <class Read>
  auto read(Read function) -> decltype(function(std::declval<Reader&>())) {
    Result<Lease> reader = lease();
    if (!reader) return reader.error();
    return function(*reader->operator->());
  }
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::~Store() = default;

namespace {

// What a reader has to know before it may trust the file.
Result<void> look_at(StoreSetting& setting) {
  Result<std::unique_ptr<Database>> database =
      Database::open(setting.file, Database::Mode::read, 5000);
  if (!database) return database.error();
  Result<StoreState> state = recognise_store(**database);
  if (!state) return state.error();
  if (*state == StoreState::blank)
    return Error{ErrorKind::missing, "the store is empty; add reports to it first", setting.file,
                 -1};
  if (*state == StoreState::older)
    return Error{ErrorKind::unsupported,
                 "the store has an older format; a command that writes (such as `add`) migrates it",
                 setting.file, -1};
  for (StoredLayer& layer : setting.layers) {
    Result<bool> fits = layer.table.fits(**database);
    if (!fits) return fits.error();
    layer.fits = *fits;
  }
  return {};
}

// Who died while a store was made left a rollback journal, which a connection for reading cannot
// undo. False if there is none, or it cannot be undone.
bool undo_making(const std::string& file, int wait_ms) {
  std::error_code error;
  if (!std::filesystem::exists(file + "-journal", error)) return false;
  Result<std::unique_ptr<Database>> database = Database::open(file, Database::Mode::write, wait_ms);
  return database.ok() && (*database)->number("PRAGMA user_version").ok();
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const std::string& file, Open mode,
                                           const Pipeline& pipeline, const Resources& resources,
                                           int wait_ms) {
  auto impl = std::make_unique<Impl>(std::make_shared<StoreSetting>(file, pipeline, resources));
  if (mode == Open::write) {
    Result<std::unique_ptr<Writer>> writer = Writer::open(*impl->setting, wait_ms);
    if (!writer) return writer.error();
    impl->writer = std::move(*writer);
  } else {
    Result<void> known = look_at(*impl->setting);
    if (!known && undo_making(file, wait_ms)) known = look_at(*impl->setting);
    if (!known) return known.error();
  }
  return std::unique_ptr<Store>(new Store(std::move(impl)));
}

// ---- writing ------------------------------------------------------------------------------------

Result<bool> Store::contains(const ReportId& id) {
  if (impl_->writer != nullptr) return impl_->writer->contains(id);
  return impl_->read([&](Reader& reader) { return reader.contains(id); });
}

Result<void> Store::add(const Document& document) {
  if (impl_->writer == nullptr) return read_only(impl_->setting->file);
  return impl_->writer->add(document);
}

Result<bool> Store::add_path(const ReportId& id, const std::string& path) {
  if (impl_->writer == nullptr) return read_only(impl_->setting->file);
  return impl_->writer->add_path(id, path);
}

Result<bool> Store::would_supersede(const ReportId& id, const Source& source) {
  if (impl_->writer == nullptr) return read_only(impl_->setting->file);
  return impl_->writer->would_supersede(id, source);
}

Result<void> Store::supersede(const Document& document) {
  if (impl_->writer == nullptr) return read_only(impl_->setting->file);
  return impl_->writer->supersede(document);
}

Result<void> Store::replace(const Document& document) {
  if (impl_->writer == nullptr) return read_only(impl_->setting->file);
  return impl_->writer->replace(document);
}

Result<bool> Store::remove(const ReportId& id) {
  if (impl_->writer == nullptr) return read_only(impl_->setting->file);
  return impl_->writer->remove(id);
}

Result<void> Store::put_table(const std::string& by, const LayerInfo& info, const void* layer) {
  if (impl_->writer == nullptr) return read_only(impl_->setting->file);
  return impl_->writer->put_table(by, info, layer);
}

Result<void> Store::commit() {
  if (impl_->writer == nullptr) return read_only(impl_->setting->file);
  return impl_->writer->commit();
}

// ---- reading ------------------------------------------------------------------------------------

Result<void> Store::each_report(const std::function<bool(const StoredReport&)>& visitor) const {
  return impl_->read([&](Reader& reader) { return reader.each_report(visitor); });
}

Result<std::optional<StoredReport>> Store::report(const ReportId& id) const {
  return impl_->read([&](Reader& reader) { return reader.report(id); });
}

Result<std::vector<ReportId>> Store::by_prefix(std::string_view hex, size_t limit) const {
  return impl_->read([&](Reader& reader) { return reader.by_prefix(hex, limit); });
}

Result<std::vector<ReportId>> Store::by_place(std::string_view path_or_url) const {
  return impl_->read([&](Reader& reader) { return reader.by_place(path_or_url); });
}

Result<std::optional<Source>> Store::source(const ReportId& id) const {
  return impl_->read([&](Reader& reader) { return reader.source(id); });
}

Result<std::shared_ptr<const void>> Store::layer(const ReportId& id, const LayerInfo& info) const {
  return impl_->read([&](Reader& reader) { return reader.layer(id, info); });
}

Result<void> Store::visit(std::span<const Wanted> wanted, const Visitor& visitor) const {
  return impl_->read([&](Reader& reader) { return reader.visit(wanted, visitor); });
}

Result<void> Store::visit_some(std::span<const ReportId> ids, std::span<const Wanted> wanted,
                               const Visitor& visitor) const {
  return impl_->read([&](Reader& reader) { return reader.visit_some(ids, wanted, visitor); });
}

Result<void> Store::each_row(const LayerInfo& info,
                             const std::function<bool(const StoredRow&)>& visitor) const {
  return impl_->read([&](Reader& reader) { return reader.each_row(info, visitor); });
}

Result<std::optional<RowId>> Store::row_id(const ReportId& id, std::string_view layer,
                                           uint32_t index) const {
  return impl_->read([&](Reader& reader) { return reader.row_id(id, layer, index); });
}

Result<std::shared_ptr<const void>> Store::table(const LayerInfo& info, std::string_view by) const {
  return impl_->read([&](Reader& reader) { return reader.table(info, by); });
}

Result<std::optional<FoundRow>> Store::find_row(const RowId& id) const {
  return impl_->read([&](Reader& reader) { return reader.find_row(id); });
}

Result<std::optional<FoundRow>> Store::find_row(const RowId& id, const LayerInfo& info) const {
  return impl_->read([&](Reader& reader) { return reader.find_row(id, info); });
}

Result<std::vector<AmendmentRow>> Store::amendments(const RowId& target) const {
  return impl_->read([&](Reader& reader) { return reader.amendments(target); });
}

Result<std::vector<AmendmentRow>> Store::amendments(const ReportId& id,
                                                    const LayerInfo& info) const {
  return impl_->read([&](Reader& reader) { return reader.amendments(id, info); });
}

Result<std::vector<SearchHit>> Store::search(std::string_view query, size_t limit,
                                             size_t offset) const {
  return impl_->read([&](Reader& reader) { return reader.search(query, limit, offset); });
}

Result<std::vector<SearchHit>> Store::rank(std::string_view query) const {
  return impl_->read([&](Reader& reader) { return reader.rank(query); });
}

Result<void> Store::find_words(std::string_view query, std::vector<SearchHit>& hits) const {
  return impl_->read([&](Reader& reader) { return reader.find_words(query, hits); });
}

Result<StoreCounts> Store::counts() const {
  return impl_->read([](Reader& reader) { return reader.counts(); });
}

Result<std::vector<ReportId>> Store::stale() const {
  return impl_->read([](Reader& reader) { return reader.stale(); });
}

Result<void> Store::check() const {
  Result<void> sound = impl_->read([](Reader& reader) { return reader.check(); });
  if (!sound) return sound;
  if (impl_->writer != nullptr) return impl_->writer->check();
  StoreSetting setting(impl_->setting->file, pipeline(), resources());
  Result<std::unique_ptr<Writer>> writer = Writer::open(setting, 5000);
  if (!writer) return writer.error();
  return (*writer)->check();
}

Result<int64_t> Store::version() const {
  std::lock_guard lock(impl_->mutex);
  if (impl_->watch == nullptr) {
    Result<std::unique_ptr<Database>> opened =
        Database::open(impl_->setting->file, Database::Mode::read, 5000);
    if (!opened) return opened.error();
    impl_->watch = std::move(*opened);
  }
  return impl_->watch->number("PRAGMA data_version");
}

Result<std::unique_ptr<Store>> Store::snapshot() const {
  auto impl = std::make_unique<Impl>(impl_->setting);
  Result<std::unique_ptr<Reader>> reader = Reader::open(*impl->setting);
  if (!reader) return reader.error();
  Result<void> pinned = (*reader)->pin();
  if (!pinned) return pinned.error();
  impl->pinned = std::move(*reader);
  return std::unique_ptr<Store>(new Store(std::move(impl)));
}

Result<void> Store::backup(const std::string& file) const {
  return impl_->read([&](Reader& reader) { return copy_database(reader.database(), file); });
}

const Pipeline& Store::pipeline() const {
  return impl_->setting->pipeline;
}
const Resources& Store::resources() const {
  return impl_->setting->resources;
}

}  // namespace hearsay
