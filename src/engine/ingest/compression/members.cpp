// Members of a packed stream, and the bounds on them; see compression.hpp.
#include <algorithm>
#include <limits>
#include <optional>

#include "ingest/compression/compression.hpp"
#include "ingest/compression/decoder.hpp"

namespace hearsay {
namespace {

// Decoders get their input and give their output in blocks of at most this size, however the stream
// comes, so that bounds are hit at the same place on every machine.
constexpr size_t kBlock = size_t{64} << 10;
constexpr size_t kLargestDictionary = size_t{8} << 20;

// A stream that is not compressed: one member.
class Plain : public Members {
 public:
  Plain(BufferedReader& bytes, Expansion& expansion)
      : bytes_(bytes), expansion_(expansion), at_(bytes.at()) {}

  Result<size_t> read(std::span<char> into) override {
    if (ended_) return size_t{0};
    Result<size_t> got = bytes_.read(into);
    if (got) expansion_.took(*got);
    return got;
  }
  Result<bool> next() override {
    ended_ = true;
    return false;
  }
  uint64_t member_at() const override { return at_; }

 private:
  BufferedReader& bytes_;
  Expansion& expansion_;
  uint64_t at_;
  bool ended_ = false;
};

class Packed : public Members {
 public:
  Packed(std::unique_ptr<Decoder> decoder, BufferedReader& packed, Expansion& expansion)
      : decoder_(std::move(decoder)),
        packed_(packed),
        expansion_(expansion),
        member_at_(packed.at()) {}

  Result<size_t> read(std::span<char> into) override;
  Result<bool> next() override;
  uint64_t member_at() const override { return member_at_; }
  uint64_t skipped() const override { return skipped_; }

 private:
  Result<std::string_view> block();
  bool another_begins_in(std::string_view block);
  size_t next_magic(std::string_view block) const;
  Error fail(ErrorKind kind, std::string message);
  Result<bool> find_member(bool only_zeros_so_far);

  std::unique_ptr<Decoder> decoder_;
  BufferedReader& packed_;
  Expansion& expansion_;
  uint64_t member_at_;
  uint64_t skipped_ = 0;
  // The member was tried and goes on until here: data full of magic numbers is not tried at each.
  uint64_t tried_until_ = 0;
  uint64_t safe_until_ = 0;  // no member begins before this offset within the current one
  bool ended_ = false;
  std::optional<Error> error_;
};

Error Packed::fail(ErrorKind kind, std::string message) {
  error_ = Error{kind, std::move(message), "", static_cast<int64_t>(packed_.at())};
  return *error_;
}

Result<std::string_view> Packed::block() {
  Result<std::string_view> view = packed_.peek(kBlock);
  if (view) *view = view->substr(0, kBlock);
  return view;
}

// Offset in `block`, past its first byte, of what may be the start of a member; npos if none.
size_t Packed::next_magic(std::string_view block) const {
  return decoder_->magic().empty() ? std::string_view::npos : block.find(decoder_->magic(), 1);
}

enum class Trial : uint8_t { failed, ended, goes_on };

// How a decoder fares with these bytes.
Trial try_out(Decoder& decoder, std::string_view bytes) {
  std::string scratch(kBlock, '\0');
  while (true) {
    DecoderStep step = decoder.step(bytes, scratch);
    if (step.error) return Trial::failed;
    if (step.ended) return Trial::ended;
    if (step.used == 0 && step.made == 0) return Trial::goes_on;
    bytes.remove_prefix(step.used);
  }
}

// A writer that was killed leaves half a member, and the next one follows at once. Its first bytes
// decode to rubbish for a while; so whether the member really goes on is tried with a copy. If it
// would only end with the stream, what decides is whether the other one can be read.
bool Packed::another_begins_in(std::string_view block) {
  std::unique_ptr<Decoder> copy = decoder_->clone();
  if (!copy) return false;
  Trial trial = try_out(*copy, block);
  if (trial != Trial::goes_on || block.size() == kBlock) return trial == Trial::failed;
  copy->reset();
  return try_out(*copy, block) != Trial::failed;
}

Result<size_t> Packed::read(std::span<char> into) {
  if (error_) return *error_;
  while (!ended_ && !into.empty()) {
    Result<std::string_view> view = block();
    if (!view) {
      error_ = view.error();
      return *error_;
    }
    bool last = view->empty();
    if (packed_.at() == safe_until_ && packed_.at() != member_at_ && packed_.at() >= tried_until_) {
      if (another_begins_in(*view))
        return fail(ErrorKind::damaged,
                    "the compressed data breaks off where another member begins");
      tried_until_ = packed_.at() + kBlock / 2;
    }
    std::string_view in = view->substr(0, next_magic(*view));
    DecoderStep step = decoder_->step(in, into.first(std::min(into.size(), kBlock)));
    packed_.consume(step.used);
    safe_until_ = packed_.at() + (in.size() - step.used);
    expansion_.took(step.used);
    if (!expansion_.gave(step.made)) {
      error_ = expansion_.error("the compressed data");
      error_->offset = static_cast<int64_t>(member_at_);
      return *error_;
    }
    ended_ = step.ended;
    if (step.error)
      fail(ErrorKind::damaged, step.error);
    else if (last && step.made == 0 && !ended_)
      fail(ErrorKind::damaged, "the compressed data ends early");
    else if (step.used == 0 && step.made == 0 && !ended_)
      fail(ErrorKind::damaged, "the compressed data is damaged");
    if (step.made > 0) return step.made;
    if (error_) return *error_;
  }
  return size_t{0};
}

Result<bool> Packed::next() {
  std::string scratch(kBlock, '\0');
  while (!ended_ && !error_) {
    if (Result<size_t> got = read(scratch); !got) break;
  }
  if (error_ && error_->kind == ErrorKind::system) return *error_;
  bool damaged = error_.has_value();
  if (decoder_->magic().empty()) return false;
  return find_member(!damaged);
}

// Steps to the next magic number. After a sound member, zeros up to the end are padding.
Result<bool> Packed::find_member(bool only_zeros_so_far) {
  skipped_ = 0;
  while (true) {
    Result<std::string_view> view = block();
    if (!view) return view.error();
    if (view->empty()) {
      if (only_zeros_so_far) skipped_ = 0;
      return false;
    }
    size_t magic = view->find(decoder_->magic());
    bool found = magic != std::string_view::npos;
    // The last bytes may be the beginning of a magic number.
    size_t keep = std::min(view->size() - 1, decoder_->magic().size() - 1);
    size_t leave = found ? magic : view->size() < kBlock ? view->size() : view->size() - keep;
    if (view->substr(0, leave).find_first_not_of('\0') != std::string_view::npos)
      only_zeros_so_far = false;
    packed_.consume(leave);
    expansion_.took(leave);
    skipped_ += leave;
    if (!found) continue;
    decoder_->reset();
    expansion_.begin_member();
    member_at_ = safe_until_ = packed_.at();
    tried_until_ = 0;
    ended_ = false;
    error_.reset();
    return true;
  }
}

// WARC files in zstd may begin with a skippable frame of this number that holds the dictionary of
// all others, itself perhaps compressed (IIPC, "WARC zstd").
void load_dictionary(Decoder& decoder, BufferedReader& packed) {
  Result<std::string_view> head = packed.peek(8);
  if (!head || head->size() < 8 || !head->starts_with("\x5D\x2A\x4D\x18")) return;
  size_t size = 0;
  for (size_t i = 0; i < 4; ++i)
    size |= size_t{static_cast<unsigned char>((*head)[4 + i])} << (8 * i);
  if (size > kLargestDictionary) return;
  Result<std::string_view> frame = packed.peek(8 + size);
  if (!frame || frame->size() < 8 + size) return;
  std::string_view dictionary = frame->substr(8, size);
  std::string unpacked;
  if (dictionary.starts_with(decoder.magic())) {
    std::unique_ptr<Decoder> inner = make_zstd_decoder();
    unpacked.resize(kLargestDictionary);
    size_t made = 0;
    while (made < unpacked.size()) {
      DecoderStep step = inner->step(dictionary, std::span(unpacked).subspan(made));
      dictionary.remove_prefix(step.used);
      made += step.made;
      if (step.error || step.ended || (step.used == 0 && step.made == 0)) break;
    }
    unpacked.resize(made);
    dictionary = unpacked;
  }
  decoder.use_dictionary(dictionary);
  packed.consume(8 + size);
}

uint64_t times(uint64_t a, uint64_t b) {
  return b != 0 && a > std::numeric_limits<uint64_t>::max() / b
             ? std::numeric_limits<uint64_t>::max()
             : a * b;
}

}  // namespace

bool Expansion::within(uint64_t packed, uint64_t expanded, uint64_t free_times) const {
  return expanded <= limits_->expanded_bytes &&
         (expanded <= times(limits_->expansion_free_bytes, free_times) ||
          expanded <= times(packed, limits_->expansion_ratio));
}

bool Expansion::gave(uint64_t bytes) {
  member_expanded_ += bytes;
  Expansion* outermost = this;
  while (outermost->outer_) outermost = outermost->outer_;
  if (outermost->by_depth_.size() <= depth_) outermost->by_depth_.resize(depth_ + 1);
  uint64_t& level = outermost->by_depth_[depth_];
  level += bytes;
  return within(member_packed_, member_expanded_, 1) && within(outermost->packed_, level, 4);
}

Error Expansion::error(std::string_view what) const {
  return {ErrorKind::unsupported, std::string(what) + " expands too far (" +
                                      std::to_string(member_packed_) + " bytes to more than " +
                                      std::to_string(member_expanded_) +
                                      "): if this is meant, unpack it first"};
}

Compression compression_of(std::string_view head) {
  if (head.starts_with("\x1F\x8B\x08")) return Compression::gzip;
  if (head.starts_with("\x28\xB5\x2F\xFD")) return Compression::zstd;
  bool skippable = head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xF0) == 0x50 &&
                   head.substr(1, 3) == "\x2A\x4D\x18";
  return skippable ? Compression::zstd : Compression::none;
}

std::unique_ptr<Members> open_compressed(Compression method, BufferedReader& packed,
                                         Expansion& expansion) {
  std::unique_ptr<Decoder> decoder;
  switch (method) {
    case Compression::none:
      return std::make_unique<Plain>(packed, expansion);
    case Compression::gzip:
      decoder = make_gzip_decoder();
      break;
    case Compression::deflate:
      decoder = make_deflate_decoder();
      break;
    case Compression::brotli:
      decoder = make_brotli_decoder();
      break;
    case Compression::zstd:
      decoder = make_zstd_decoder();
      load_dictionary(*decoder, packed);
      break;
  }
  return std::make_unique<Packed>(std::move(decoder), packed, expansion);
}

Result<size_t> Joined::read(std::span<char> into) {
  while (!ended_ && !into.empty()) {
    Result<size_t> got = members_.read(into);
    if (!got || *got > 0) return got;
    Result<bool> more = members_.next();
    if (!more) return more.error();
    skipped_ += members_.skipped();
    ended_ = !*more;
  }
  return size_t{0};
}

}  // namespace hearsay
