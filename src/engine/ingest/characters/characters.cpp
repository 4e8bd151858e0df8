// See characters.hpp.
#include "ingest/characters/characters.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "ingest/characters/decoding.hpp"
#include "ingest/characters/detection.hpp"
#include "ingest/characters/labels.hpp"
#include "ingest/characters/mojibake.hpp"
#include "ingest/characters/prescan.hpp"

namespace hearsay {
namespace {

// One byte gives at most three bytes of text, whose offsets have 32 bits.
constexpr size_t kMostBytes = size_t{1} << 30;
constexpr size_t kMostPlaces = 20;  // mended places that are listed one by one

struct Declaration {
  std::string label;          // as written
  std::string_view encoding;  // empty if there is no usable one
};

// What speaks for one encoding or another, before anything is decoded.
struct Evidence {
  std::string_view bytes;
  size_t mark = 0;  // size of the byte order mark
  std::string_view marked;
  Declaration transport, page;
  bool utf8 = false;   // valid, all through
  bool ascii = false;  // nothing outside ASCII
  bool zeros = false;
};

struct Chosen {
  std::string_view encoding;
  std::string_view how;
};

// ---- gathering ----------------------------------------------------------------------------------

void read_mark(Evidence& out) {
  struct Mark {
    std::string_view bytes, encoding;
  };
  static constexpr std::array<Mark, 3> kMarks = {
      {{"\xEF\xBB\xBF", "utf-8"}, {"\xFF\xFE", "utf-16le"}, {"\xFE\xFF", "utf-16be"}}};
  for (const Mark& mark : kMarks) {
    if (!out.bytes.starts_with(mark.bytes)) continue;
    out.mark = mark.bytes.size();
    out.marked = mark.encoding;
  }
}

Declaration declared_by_transport(const Source& source) {
  std::string_view name = encoding_of_label(source.charset);
  return {source.charset, name == "replacement" ? std::string_view() : name};
}

Declaration declared_by_page(const Source& source, std::string_view bytes) {
  std::string label =
      source.format == Format::html ? declared_in_html(bytes) : declared_in_xml(bytes);
  std::string_view name = encoding_of_declaration(label);
  return {std::move(label), name == "replacement" ? std::string_view() : name};
}

bool is_ascii(std::string_view bytes) {
  unsigned char all = 0;
  for (char c : bytes) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

Evidence gather(const Source& source) {
  Evidence out;
  out.bytes = std::string_view(source.bytes).substr(0, kMostBytes);
  read_mark(out);
  out.transport = declared_by_transport(source);
  out.page = declared_by_page(source, out.bytes);
  out.utf8 = simdjson::validate_utf8(out.bytes.data(), out.bytes.size());
  out.ascii = out.utf8 && is_ascii(out.bytes);
  out.zeros = std::memchr(out.bytes.data(), 0, out.bytes.size()) != nullptr;
  return out;
}

// ---- choosing -----------------------------------------------------------------------------------

bool is_wide(std::string_view encoding) {
  return encoding.starts_with("utf-16");
}

bool decodes_well(const Evidence& evidence, std::string_view encoding) {
  Decoded trial = decode(evidence.bytes, evidence.mark, encoding);
  return trial.invalid.count * 10 <= trial.sound;
}

Chosen guess(const Evidence& evidence) {
  std::string_view encoding = guess_encoding(evidence.bytes);
  if (encoding == "windows-1252" || !decodes_well(evidence, encoding))
    return {"windows-1252", "last resort"};
  return {encoding, "detected"};
}

Chosen choose_undeclared(const Evidence& evidence) {
  if (evidence.ascii && evidence.bytes.find("\x1B$") != std::string_view::npos &&
      decode(evidence.bytes, 0, "iso-2022-jp").sound > 0 && decodes_well(evidence, "iso-2022-jp"))
    return {"iso-2022-jp", "detected"};
  if (evidence.utf8) return {"utf-8", "valid UTF-8"};
  if (is_mostly_utf8(evidence.bytes, false)) return {"utf-8", "mostly valid UTF-8"};
  return guess(evidence);
}

Chosen choose_declared(const Evidence& evidence, std::string_view declared, std::string_view how) {
  if (declared == "utf-8") {
    if (evidence.utf8 || is_mostly_utf8(evidence.bytes, false)) return {declared, how};
    return guess(evidence);
  }
  bool as_declared = evidence.ascii && !(is_wide(declared) && !evidence.zeros);
  if (as_declared) return {declared, how};
  if (evidence.utf8) return {"utf-8", "valid UTF-8"};
  if (is_mostly_utf8(evidence.bytes, true)) return {"utf-8", "mostly valid UTF-8"};
  if (is_wide(declared) || decodes_well(evidence, declared)) return {declared, how};
  return guess(evidence);
}

Chosen choose(const Evidence& evidence) {
  if (evidence.mark > 0) return {evidence.marked, "byte order mark"};
  if (evidence.zeros)
    if (std::string_view wide = utf16_by_zeros(evidence.bytes); !wide.empty())
      return {wide, "pattern of zeros"};
  const Declaration& transport = evidence.transport;
  const Declaration& page = evidence.page;
  if (transport.encoding.empty() && page.encoding.empty()) return choose_undeclared(evidence);
  if (transport.encoding.empty())
    return choose_declared(evidence, page.encoding, "declared in the page");
  Chosen by_transport = choose_declared(evidence, transport.encoding, "declared by transport");
  bool refuted = by_transport.how == "detected" || by_transport.how == "last resort";
  if (!refuted || page.encoding.empty()) return by_transport;
  return choose_declared(evidence, page.encoding, "declared in the page");
}

// ---- telling ------------------------------------------------------------------------------------

// A foreign label as it may stand in a message.
std::string shown(std::string_view label) {
  std::string out;
  for (char c : label.substr(0, 40)) out += c >= ' ' && c <= '~' ? c : '?';
  return "\"" + out + "\"";
}

bool agree(std::string_view a, std::string_view b) {
  return a == b || (a.starts_with("gb") && b.starts_with("gb"));
}

// "utf-16" does not say which byte comes first.
bool open_order(std::string_view label) {
  return label.find_first_of("lLbB") == std::string_view::npos;
}

void tell_conflict(const Declaration& declared, std::string_view by, const Evidence& evidence,
                   const Chosen& choice, Problems& out) {
  if (declared.label.empty()) return;
  if (declared.encoding.empty()) {
    out.push_back({"encoding_conflict",
                   std::string(by) + " names the unknown character encoding " +
                       shown(declared.label) + "; read as " + std::string(choice.encoding),
                   -1});
    return;
  }
  bool both = is_wide(declared.encoding) && is_wide(choice.encoding);
  bool neither = !is_wide(declared.encoding) && !is_wide(choice.encoding);
  bool no_matter = (evidence.ascii && neither) || (both && open_order(declared.label));
  if (agree(declared.encoding, choice.encoding) || no_matter) return;
  out.push_back({both ? "byte_order" : "encoding_conflict",
                 std::string(by) + " says " + shown(declared.label) + ", but it was read as " +
                     std::string(choice.encoding) + " (" + std::string(choice.how) + ")",
                 -1});
}

std::string times(size_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

void tell_tally(const Tally& tally, std::string_view code, std::string message, Problems& out) {
  if (tally.count > 0) out.push_back({std::string(code), std::move(message), tally.first});
}

void tell_damage(const Decoded& decoded, std::string_view encoding, Problems& out) {
  tell_tally(decoded.invalid, "invalid_bytes",
             times(decoded.invalid.count, "sequence") + " of bytes not valid in " +
                 std::string(encoding) + ", shown as U+FFFD; the first is here",
             out);
  tell_tally(decoded.nul, "nul",
             times(decoded.nul.count, "zero") + " in the text, shown as U+FFFD; the first is here",
             out);
  tell_tally(decoded.replacements, "replacement_characters",
             times(decoded.replacements.count, "character") +
                 " already lost in the source (U+FFFD); the first is here",
             out);
}

// One problem per run of neighbouring mended characters. `offsets` leads from the mended text to
// the source.
void tell_mended(std::string_view text, const OffsetMap& mended, const OffsetMap& offsets,
                 Problems& out) {
  size_t places = 0;
  for (size_t run = 0; run < mended.runs(); ++run) {
    if (mended.kind[run] != RunKind::repaired) continue;
    uint32_t begin = mended.text_begin[run];
    while (run + 1 < mended.runs() && mended.kind[run + 1] == RunKind::repaired) ++run;
    auto size = static_cast<uint32_t>(text.size());
    Span span{begin, run + 1 < mended.runs() ? mended.text_begin[run + 1] : size};
    if (++places > kMostPlaces) continue;
    std::string what(text.substr(begin, span.size() <= 80 ? span.size() : 0));
    out.push_back({"mojibake",
                   "doubly encoded characters mended" + (what.empty() ? "" : ": \"" + what + "\""),
                   offsets.to_source(span).begin});
  }
  if (places > kMostPlaces)
    out.push_back(
        {"mojibake",
         "doubly encoded characters mended in " + times(places - kMostPlaces, "more place"), -1});
}

}  // namespace

Characters read_characters(const Source& source, const Resources&) {
  Evidence evidence = gather(source);
  Chosen choice = choose(evidence);
  Characters out;
  out.encoding = choice.encoding;
  out.how = choice.how;
  tell_conflict(evidence.transport, "the transport", evidence, choice, out.problems);
  tell_conflict(evidence.page, "the page", evidence, choice, out.problems);
  if (source.bytes.size() > kMostBytes)
    out.problems.push_back({"cut", "only the first GiB was read", int64_t{kMostBytes}});
  Decoded decoded = decode(evidence.bytes, evidence.mark, choice.encoding);
  tell_damage(decoded, choice.encoding, out.problems);
  out.offsets = std::move(decoded.offsets);
  if (std::optional<Mended> mended = mend_mojibake(decoded.text)) {
    auto size = static_cast<uint32_t>(mended->text.size());
    out.offsets = OffsetMap::compose(mended->offsets, out.offsets, size);
    tell_mended(mended->text, mended->offsets, out.offsets, out.problems);
    decoded.text = std::move(mended->text);
  }
  out.text = std::make_shared<const std::string>(std::move(decoded.text));
  return out;
}

}  // namespace hearsay
