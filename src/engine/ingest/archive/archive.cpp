// See archive.hpp.
#include "ingest/archive/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "ingest/body/body.hpp"

namespace hearsay {
namespace {

constexpr size_t kBlock = size_t{64} << 10;

struct FreeArchive {
  void operator()(struct archive* a) const { archive_read_free(a); }
};
using ArchivePointer = std::unique_ptr<struct archive, FreeArchive>;

// libarchive turns names into the locale of the thread. While this lives that is UTF-8, so that
// names do not depend on where the program runs.
class Utf8Names {
 public:
  Utf8Names() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_) before_ = uselocale(locale_);
  }
  ~Utf8Names() {
    if (!locale_) return;
    uselocale(before_);
    freelocale(locale_);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  locale_t locale_;
  locale_t before_{};
};

// What libarchive reads from. Damage below looks like the end to it, so that it gives what came
// before.
class Feed {
 public:
  Feed(BufferedReader& packed, Expansion& expansion) : packed_(packed), expansion_(expansion) {}

  bool open(struct archive* a) {
    return archive_read_open(a, this, nullptr, &Feed::give, nullptr) == ARCHIVE_OK;
  }
  const std::optional<Error>& damage() const { return damage_; }
  // What went wrong: below, or else what libarchive says.
  Error error_of(struct archive* a) const {
    if (damage_) return *damage_;
    const char* text = archive_error_string(a);
    return {ErrorKind::damaged, text ? text : "the archive is damaged", "",
            static_cast<int64_t>(packed_.at())};
  }

 private:
  static la_ssize_t give(struct archive*, void* self, const void** bytes) {
    return static_cast<Feed*>(self)->next(bytes);
  }
  la_ssize_t next(const void** bytes) {
    packed_.consume(held_);
    std::string_view block = peek_before(packed_, kBlock, damage_).substr(0, kBlock);
    held_ = block.size();
    expansion_.took(held_);
    *bytes = block.data();
    return static_cast<la_ssize_t>(held_);
  }

  BufferedReader& packed_;
  Expansion& expansion_;
  size_t held_ = 0;  // bytes that libarchive still looks at
  std::optional<Error> damage_;
};

// The bytes of the current file; holes of sparse files are zeros.
class FileReader : public ByteReader {
 public:
  FileReader(struct archive* a, const Feed& feed, Expansion& expansion)
      : archive_(a), feed_(feed), expansion_(expansion) {}

  Result<size_t> read(std::span<char> into) override {
    if (into.empty()) return size_t{0};
    while (block_.empty() && hole_ == 0 && !ended_ && !error_) next_block();
    size_t count = 0;
    if (hole_ > 0) {
      count = static_cast<size_t>(std::min<uint64_t>(hole_, into.size()));
      std::memset(into.data(), 0, count);
      hole_ -= count;
    } else if (!block_.empty()) {
      count = block_.copy(into.data(), into.size());
      block_.remove_prefix(count);
    } else if (error_) {
      return *error_;
    }
    at_ += count;
    if (expansion_.gave(count)) return count;
    block_ = {};
    hole_ = 0;
    error_ = expansion_.error("the file");
    return *error_;
  }

 private:
  void next_block() {
    const void* bytes = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    int code = archive_read_data_block(archive_, &bytes, &size, &offset);
    ended_ = code == ARCHIVE_EOF;
    if (code != ARCHIVE_OK && code != ARCHIVE_EOF) error_ = feed_.error_of(archive_);
    // A warning may come with bytes.
    if (code != ARCHIVE_OK && code != ARCHIVE_WARN) return;
    block_ = std::string_view(static_cast<const char*>(bytes), size);
    auto begin = static_cast<uint64_t>(std::max<la_int64_t>(offset, 0));
    hole_ = begin > at_ ? begin - at_ : 0;
  }

  struct archive* archive_;
  const Feed& feed_;
  Expansion& expansion_;
  std::string_view block_;
  uint64_t hole_ = 0;  // zeros before block_
  uint64_t at_ = 0;
  bool ended_ = false;
  std::optional<Error> error_;
};

std::string escape_controls(std::string_view name) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (char c : name) {
    auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F) {
      out += c;
      continue;
    }
    out += "\\x";
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

bool is_file(struct archive_entry* entry, std::string_view name) {
  return archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr &&
         !name.starts_with("__MACOSX/");
}

class Walk {
 public:
  Walk(BufferedReader& packed, const Limits& limits, Expansion& expansion, ArchiveVisitor& visitor)
      : limits_(limits), expansion_(expansion), visitor_(visitor), feed_(packed, expansion) {}

  void run();

 private:
  int next_header();
  bool read_entry();
  void fail(const std::string& name, std::string why) {
    auto at = archive_read_header_position(archive_.get());
    visitor_.fail(name, static_cast<uint64_t>(std::max<la_int64_t>(at, 0)), std::move(why));
  }

  const Limits& limits_;
  Expansion& expansion_;
  ArchiveVisitor& visitor_;
  Feed feed_;
  ArchivePointer archive_{archive_read_new()};
  struct archive_entry* entry_ = nullptr;
  std::string name_;
  uint64_t count_ = 0;
};

int Walk::next_header() {
  Utf8Names names;
  int code = ARCHIVE_RETRY;
  for (int tries = 0; code == ARCHIVE_RETRY && tries < 16; ++tries)
    code = archive_read_next_header(archive_.get(), &entry_);
  if (code != ARCHIVE_OK && code != ARCHIVE_WARN) return code;
  ++count_;
  const char* name = archive_entry_pathname(entry_);
  if (!name) name = archive_entry_pathname_utf8(entry_);
  name_ = name && *name ? escape_controls(name) : "member " + std::to_string(count_);
  return ARCHIVE_OK;
}

// False ends the walk.
bool Walk::read_entry() {
  if (count_ > limits_.members) {
    fail("", "holds more than " + std::to_string(limits_.members) + " files; the rest is left out");
    return false;
  }
  expansion_.begin_member();
  if (!is_file(entry_, name_)) {
    visitor_.pass_over();
    return true;
  }
  if (archive_entry_is_encrypted(entry_)) {
    fail(name_, "is encrypted: unpack it with its password first");
    return true;
  }
  FileReader bytes(archive_.get(), feed_, expansion_);
  auto at = archive_read_header_position(archive_.get());
  return visitor_.visit(name_, static_cast<uint64_t>(std::max<la_int64_t>(at, 0)), bytes);
}

void Walk::run() {
  struct archive* a = archive_.get();
  bool ready = a && archive_read_support_format_tar(a) >= ARCHIVE_WARN &&
               archive_read_support_format_zip_streamable(a) >= ARCHIVE_WARN && feed_.open(a);
  int code = ready ? next_header() : ARCHIVE_FATAL;
  while (code == ARCHIVE_OK) {
    if (!read_entry()) return;
    code = next_header();
  }
  if (feed_.damage() || code != ARCHIVE_EOF) {
    Error error = a ? feed_.error_of(a) : Error{ErrorKind::system, "no memory for the archive"};
    return visitor_.fail("", static_cast<uint64_t>(std::max<int64_t>(error.offset, 0)),
                         "the archive cannot be read further: " + error.message);
  }
  if (count_ == 0) visitor_.fail("", 0, "empty: the archive holds no files");
}

// A stream that is compressed as a whole.
class Filtered : public ByteReader {
 public:
  Filtered(BufferedReader& packed, Expansion& expansion)
      : feed_(packed, expansion), file_(archive_.get(), feed_, expansion) {}

  Result<size_t> read(std::span<char> into) override {
    if (!opened_) open();
    if (failed_) return *failed_;
    if (empty_) return size_t{0};
    Result<size_t> got = file_.read(into);
    if (got && *got == 0 && feed_.damage()) return *feed_.damage();
    return got;
  }

 private:
  void open() {
    opened_ = true;
    struct archive* a = archive_.get();
    bool ready = a && archive_read_support_filter_bzip2(a) == ARCHIVE_OK &&
                 archive_read_support_filter_xz(a) == ARCHIVE_OK &&
                 archive_read_support_format_raw(a) >= ARCHIVE_WARN &&
                 archive_read_support_format_empty(a) >= ARCHIVE_WARN && feed_.open(a);
    struct archive_entry* entry = nullptr;
    int code = ready ? archive_read_next_header(a, &entry) : ARCHIVE_FATAL;
    empty_ = code == ARCHIVE_EOF;
    if (code != ARCHIVE_OK && !empty_)
      failed_ = a ? feed_.error_of(a) : Error{ErrorKind::system, "no memory for decompression"};
  }

  Feed feed_;
  ArchivePointer archive_{archive_read_new()};
  FileReader file_;
  bool opened_ = false;
  bool empty_ = false;
  std::optional<Error> failed_;
};

}  // namespace

void read_archive(BufferedReader& packed, const Limits& limits, Expansion& expansion,
                  ArchiveVisitor& visitor) {
  Walk(packed, limits, expansion, visitor).run();
}

std::unique_ptr<ByteReader> open_filtered(BufferedReader& packed, Expansion& expansion) {
  return std::make_unique<Filtered>(packed, expansion);
}

}  // namespace hearsay
