// See body.hpp.
#include "ingest/body/body.hpp"

#include <algorithm>
#include <memory>

#include "base/utf8.hpp"

namespace hearsay {
namespace {

constexpr size_t kPiece = size_t{64} << 10;

// Where to cut so that no UTF-8 sequence is broken; the end if the last bytes are not of one.
size_t whole_characters(std::string_view bytes) {
  size_t begin = bytes.size();
  for (size_t back = 1; back <= std::min<size_t>(3, bytes.size()); ++back) {
    auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if ((byte & 0xC0) == 0x80) continue;
    size_t need = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
    if (need > back) begin = bytes.size() - back;
    break;
  }
  return begin;
}

}  // namespace

void Body::add(std::string_view bytes) {
  size_ += bytes.size();
  size_t room = static_cast<size_t>(limit_ - bytes_.size());
  bool fits = !hash_ && bytes.size() <= room;
  if (!fits && !hash_) {
    hash_.emplace();
    hash_->add(bytes_);
    hash_->add(bytes);
  } else if (hash_) {
    hash_->add(bytes);
  }
  bytes_ += bytes.substr(0, std::min(bytes.size(), room));
}

void Body::finish(Source& source) {
  if (hash_) {
    bytes_.resize(whole_characters(bytes_));
    source.full_digest = hash_->finish();
    source.problems.push_back({"cut",
                               "the first " + std::to_string(bytes_.size()) + " of " +
                                   std::to_string(size_) + " bytes were kept",
                               static_cast<int64_t>(bytes_.size())});
    hash_.reset();
  }
  source.bytes = std::move(bytes_);
  bytes_.clear();
  size_ = 0;
}

Result<void> read_body(ByteReader& reader, const Limits& limits, Source& source) {
  Body body(limits);
  auto piece = std::make_unique_for_overwrite<char[]>(kPiece);
  while (true) {
    Result<size_t> got = reader.read({piece.get(), kPiece});
    if (!got) {
      if (body.empty() || got.error().kind != ErrorKind::damaged) return got.error();
      body.finish(source);
      mark_truncated(source, got.error().message);
      return {};
    }
    if (*got == 0) break;
    body.add({piece.get(), *got});
  }
  body.finish(source);
  return {};
}

std::string_view peek_before(BufferedReader& reader, size_t want, std::optional<Error>& damage) {
  Result<std::string_view> view = reader.peek(want);
  if (view) return *view;
  damage = view.error();
  view = reader.peek(1);  // the window, as far as it was filled
  return view ? *view : std::string_view();
}

void mark_truncated(Source& source, std::string why) {
  for (const Problem& problem : source.problems)
    if (problem.code == "truncated") return;
  source.problems.push_back(
      {"truncated", std::move(why), static_cast<int64_t>(source.bytes.size())});
}

}  // namespace hearsay
