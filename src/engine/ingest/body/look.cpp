// What first bytes look like; see body.hpp.
#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "ingest/body/body.hpp"

namespace hearsay {
namespace {

constexpr size_t kHead = 4096;

// Elements that no other use of '<' is likely to spell. Sorted.
constexpr std::array<std::string_view, 62> kTags = {
    "a",    "abbr",   "address",  "article", "aside",  "b",     "base",     "blockquote",
    "body", "br",     "button",   "caption", "center", "dd",    "div",      "dl",
    "dt",   "em",     "figure",   "font",    "footer", "form",  "frameset", "h1",
    "h2",   "h3",     "h4",       "h5",      "h6",     "head",  "header",   "hr",
    "html", "i",      "iframe",   "img",     "input",  "li",    "link",     "main",
    "meta", "nav",    "noscript", "ol",      "p",      "pre",   "script",   "section",
    "span", "strong", "style",    "sub",     "sup",    "table", "tbody",    "td",
    "th",   "title",  "tr",       "u",       "ul",     "video"};

// True if `text` begins with a start or end tag of HTML.
bool starts_tag(std::string_view text) {
  if (text.size() < 3 || text[0] != '<') return false;
  size_t at = text[1] == '/' ? 2 : 1;
  size_t end = at;
  while (end < text.size() && end - at < 12 &&
         (ascii::is_letter(text[end]) || ascii::is_digit(text[end])))
    ++end;
  if (end == at || end == text.size()) return false;
  if (!ascii::is_space(text[end]) && text[end] != '>' && text[end] != '/') return false;
  return std::binary_search(kTags.begin(), kTags.end(), ascii::lowered(text.substr(at, end - at)));
}

size_t count_tags(std::string_view text) {
  size_t count = 0;
  for (size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
    count += starts_tag(text.substr(at));
  return count;
}

// "&amp;", "&#39;", "&#x2019;".
bool has_reference(std::string_view text) {
  for (size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    size_t end = at + 1;
    if (end < text.size() && text[end] == '#') ++end;
    size_t begin = end;
    while (end < text.size() && end - begin < 10 &&
           (ascii::is_letter(text[end]) || ascii::is_digit(text[end])))
      ++end;
    if (end - begin >= 2 && end < text.size() && text[end] == ';') return true;
  }
  return false;
}

bool looks_like_html(std::string_view text) {
  bool xml = false;
  std::string_view rest = skip_prologue(text, xml);
  if (starts_with_nocase(rest, "<!doctype") || starts_tag(rest)) return true;
  if (xml) return true;
  if (rest.empty() && text.starts_with("<!--"))
    return true;  // a page that opens with long comments
  return count_tags(rest) >= 4 && count_tags(rest) * 200 >= rest.size();
}

bool is_control(char c) {
  auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 ? !ascii::is_space(c) && byte != 0x1B && byte != 0x0B && byte != 0x08
                     : byte == 0x7F;
}

struct Magic {
  size_t at;
  std::string_view bytes;
  std::string_view what;
};

using namespace std::string_view_literals;
constexpr std::string_view kConvert = ": convert it to text or HTML first";
constexpr std::string_view kUnpack = ": unpack it first";
constexpr std::string_view kNoText = ", which holds no text";

constexpr std::array<Magic, 7> kDocuments = {{{0, "%PDF-"sv, "a PDF document"},
                                              {0, "\xD0\xCF\x11\xE0"sv, "an old office document"},
                                              {0, "{\\rtf"sv, "an RTF document"},
                                              {0, "%!PS"sv, "a PostScript document"},
                                              {0, "AT&TFORM"sv, "a DjVu document"},
                                              {60, "BOOKMOBI"sv, "an e-book"},
                                              {0, "filedesc://"sv, "an ARC file of a crawler"}}};
constexpr std::array<Magic, 5> kPacked = {{{0, "7z\xBC\xAF\x27\x1C"sv, "a 7z archive"},
                                           {0, "Rar!\x1A\x07"sv, "a RAR archive"},
                                           {0, "MSCF"sv, "a cabinet archive"},
                                           {0, "\x1F\x9D"sv, "a file packed by compress"},
                                           {0, "\x04\x22\x4D\x18"sv, "an LZ4 file"}}};
constexpr std::array<Magic, 20> kOthers = {{{0, "\x89PNG"sv, "a PNG image"},
                                            {0, "\xFF\xD8\xFF"sv, "a JPEG image"},
                                            {0, "GIF8"sv, "a GIF image"},
                                            {8, "WEBP"sv, "a WebP image"},
                                            {0, "II*\0"sv, "a TIFF image"},
                                            {0, "MM\0*"sv, "a TIFF image"},
                                            {0, "\0\0\1\0"sv, "an icon"},
                                            {0,
                                             "\x7F"
                                             "ELF"sv,
                                             "an executable"},
                                            {0, "MZ\x90\0"sv, "an executable"},
                                            {0, "\xCF\xFA\xED\xFE"sv, "an executable"},
                                            {0, "\xCA\xFE\xBA\xBE"sv, "compiled Java"},
                                            {0, "\0asm"sv, "WebAssembly"},
                                            {0, "SQLite format 3\0"sv, "an SQLite database"},
                                            {0, "PAR1"sv, "a Parquet file"},
                                            {0, "ID3"sv, "a sound file"},
                                            {0, "OggS"sv, "a sound or film file"},
                                            {8, "WAVE"sv, "a sound file"},
                                            {4, "ftyp"sv, "a film file"},
                                            {0, "wOFF"sv, "a font"},
                                            {0, "wOF2"sv, "a font"}}};
// Names of the first member by which documents that are zip archives are told from others.
constexpr std::array<std::string_view, 5> kOffice = {"[Content_Types].xml", "_rels/", "mimetype",
                                                     "word/", "xl/"};

template <size_t n>
std::string_view match(const std::array<Magic, n>& table, std::string_view head) {
  for (const Magic& magic : table)
    if (head.size() >= magic.at && head.substr(magic.at).starts_with(magic.bytes))
      return magic.what;
  return {};
}

bool is_office(std::string_view head) {
  if (!head.starts_with("PK\3\4") || head.size() < 32) return false;
  for (std::string_view name : kOffice)
    if (head.substr(30).starts_with(name)) return true;
  return false;
}

std::string phrase(std::string_view what, std::string_view advice) {
  return "looks like " + std::string(what) + std::string(advice);
}

}  // namespace

bool starts_with_nocase(std::string_view text, std::string_view lower_case_prefix) {
  return text.size() >= lower_case_prefix.size() &&
         std::equal(lower_case_prefix.begin(), lower_case_prefix.end(), text.begin(),
                    [](char wanted, char c) { return wanted == ascii::lower(c); });
}

std::string_view skip_prologue(std::string_view text, bool& xml) {
  while (true) {
    while (!text.empty() && ascii::is_space(text.front())) text.remove_prefix(1);
    std::string_view close;
    if (text.starts_with("<!--")) close = "-->";
    if (text.starts_with("<?")) close = ">";
    if (close.empty()) return text;
    xml |= starts_with_nocase(text, "<?xml");
    size_t end = text.find(close, 2);
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + close.size());
  }
}

Wide utf16_order(std::string_view head) {
  if (head.starts_with("\xFF\xFE")) return Wide::little;
  if (head.starts_with("\xFE\xFF")) return Wide::big;
  head = head.substr(0, std::min(head.size(), kHead) & ~size_t{1});
  if (head.size() < 4 || head.find('\0') == std::string_view::npos) return Wide::no;
  std::array<size_t, 2> zeros{};
  for (size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
  size_t half = head.size() / 2;
  if (zeros[1] * 10 >= half * 6 && zeros[0] * 10 <= half) return Wide::little;
  if (zeros[0] * 10 >= half * 6 && zeros[1] * 10 <= half) return Wide::big;
  return Wide::no;
}

std::string plain_head(std::string_view head) {
  head = head.substr(0, kHead);
  std::string out(head);
  if (Wide order = utf16_order(head); order != Wide::no) {
    size_t low = order == Wide::little ? 0 : 1;
    out.clear();
    for (size_t i = 0; i + 1 < head.size(); i += 2) {
      char c = head[i + low];
      bool ascii = head[i + 1 - low] == '\0' && static_cast<unsigned char>(c) < 0x80;
      out += ascii ? c : '?';
    }
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) out.erase(0, 1);
  } else if (out.starts_with("\xEF\xBB\xBF")) {
    out.erase(0, 3);
  }
  out.erase(0, static_cast<size_t>(std::find_if_not(out.begin(), out.end(), ascii::is_space) -
                                   out.begin()));
  return out;
}

Look look_at(std::string_view head) {
  if (head.empty()) return Look::empty;
  head = head.substr(0, kHead);
  std::string plain = plain_head(head);
  if (!match(kDocuments, head).empty() || !match(kPacked, head).empty() || is_office(head))
    return Look::binary;
  auto controls = static_cast<size_t>(std::count_if(plain.begin(), plain.end(), is_control));
  bool named = !match(kOthers, head).empty();
  if (controls > 0 && (named || controls == plain.size() || controls > plain.size() / 10 + 1))
    return Look::binary;
  return looks_like_html(plain) ? Look::html : Look::text;
}

bool has_markup(std::string_view text) {
  return count_tags(text) > 0 || has_reference(text);
}

std::string describe_binary(std::string_view head) {
  head = head.substr(0, kHead);
  if (std::string_view what = match(kDocuments, head); !what.empty()) return phrase(what, kConvert);
  if (is_office(head)) return phrase("an office document or e-book", kConvert);
  if (std::string_view what = match(kPacked, head); !what.empty()) return phrase(what, kUnpack);
  if (std::string_view what = match(kOthers, head); !what.empty()) return phrase(what, kNoText);
  return {};
}

}  // namespace hearsay
