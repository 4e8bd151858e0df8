// See run.hpp.
#include "ingest/warc/run.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace hearsay {
namespace {

constexpr std::string_view kRecord = "WARC/";

}  // namespace

void Run::note_piece() {
  if (!pieces_.empty() && pieces_.back().begin == given_) pieces_.pop_back();
  pieces_.push_back({given_, members_.member_at()});
}

// Reads the first bytes of the current member into head_. False if it breaks before; reading on
// will give the error again.
bool Run::enter_member() {
  std::array<char, kRecord.size()> bytes;
  head_.clear();
  while (head_.size() < bytes.size()) {
    Result<size_t> got = members_.read(std::span(bytes).subspan(head_.size()));
    if (!got || *got == 0) return got.ok();
    head_.append(bytes.data() + head_.size(), *got);
  }
  return true;
}

Result<size_t> Run::read(std::span<char> into) {
  while (!ended_ && !into.empty()) {
    if (!head_.empty()) {
      size_t count = std::min(into.size(), head_.size());
      std::memcpy(into.data(), head_.data(), count);
      head_.erase(0, count);
      given_ += count;
      return count;
    }
    Result<size_t> got = members_.read(into);
    if (!got) {
      failure_ = got.error();
      ended_ = true;
    } else if (*got > 0) {
      given_ += *got;
      return *got;
    } else {
      Result<bool> more = members_.next();
      if (!more) failure_ = more.error();
      finished_ = !more || !*more;
      skipped_ = members_.skipped();
      bool sound = finished_ || enter_member();
      ended_ = finished_ || !sound || skipped_ > 0 || head_ == kRecord;
      waiting_ = ended_ && !finished_;
      if (!ended_) note_piece();
    }
  }
  return size_t{0};
}

bool Run::start_next() {
  if (!waiting_ && started_ && !finished_) {
    Result<bool> more = members_.next();
    finished_ = !more || !*more;
    skipped_ = members_.skipped();
  }
  failure_.reset();
  if (finished_) return false;
  if (!waiting_) enter_member();
  pieces_.clear();
  given_ = 0;
  note_piece();
  started_ = true;
  waiting_ = false;
  ended_ = false;
  return true;
}

Run::Place Run::place(uint64_t at) {
  while (pieces_.size() > 1 && pieces_[1].begin <= at) pieces_.pop_front();
  return {pieces_.front().member, at - pieces_.front().begin};
}

}  // namespace hearsay
