// See detection.hpp.
#include "ingest/characters/detection.hpp"

#include <uchardet.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string>

#include "base/utf8.hpp"
#include "ingest/characters/labels.hpp"

namespace hearsay {
namespace {

constexpr size_t kZerosWindow = size_t{64} << 10;
constexpr size_t kGuessWindow = size_t{1} << 20;
constexpr std::ptrdiff_t kFewBytes = 4;  // outside ASCII, that say nothing of a language

// Controls that no text has, NUL among them.
bool is_odd_control(uint32_t unit) {
  return unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r' && unit != '\f' &&
         unit != 0x1B;
}

struct Utf8Census {
  size_t sound = 0;
  size_t broken = 0;
};

Utf8Census count_sequences(std::string_view bytes) {
  Utf8Census out;
  size_t at = 0;
  while (at < bytes.size()) {
    size_t size = valid_utf8_prefix(bytes.substr(at));
    out.sound += count_outside_ascii(bytes.substr(at, size));
    at += size;
    if (at >= bytes.size()) break;
    size_t step = decode_utf8(bytes, at).size;
    auto lead = static_cast<unsigned char>(bytes[at]);
    bool begun = lead >= 0xC2 && lead <= 0xF4 && (step > 1 || out.sound > 0);
    if (!begun || at + step < bytes.size()) ++out.broken;
    at += step;
  }
  return out;
}

// The punctuation that windows-1250 to 1258 have at the same place.
bool is_shared_punctuation(unsigned char byte) {
  static constexpr std::array<unsigned char, 24> kShared = {
      0x80, 0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99,
      0xA0, 0xA3, 0xA7, 0xA9, 0xAB, 0xAC, 0xAD, 0xAE, 0xB0, 0xB1, 0xB7, 0xBB};
  return byte < 0x80 || std::find(kShared.begin(), kShared.end(), byte) != kShared.end();
}

std::string_view window_of(std::string_view bytes) {
  auto first = std::find_if(bytes.begin(), bytes.end(),
                            [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return bytes.substr(static_cast<size_t>(first - bytes.begin()), kGuessWindow);
}

struct DeleteDetector {
  void operator()(uchardet* detector) const { uchardet_delete(detector); }
};

// Encodings that uchardet finds in short western texts more often than they are in use.
bool is_far_fetched(std::string_view encoding) {
  static constexpr std::array<std::string_view, 8> kRare = {
      "iso-8859-3",  "iso-8859-4",  "iso-8859-10", "iso-8859-13",
      "iso-8859-14", "iso-8859-16", "macintosh",   "replacement"};
  return encoding.empty() || encoding.starts_with("utf-") ||
         std::find(kRare.begin(), kRare.end(), encoding) != kRare.end();
}

// uchardet's own names are labels of the standard, but for these.
std::string_view encoding_of_uchardet(std::string_view name) {
  if (name == "MAC-CYRILLIC") return "x-mac-cyrillic";
  if (name == "UHC") return "euc-kr";
  return encoding_of_label(name);
}

}  // namespace

std::string_view utf16_by_zeros(std::string_view bytes) {
  bytes = bytes.substr(0, std::min(bytes.size(), kZerosWindow) & ~size_t{1});
  size_t units = bytes.size() / 2;
  std::array<size_t, 2> zeros{};
  size_t controls = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == 0)
      ++zeros[i & 1];
    else
      controls += is_odd_control(static_cast<unsigned char>(bytes[i]));
  }
  bool big = zeros[0] > zeros[1];
  size_t mine = zeros[big ? 0 : 1];
  size_t other = zeros[big ? 1 : 0];
  bool latin = mine * 10 >= units * 6;
  bool script = controls * 100 >= bytes.size() * 3 && mine > 0;
  if (mine < 2 || other * 20 > mine || !(latin || script)) return {};
  size_t odd = 0;
  for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
    auto first = static_cast<unsigned char>(bytes[i]);
    auto second = static_cast<unsigned char>(bytes[i + 1]);
    auto unit = static_cast<uint32_t>(big ? first << 8 | second : second << 8 | first);
    odd += is_odd_control(unit) || unit >= 0xFFFE || (unit >= 0xE000 && unit < 0xF900);
  }
  if (odd * 20 > units) return {};
  return big ? "utf-16be" : "utf-16le";
}

bool is_mostly_utf8(std::string_view bytes, bool strictly) {
  Utf8Census census = count_sequences(bytes);
  if (strictly) return census.sound >= 10 && census.broken * 20 <= census.sound;
  return census.broken * 10 <= census.sound;
}

std::string_view guess_encoding(std::string_view bytes) {
  std::string_view window = window_of(bytes);
  bool only_punctuation = std::all_of(window.begin(), window.end(), [](char c) {
    return is_shared_punctuation(static_cast<unsigned char>(c));
  });
  if (only_punctuation) return "windows-1252";
  auto high = std::count_if(window.begin(), window.end(),
                            [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  std::unique_ptr<uchardet, DeleteDetector> detector(uchardet_new());
  if (!detector || uchardet_handle_data(detector.get(), window.data(), window.size()) != 0)
    return "windows-1252";
  uchardet_data_end(detector.get());
  std::string_view found = encoding_of_uchardet(uchardet_get_charset(detector.get()));
  return is_far_fetched(found) || high < kFewBytes ? "windows-1252" : found;
}

}  // namespace hearsay
