// recognise(), see inputs.hpp, and recognising.hpp.
#include "ingest/inputs/recognising.hpp"

#include "base/ascii.hpp"
#include "ingest/body/body.hpp"
#include "ingest/compression/compression.hpp"
#include "ingest/feed/feed.hpp"
#include "ingest/inputs/inputs.hpp"
#include "ingest/jsonl/jsonl.hpp"

namespace hearsay {
namespace {

constexpr size_t kTarHeader = 512;

bool is_compressed(std::string_view head) {
  return compression_of(head) != Compression::none ||
         head.starts_with(
             "\xFD"
             "7zXZ") ||
         (head.starts_with("BZh") && head.size() > 10 && head[3] >= '1' && head[3] <= '9' &&
          (head.substr(4, 6) == "1AY&SY" || head.substr(4, 4) == "\x17\x72\x45\x38"));
}

// Sum of the header's bytes with the sum itself as spaces, in octal at 148 (POSIX.1 ustar); tars of
// before that standard have no other mark.
bool is_tar(std::string_view head) {
  if (head.size() < kTarHeader) return false;
  if (head.substr(257, 5) != "ustar" && head[0] == '\0') return false;
  unsigned sum = 0;
  for (size_t i = 0; i < kTarHeader; ++i)
    sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(head[i]);
  unsigned said = 0;
  bool digits = false;
  for (char c : head.substr(148, 8)) {
    if (c == ' ' && !digits) continue;
    if (c < '0' || c > '7') break;
    said = said * 8 + static_cast<unsigned>(c - '0');
    digits = true;
  }
  return digits && said == sum;
}

bool is_zip(std::string_view head) {
  return head.starts_with("PK\3\4") || head.starts_with(std::string_view("PK\5\6", 4)) ||
         head.starts_with("PK\7\x8PK\3\4");
}

bool is_warc(std::string_view plain) {
  return plain.starts_with("WARC/") && plain.size() > 7 && (plain[5] == '0' || plain[5] == '1') &&
         plain[6] == '.';
}

bool is_named_page(std::string_view name) {
  std::string low = ascii::lowered(name);
  return low.ends_with(".html") || low.ends_with(".htm") || low.ends_with(".xhtml");
}

}  // namespace

InputFormat recognise(std::string_view head, std::string_view name) {
  if (is_compressed(head)) return InputFormat::compressed;
  Look look = look_at(head);
  if ((is_zip(head) && describe_binary(head).empty()) || is_tar(head)) return InputFormat::archive;
  if (look == Look::binary) return InputFormat::automatic;
  std::string plain = plain_head(head);
  if (is_warc(plain)) return InputFormat::warc;
  if (looks_like_jsonl(plain)) return InputFormat::jsonl;
  if (looks_like_feed(plain)) return InputFormat::feed;
  bool page = look == Look::html || (is_named_page(name) && has_markup(plain));
  return page ? InputFormat::html : InputFormat::text;
}

std::string why_no_report(std::string_view head) {
  std::string what = describe_binary(head);
  return what.empty() ? "looks like binary data, which holds no text: leave it out, or convert it"
                      : what;
}

}  // namespace hearsay
