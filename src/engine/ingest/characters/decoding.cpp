// See decoding.hpp.
#include "ingest/characters/decoding.hpp"

#include <simdjson.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "base/utf8.hpp"
#include "ingest/characters/single_byte.hpp"

namespace hearsay {
namespace {

uint8_t byte_at(std::string_view bytes, size_t at) {
  return static_cast<uint8_t>(bytes[at]);
}
bool is_ascii(std::string_view bytes, size_t at) {
  return byte_at(bytes, at) < 0x80;
}

// Writes characters and their way back. Every call says which bytes of the source it stands for.
class Builder {
 public:
  explicit Builder(Decoded& out) : out_(out) {}

  // Bytes that are their own UTF-8; NULs among them are replaced.
  void verbatim(std::string_view run, size_t at) {
    while (!run.empty()) {
      const void* found = std::memchr(run.data(), 0, run.size());
      size_t size =
          found ? static_cast<size_t>(static_cast<const char*>(found) - run.data()) : run.size();
      if (size > 0) {
        out_.offsets.add_verbatim(here(), static_cast<uint32_t>(at));
        out_.text += run.substr(0, size);
      }
      if (found) nul(at + size++, 1);
      run.remove_prefix(size);
      at += size;
    }
  }
  void point(char32_t point, size_t at, size_t size) {
    if (point == 0) return nul(at, size);
    if (point < 0x80 && size == 1) return verbatim(std::string_view(&kAscii[point], 1), at);
    if (point >= 0x80) ++out_.sound;
    if (point == kReplacement) out_.replacements.add(at);
    put(point, at, size, RunKind::decoded);
  }
  // One code of the source that is two characters.
  void pair(char32_t first, char32_t second, size_t at, size_t size) {
    std::string both;
    append_utf8(both, first);
    append_utf8(both, second);
    ++out_.sound;
    out_.offsets.add(here(), static_cast<uint32_t>(at), static_cast<uint32_t>(both.size()),
                     static_cast<uint32_t>(size), RunKind::decoded);
    out_.text += both;
  }
  void invalid(size_t at, size_t size) {
    out_.invalid.add(at);
    put(kReplacement, at, size, RunKind::repaired);
  }

 private:
  static constexpr std::array<char, 128> kAscii = [] {
    std::array<char, 128> all{};
    for (size_t i = 0; i < all.size(); ++i) all[i] = static_cast<char>(i);
    return all;
  }();

  uint32_t here() const { return static_cast<uint32_t>(out_.text.size()); }
  void nul(size_t at, size_t size) {
    out_.nul.add(at);
    put(kReplacement, at, size, RunKind::repaired);
  }
  void put(char32_t point, size_t at, size_t size, RunKind kind) {
    uint32_t text_at = here();
    append_utf8(out_.text, point);
    out_.offsets.add(text_at, static_cast<uint32_t>(at), here() - text_at,
                     static_cast<uint32_t>(size), kind);
  }

  Decoded& out_;
};

size_t ascii_end(std::string_view bytes, size_t at) {
  while (at < bytes.size() && is_ascii(bytes, at)) ++at;
  return at;
}

// ---- UTF-8 --------------------------------------------------------------------------------------

void count_utf8(std::string_view text, size_t at, Decoded& out) {
  out.sound += count_outside_ascii(text);
  for (size_t i = text.find("\xEF\xBF\xBD"); i != text.npos; i = text.find("\xEF\xBF\xBD", i + 3))
    out.replacements.add(at + i);
}

void decode_utf8_all(std::string_view bytes, size_t at, Decoded& out) {
  std::string_view rest = bytes.substr(at);
  bool sound = simdjson::validate_utf8(rest.data(), rest.size());
  if (sound && std::memchr(rest.data(), 0, rest.size()) == nullptr) {
    out.text = rest;
    count_utf8(rest, at, out);
    if (at > 0 && !rest.empty()) out.offsets.add_verbatim(0, static_cast<uint32_t>(at));
    return;
  }
  Builder to(out);
  while (at < bytes.size()) {
    size_t size = valid_utf8_prefix(bytes.substr(at));
    to.verbatim(bytes.substr(at, size), at);
    count_utf8(bytes.substr(at, size), at, out);
    at += size;
    if (at >= bytes.size()) break;
    Utf8Step step = decode_utf8(bytes, at);
    to.invalid(at, step.size);
    at += step.size;
  }
}

// ---- UTF-16 -------------------------------------------------------------------------------------

void decode_utf16(std::string_view bytes, size_t at, bool big, Builder& to) {
  auto unit = [&](size_t i) {
    uint8_t first = byte_at(bytes, i);
    uint8_t second = byte_at(bytes, i + 1);
    return static_cast<char32_t>(big ? first << 8 | second : second << 8 | first);
  };
  for (; at + 2 <= bytes.size(); at += 2) {
    char32_t lead = unit(at);
    bool surrogate = lead >= 0xD800 && lead <= 0xDFFF;
    if (!surrogate) {
      to.point(lead, at, 2);
      continue;
    }
    char32_t trail = lead < 0xDC00 && at + 4 <= bytes.size() ? unit(at + 2) : 0;
    if (trail >= 0xDC00 && trail <= 0xDFFF) {
      to.point(0x10000 + ((lead - 0xD800) << 10) + (trail - 0xDC00), at, 4);
      at += 2;
    } else {
      to.invalid(at, 2);
    }
  }
  if (at < bytes.size()) to.invalid(at, 1);
}

// ---- one byte per character ---------------------------------------------------------------------

void decode_single(std::string_view bytes, size_t at, const SingleByteTable& table, Builder& to) {
  while (at < bytes.size()) {
    if (size_t end = ascii_end(bytes, at); end > at) {
      to.verbatim(bytes.substr(at, end - at), at);
      at = end;
      continue;
    }
    char16_t point = table[byte_at(bytes, at) - 0x80U];
    if (point == 0)
      to.invalid(at, 1);
    else
      to.point(point, at, 1);
    ++at;
  }
}

// ---- several bytes per character, by ICU --------------------------------------------------------

const char* icu_name(std::string_view encoding) {
  struct Pair {
    std::string_view standard;
    const char* icu;
  };
  static constexpr std::array<Pair, 7> kPairs = {{{"gbk", "gb18030"},
                                                  {"gb18030", "gb18030"},
                                                  {"big5", "ibm-1375_P100-2008"},
                                                  {"euc-jp", "euc-jp-2007"},
                                                  {"shift_jis", "ibm-943_P15A-2003"},
                                                  {"euc-kr", "windows-949-2000"},
                                                  {"iso-2022-jp", "ISO_2022,locale=ja,version=0"}}};
  for (const Pair& pair : kPairs)
    if (pair.standard == encoding) return pair.icu;
  return nullptr;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &status));
  if (converter)
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &status);
  return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

// Codes that ICU's tables lack or read otherwise than the standard. Returns the bytes read, 0 if
// there is nothing special here.
size_t decode_special(std::string_view bytes, size_t at, std::string_view encoding, Builder& to) {
  uint8_t lead = byte_at(bytes, at);
  if (encoding.starts_with("gb") && lead == 0x80) {
    to.point(0x20AC, at, 1);
    return 1;
  }
  if (encoding == "big5" && lead == 0x88 && at + 1 < bytes.size()) {
    uint8_t trail = byte_at(bytes, at + 1);
    if (trail != 0x62 && trail != 0x64 && trail != 0xA3 && trail != 0xA5) return 0;
    bool capital = trail < 0x80;
    bool macron = trail == 0x62 || trail == 0xA3;
    to.pair(capital ? 0xCA : 0xEA, macron ? 0x304 : 0x30C, at, 2);
    return 2;
  }
  return 0;
}

// Size of the escape sequence of ISO-2022-JP at `at`, 0 if there is none.
size_t escape_size(std::string_view bytes, size_t at) {
  std::string_view rest = bytes.substr(at, 4);
  if (rest.size() < 3 || rest[0] != '\x1B') return 0;
  if (rest.starts_with("\x1B$(") && rest.size() == 4) return 4;
  return rest[1] == '(' || rest[1] == '$' ? 3 : 0;
}

// Reads one character with ICU and returns where the next one begins, always beyond `at`.
size_t decode_step(UConverter* converter, std::string_view bytes, size_t at, bool has_state,
                   Builder& to) {
  const char* from = bytes.data() + at;
  const char* limit = bytes.data() + bytes.size();
  UErrorCode status = U_ZERO_ERROR;
  UChar32 point = ucnv_getNextUChar(converter, &from, limit, &status);
  auto next = std::max(static_cast<size_t>(from - bytes.data()), at + 1);
  if (status == U_INDEX_OUTOFBOUNDS_ERROR) return bytes.size();
  while (has_state && escape_size(bytes, at) > 0 && at + escape_size(bytes, at) < next)
    at += escape_size(bytes, at);
  if (U_SUCCESS(status)) {
    to.point(static_cast<char32_t>(point), at, next - at);
    return next;
  }
  // An ASCII byte inside a broken character was not part of it.
  for (size_t i = at + 1; !has_state && i < next; ++i) {
    if (!is_ascii(bytes, i)) continue;
    next = i;
    break;
  }
  if (!has_state) ucnv_resetToUnicode(converter);
  to.invalid(at, next - at);
  return next;
}

void decode_by_icu(std::string_view bytes, size_t at, std::string_view encoding,
                   UConverter* converter, Builder& to) {
  bool has_state = encoding == "iso-2022-jp";
  while (at < bytes.size()) {
    if (!has_state) {
      size_t end = ascii_end(bytes, at);
      to.verbatim(bytes.substr(at, end - at), at);
      at = end;
      if (at >= bytes.size()) return;
      if (size_t size = decode_special(bytes, at, encoding, to); size > 0) {
        at += size;
        continue;
      }
    }
    at = decode_step(converter, bytes, at, has_state, to);
  }
}

bool is_identity(const OffsetMap& map) {
  return map.runs() == 1 && map.kind[0] == RunKind::verbatim && map.source_begin[0] == 0;
}

}  // namespace

Decoded decode(std::string_view bytes, size_t begin, std::string_view encoding) {
  Decoded out;
  Builder to(out);
  const SingleByteTable* table = single_byte_table(encoding);
  const char* icu = icu_name(encoding);
  Converter converter = icu ? open_converter(icu) : nullptr;
  if (encoding == "utf-8")
    decode_utf8_all(bytes, begin, out);
  else if (encoding == "utf-16le")
    decode_utf16(bytes, begin, false, to);
  else if (encoding == "utf-16be")
    decode_utf16(bytes, begin, true, to);
  else if (converter)
    decode_by_icu(bytes, begin, encoding, converter.get(), to);
  else
    decode_single(bytes, begin, table ? *table : *single_byte_table("windows-1252"), to);
  if (is_identity(out.offsets)) out.offsets = {};
  return out;
}

}  // namespace hearsay
