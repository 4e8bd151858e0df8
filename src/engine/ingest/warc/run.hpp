// Run: members of a WARC stream joined up to the next one that begins with a record. Internal to
// this folder. Covered by ingest/warc/warc_test.cpp.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "ingest/compression/compression.hpp"

namespace hearsay {

// Writers are meant to give each record its member, but tools that compress in blocks cut anywhere.
// So a member that does not begin with "WARC/" goes on with the one before. Damage ends a run like
// the end of the stream would; failure() tells.
class Run : public ByteReader {
 public:
  explicit Run(Members& members) : members_(members) {}

  Result<size_t> read(std::span<char> into) override;

  // Makes ready the next run; false at the end of the stream.
  bool start_next();

  // What ended the run, if not its end.
  const std::optional<Error>& failure() const { return failure_; }
  // Bytes left out before this run because they belong to no member.
  uint64_t skipped() const { return skipped_; }

  // Where byte `at` of the run lies. Calls must not go backwards.
  struct Place {
    uint64_t member;
    uint64_t within;
  };
  Place place(uint64_t at);

 private:
  struct Piece {
    uint64_t begin;   // in the run
    uint64_t member;  // in the stream
  };
  bool enter_member();
  void note_piece();

  Members& members_;
  std::deque<Piece> pieces_;
  std::string head_;  // bytes of the current member that were read to look at them
  uint64_t given_ = 0;
  uint64_t skipped_ = 0;
  bool started_ = false;
  bool ended_ = true;
  bool waiting_ = false;   // head_ begins the next run
  bool finished_ = false;  // no more members
  std::optional<Error> failure_;
};

}  // namespace hearsay
