// See inputs.hpp.
#include "ingest/inputs/inputs.hpp"

#include <array>
#include <memory>
#include <optional>

#include "ingest/archive/archive.hpp"
#include "ingest/body/body.hpp"
#include "ingest/compression/compression.hpp"
#include "ingest/feed/feed.hpp"
#include "ingest/inputs/recognising.hpp"
#include "ingest/jsonl/jsonl.hpp"
#include "ingest/transcoding/transcoding.hpp"
#include "ingest/warc/warc.hpp"

namespace hearsay {
namespace {

constexpr size_t kHead = 4096;
constexpr size_t kPackedHead = size_t{64} << 10;

// Passes on, counts, and remembers that the receiver wants no more.
class Counting : public SourceSink {
 public:
  explicit Counting(SourceSink& sink) : sink_(sink) {}
  bool add(Source source) override {
    ++counts.reports;
    stopped_ = !sink_.add(std::move(source));
    return !stopped_;
  }
  void fail(Failure failure) override {
    ++counts.failures;
    sink_.fail(std::move(failure));
  }
  bool stopped() const { return stopped_; }

  InputCounts counts;

 private:
  SourceSink& sink_;
  bool stopped_ = false;
};

class Reading {
 public:
  Reading(const Limits& limits, SourceSink& sink) : limits_(limits), sink_(sink) {}

  // `outer` is the expansion of what this stream was unpacked from, null for the outermost.
  void read(BufferedReader& bytes, const std::string& path, InputFormat forced, Expansion* outer);
  InputCounts counts() const { return sink_.counts; }

 private:
  class Files;

  void read_compressed(BufferedReader& bytes, const std::string& path, InputFormat forced,
                       Expansion& expansion);
  void read_members(Compression method, BufferedReader& bytes, const std::string& path,
                    InputFormat forced, Expansion& expansion);
  void read_files(BufferedReader& bytes, const std::string& path, InputFormat forced,
                  Expansion& expansion);
  void read_warc_in(Members& members, bool packed, const std::string& path, Expansion& expansion);
  void read_lines(BufferedReader& bytes, const std::string& path, Wide order);
  void read_report(BufferedReader& bytes, const std::string& path, Format format);
  bool too_deep(const std::string& path, const Expansion* outer);
  void fail(const std::string& path, int64_t offset, std::string reason) {
    sink_.fail({path, offset, std::move(reason)});
  }

  const Limits& limits_;
  Counting sink_;
};

// What is in one archive.
class Reading::Files : public ArchiveVisitor {
 public:
  Files(Reading& reading, const std::string& path, InputFormat forced, Expansion& expansion)
      : reading_(reading), path_(path), forced_(forced), expansion_(expansion) {}

  bool visit(const std::string& name, uint64_t, ByteReader& bytes) override {
    BufferedReader window(bytes);
    reading_.read(window, path_ + "!/" + name, forced_, &expansion_);
    return !reading_.sink_.stopped();
  }
  void fail(const std::string& name, uint64_t at, std::string why) override {
    if (name.empty())
      reading_.fail(path_, static_cast<int64_t>(at), std::move(why));
    else
      reading_.fail(path_ + "!/" + name, -1, std::move(why));
  }
  void pass_over() override { ++reading_.sink_.counts.passed_over; }

 private:
  Reading& reading_;
  const std::string& path_;
  InputFormat forced_;
  Expansion& expansion_;
};

bool is_packing(InputFormat format) {
  return format == InputFormat::archive || format == InputFormat::compressed;
}

// The first bytes of what a compressed stream holds, as far as they can be had.
std::string unpacked_head(std::string_view packed, Compression method, const Limits& limits) {
  MemoryReader memory(packed);
  BufferedReader window(memory);
  Expansion expansion(limits);
  std::unique_ptr<Members> members = open_compressed(method, window, expansion);
  Joined joined(*members);
  BufferedReader unpacked(joined);
  std::optional<Error> damage;
  return std::string(peek_before(unpacked, kHead, damage).substr(0, kHead));
}

bool Reading::too_deep(const std::string& path, const Expansion* outer) {
  if (!outer || outer->depth() + 1 < limits_.container_depth) return false;
  fail(path, 0,
       "packed more than " + std::to_string(limits_.container_depth) +
           " times over: unpack it first");
  return true;
}

void Reading::read_report(BufferedReader& bytes, const std::string& path, Format format) {
  Source source;
  source.path = path;
  source.format = format;
  Result<void> read = read_body(bytes, limits_, source);
  if (!read) return fail(path, read.error().offset, read.error().message);
  sink_.add(std::move(source));
}

void Reading::read_warc_in(Members& members, bool packed, const std::string& path,
                           Expansion& expansion) {
  sink_.counts.passed_over += read_warc(members, packed, path, limits_, expansion, sink_);
}

void Reading::read_members(Compression method, BufferedReader& bytes, const std::string& path,
                           InputFormat forced, Expansion& expansion) {
  std::optional<Error> damage;
  std::string inside = unpacked_head(peek_before(bytes, kPackedHead, damage), method, limits_);
  std::unique_ptr<Members> members = open_compressed(method, bytes, expansion);
  if (forced == InputFormat::warc ||
      (forced == InputFormat::automatic && recognise(inside, path) == InputFormat::warc))
    return read_warc_in(*members, true, path, expansion);
  Joined joined(*members);
  BufferedReader unpacked(joined);
  read(unpacked, path, forced, &expansion);
  if (!sink_.stopped() && joined.skipped() > 0)
    fail(path, -1, std::to_string(joined.skipped()) + " bytes are not of the compressed data");
}

void Reading::read_compressed(BufferedReader& bytes, const std::string& path, InputFormat forced,
                              Expansion& expansion) {
  std::optional<Error> damage;
  Compression method = compression_of(peek_before(bytes, kHead, damage));
  if (method != Compression::none) return read_members(method, bytes, path, forced, expansion);
  std::unique_ptr<ByteReader> filtered = open_filtered(bytes, expansion);
  BufferedReader unpacked(*filtered);
  read(unpacked, path, forced, &expansion);
}

void Reading::read_files(BufferedReader& bytes, const std::string& path, InputFormat forced,
                         Expansion& expansion) {
  Files files(*this, path, forced, expansion);
  read_archive(bytes, limits_, expansion, files);
}

void Reading::read_lines(BufferedReader& bytes, const std::string& path, Wide order) {
  if (order == Wide::no) return read_jsonl(bytes, path, limits_, sink_);
  Utf8Reader utf8(bytes, order == Wide::little ? "utf-16le" : "utf-16be");
  BufferedReader window(utf8);
  read_jsonl(window, path, limits_, sink_);
}

void Reading::read(BufferedReader& bytes, const std::string& path, InputFormat forced,
                   Expansion* outer) {
  std::optional<Error> damage;
  std::string_view view = peek_before(bytes, kHead, damage);
  if (view.empty())
    return fail(path, damage ? damage->offset : 0,
                damage ? damage->message : "empty: there is nothing in it");
  InputFormat seen = recognise(view, path);
  InputFormat format = forced == InputFormat::automatic || is_packing(seen) ? seen : forced;
  if (is_packing(format) && too_deep(path, outer)) return;
  if (is_packing(forced)) forced = InputFormat::automatic;
  Expansion own(limits_, outer);
  switch (format) {
    case InputFormat::text:
      return read_report(bytes, path, Format::text);
    case InputFormat::html:
      return read_report(bytes, path, Format::html);
    case InputFormat::jsonl:
      return read_lines(bytes, path, utf16_order(view));
    case InputFormat::warc:
      return read_warc_in(*open_compressed(Compression::none, bytes, own), false, path, own);
    case InputFormat::feed:
      return read_feed(bytes, path, limits_, sink_);
    case InputFormat::archive:
      return read_files(bytes, path, forced, own);
    case InputFormat::compressed:
      return read_compressed(bytes, path, forced, own);
    case InputFormat::automatic:
      return fail(path, 0, why_no_report(view));
  }
}

}  // namespace

std::span<const std::string_view> names_of(InputFormat) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "auto", "text", "html", "jsonl", "warc", "feed", "archive", "compressed"};
  return kNames;
}

InputCounts read_inputs(ByteReader& bytes, const std::string& path, InputFormat forced,
                        const Limits& limits, SourceSink& sink) {
  BufferedReader window(bytes);
  Reading reading(limits, sink);
  reading.read(window, path, forced, nullptr);
  return reading.counts();
}

}  // namespace hearsay
