// See warc.hpp.
#include "ingest/warc/warc.hpp"

#include <algorithm>
#include <optional>

#include "base/ascii.hpp"
#include "ingest/body/body.hpp"
#include "ingest/warc/http.hpp"
#include "ingest/warc/page.hpp"
#include "ingest/warc/run.hpp"

namespace hearsay {
namespace {

constexpr size_t kHeader = size_t{64} << 10;
constexpr size_t kPiece = size_t{64} << 10;

// Size of "WARC/1.0" with its line end at the start of `text`, 0 if there is none.
size_t version_line(std::string_view text) {
  if (!text.starts_with("WARC/") || text.size() < 9) return 0;
  size_t at = 5;
  while (at < text.size() && at < 12 && (ascii::is_digit(text[at]) || text[at] == '.')) ++at;
  if (at == 5) return 0;
  if (text.substr(at).starts_with("\r\n")) return at + 2;
  return text.substr(at).starts_with('\n') ? at + 1 : 0;
}

// True if a record begins here: the version line, then a field that WARC headers have.
bool begins_record(std::string_view text) {
  size_t line = version_line(text);
  if (line == 0) return false;
  std::string_view field = text.substr(line);
  return starts_with_nocase(field, "warc-") || starts_with_nocase(field, "content-");
}

// Offset of the first place in `text`, from `from` on, where a record begins; npos if none.
size_t find_record(std::string_view text, size_t from) {
  size_t at = text.find("WARC/", from);
  while (at != std::string_view::npos && !begins_record(text.substr(at, 64)))
    at = text.find("WARC/", at + 1);
  return at;
}

class Reader {
 public:
  Reader(Members& members, bool packed, const std::string& path, const Limits& limits,
         Expansion& expansion, SourceSink& sink)
      : run_(members),
        packed_(packed),
        path_(path),
        limits_(limits),
        expansion_(expansion),
        sink_(sink) {}

  uint64_t read_all();

 private:
  void read_run();
  bool read_one();
  void skip_blank_lines();
  void resynchronise(uint64_t at, std::string why);
  uint64_t block_size(uint64_t promised);
  void read_block(const Fields& header, uint64_t at, uint64_t promised);
  void deliver(const Fields& header, uint64_t at, uint64_t size, uint64_t promised);
  bool rest_is_blank();
  void drain(Section& section);
  void fail(uint64_t at, std::string why);
  Run::Place place(uint64_t at) { return place_at_ == at ? place_ : note(at); }
  Run::Place note(uint64_t at) {
    place_at_ = at;
    return place_ = run_.place(at);
  }

  Run run_;
  std::optional<BufferedReader> window_;  // over the current run
  bool packed_;
  const std::string& path_;
  const Limits& limits_;
  Expansion& expansion_;
  SourceSink& sink_;
  uint64_t passed_over_ = 0;
  bool stopped_ = false;
  bool lost_ = false;  // out of step since a failure that was listed
  uint64_t place_at_ = UINT64_MAX;
  Run::Place place_{};
};

void Reader::fail(uint64_t at, std::string why) {
  Run::Place where = place(at);
  uint64_t offset = packed_ ? where.member : where.member + where.within;
  sink_.fail({path_, static_cast<int64_t>(offset), std::move(why)});
}

void Reader::skip_blank_lines() {
  while (true) {
    Result<std::string_view> view = window_->peek(1);
    if (!view || view->empty()) return;
    size_t blank = std::min(view->find_first_not_of("\r\n"), view->size());
    if (blank == 0) return;
    window_->consume(blank);
  }
}

// Leaves out what cannot be understood up to the next record.
void Reader::resynchronise(uint64_t at, std::string why) {
  if (!lost_) fail(at, std::move(why));
  lost_ = true;
  window_->consume(std::min<size_t>(1, window_->peek(1)->size()));
  while (true) {
    std::string_view view = *window_->peek(kPiece);
    size_t found = find_record(view, 0);
    bool last = view.size() < kPiece;
    size_t leave = found != std::string_view::npos ? found : last ? view.size() : view.size() - 64;
    window_->consume(leave);
    if (found != std::string_view::npos || last) return;
  }
}

// How many bytes the block really has. Writers that were killed promise more than they wrote, and
// the next record begins in the middle of the block: where the block is not followed by what must
// follow it, such a place is looked for. Blocks too long to be held are believed.
uint64_t Reader::block_size(uint64_t promised) {
  if (promised > limits_.report_bytes + kHeader) return promised;
  auto size = static_cast<size_t>(promised);
  std::string_view view = *window_->peek(size + 64);
  if (view.size() >= size) {
    std::string_view after = view.substr(size, 64);
    after.remove_prefix(std::min(after.find_first_not_of("\r\n"), after.size()));
    if (after.empty() || after.starts_with(std::string_view("WARC/").substr(0, after.size())))
      return promised;
  }
  size_t inner = find_record(view.substr(0, std::min(view.size(), size + 5)), 0);
  return std::min({size, view.size(), inner});
}

void Reader::drain(Section& section) {
  if (section.left() == 0) return;
  std::string scratch(kPiece, '\0');
  for (Result<size_t> got = section.read(scratch); got && *got > 0;) got = section.read(scratch);
}

bool Reader::rest_is_blank() {
  return window_->peek(64)->find_first_not_of("\r\n") == std::string_view::npos;
}

void Reader::deliver(const Fields& header, uint64_t at, uint64_t size, uint64_t promised) {
  Section section(*window_, size);
  BufferedReader block(section);
  Source source;
  Run::Place where = place(at);
  source.path = path_ + "@" + std::to_string(packed_ ? where.member : where.member + where.within);
  if (packed_ && where.within > 0) source.path += "+" + std::to_string(where.within);
  Result<Found> found = read_record(header, block, limits_, expansion_, source);
  drain(section);
  bool ended_inside = section.left() > 0, torn = size < promised || ended_inside;
  const std::optional<Error>& failure = run_.failure();
  // A bound on expansion was hit, or the system refused to read: the failure of the run says so.
  if (torn && failure && failure->kind != ErrorKind::damaged) return;
  if (found && *found == Found::report) {
    if (torn)
      mark_truncated(source,
                     failure ? failure->message : "the record is shorter than its header says");
    else if (failure && rest_is_blank())
      source.problems.push_back({"damaged", failure->message, -1});
    stopped_ = !sink_.add(std::move(source));
  } else if (found) {
    ++passed_over_;
  } else {
    sink_.fail({source.path, -1, found.error().message});
  }
  if (ended_inside && !stopped_ && !failure) fail(at, "the file ends inside this record");
}

void Reader::read_block(const Fields& header, uint64_t at, uint64_t promised) {
  uint64_t size = block_size(promised);
  deliver(header, at, size, promised);
  if (stopped_ || size == promised || run_.failure()) return;
  bool more = !window_->peek(1)->empty();
  fail(at, more ? "another record begins inside this one: it was cut short"
                : "the file ends inside this record");
}

bool Reader::read_one() {
  skip_blank_lines();
  uint64_t at = window_->at();
  note(at);
  size_t want = 2048, size = std::string_view::npos;
  std::string_view view = *window_->peek(want);
  if (view.empty()) return false;
  bool begins = version_line(view) > 0;
  while (begins && (size = header_size(view)) == std::string_view::npos && view.size() >= want &&
         want < kHeader)
    view = *window_->peek(want *= 2);
  if (!begins) return resynchronise(at, "no WARC record begins here"), true;
  if (size == std::string_view::npos)
    return resynchronise(at, "the header of the record has no end"), true;
  Fields header = Fields::parse(split_line(view.substr(0, size)).second);
  std::optional<uint64_t> length = parse_number(header.get("content-length"));
  if (!length) return resynchronise(at, "the record does not say how long it is"), true;
  lost_ = false;
  window_->consume(size);
  read_block(header, at, *length);
  return !stopped_;
}

void Reader::read_run() {
  window_.emplace(run_);
  while (read_one()) {
  }
  if (stopped_) return;
  if (run_.failure() && !lost_) {
    fail(window_->at(), run_.failure()->message);
    lost_ = true;
  }
}

uint64_t Reader::read_all() {
  while (!stopped_ && run_.start_next()) {
    place_at_ = UINT64_MAX;
    if (run_.skipped() > 0 && !lost_) fail(0, "bytes before this record belong to none");
    read_run();
  }
  if (!stopped_ && run_.skipped() > 0 && !lost_)
    sink_.fail(
        {path_, -1, std::to_string(run_.skipped()) + " bytes at the end belong to no record"});
  return passed_over_;
}

}  // namespace

uint64_t read_warc(Members& members, bool packed, const std::string& path, const Limits& limits,
                   Expansion& expansion, SourceSink& sink) {
  return Reader(members, packed, path, limits, expansion, sink).read_all();
}

}  // namespace hearsay
