// A small pipeline with every kind of column, and what else the tests of the store share.
// For tests only.
#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <unistd.h>

#include "document/pipeline.hpp"

namespace hearsay::store_test_pipeline {

enum class Case : uint8_t { lower, upper, other };
inline std::span<const std::string_view> names_of(Case) {
  static constexpr std::array<std::string_view, 3> kNames = {"lower", "upper", "other"};
  return kNames;
}

// One row per line.
struct Lines {
  static constexpr LayerName kLayer{"lines", 1, "Lines of the text."};
  std::vector<Span> span;
  std::vector<uint32_t> number;
  static constexpr auto columns() {
    return std::tuple{column("span", &Lines::span, "the line"),
                      column("number", &Lines::number, "which one, from 0")};
  }
};

// One row per word, with every type of cell.
struct Words {
  static constexpr LayerName kLayer{"words", 1, "Words of the text."};
  std::vector<Span> span;
  std::vector<Span> source;
  Lists<Span> letters;
  std::vector<int64_t> size;
  std::vector<Score> share;
  std::vector<Flag> capital;
  std::vector<Case> first;
  Strings folded;
  std::vector<Row<Lines>> line;
  std::vector<RowId> self;
  Lists<Place> places;
  static constexpr auto columns() {
    return std::tuple{column("span", &Words::span, "the word"),
                      source_column("source", &Words::source, "its bytes"),
                      column("letters", &Words::letters, "its letters"),
                      column("size", &Words::size, "its bytes, less than none if capital"),
                      column("share", &Words::share, "its share of the text"),
                      column("capital", &Words::capital, "begins with a capital"),
                      column("first", &Words::first, "its first letter"),
                      column("folded", &Words::folded, "as it is looked up", InId::yes),
                      column("line", &Words::line, "the line it stands in"),
                      column("self", &Words::self, "an id"),
                      column("places", &Words::places, "where else")};
  }
};

struct Bits {
  static constexpr LayerName kLayer{"bits", 1, "Packed numbers."};
  static constexpr Storage kStorage = Storage::packed;
  std::vector<uint32_t> value;
  static constexpr auto columns() {
    return std::tuple{column("value", &Bits::value, "code of a byte")};
  }
};

struct Passing {
  static constexpr LayerName kLayer{"passing", 1, "Never stored."};
  static constexpr Storage kStorage = Storage::transient;
  std::vector<uint32_t> size;
  static constexpr auto columns() {
    return std::tuple{column("size", &Passing::size, "bytes of the text")};
  }
};

// Plain text is its source; "<" and ">" are taken out of HTML, which is all the HTML there is here.
inline Text read_plain(const Source& source) {
  if (source.format == Format::text) return {source.bytes, {}};
  std::string bytes;
  OffsetMap map;
  for (uint32_t at = 0; at < source.bytes.size(); ++at) {
    if (source.bytes[at] == '<' || source.bytes[at] == '>') continue;
    map.add_verbatim(static_cast<uint32_t>(bytes.size()), at);
    bytes += source.bytes[at];
  }
  return {bytes, map};
}

inline Lines find_lines(const Text& text) {
  Lines lines;
  uint32_t begin = 0;
  while (begin < text.size()) {
    size_t end = std::min<size_t>(text.view().find('\n', begin), text.size());
    lines.number.push_back(static_cast<uint32_t>(lines.span.size()));
    lines.span.push_back({begin, static_cast<uint32_t>(end)});
    begin = static_cast<uint32_t>(end) + 1;
  }
  return lines;
}

inline bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

inline void add_word(Words& words, const Text& text, const Lines& lines, Span span) {
  uint32_t line = 0;
  while (lines.span[line].end < span.end) ++line;
  std::vector<Span> letters;
  for (uint32_t at = span.begin; at < span.end; ++at)
    if (static_cast<unsigned char>(text.view()[at]) < 0x80) letters.push_back({at, at + 1});
  char first = text.view()[span.begin];
  Span rare = first == 'z' ? Span::none() : span;
  words.span.push_back(rare);
  words.source.push_back(text.to_source(rare));
  words.letters.push_back(letters);
  words.size.push_back(is_capital(first) ? -int64_t{span.size()} : span.size());
  words.share.push_back(Score::of(static_cast<double>(span.size()) / text.size()));
  words.capital.push_back({is_capital(first)});
  words.first.push_back(is_capital(first)              ? Case::upper
                        : first >= 'a' && first <= 'z' ? Case::lower
                                                       : Case::other);
  std::string folded(text[span]);
  for (char& c : folded) c = is_capital(c) ? static_cast<char>(c + 32) : c;
  words.folded.push_back(folded);
  words.line.push_back(first == 'z' ? Row<Lines>{} : Row<Lines>{line});
  words.self.push_back(RowId(Id128{span.begin, span.end}));
  Place place{ReportId(Id128{1, 2}), {3, 4}};
  words.places.push_back(std::span(&place, first == 'p' ? 1 : 0));
}

inline Words find_words(const Text& text, const Lines& lines) {
  Words words;
  uint32_t begin = 0;
  for (uint32_t at = 0; at <= text.size(); ++at) {
    bool space = at == text.size() || text.view()[at] == ' ' || text.view()[at] == '\n';
    if (space && at > begin) add_word(words, text, lines, {begin, at});
    if (space) begin = at + 1;
  }
  return words;
}

inline Bits find_bits(const Text& text) {
  Bits bits;
  for (char c : text.view()) bits.value.push_back(static_cast<unsigned char>(c));
  return bits;
}

inline Passing pass(const Text& text) {
  return {{text.size()}};
}

// A reduce stage: of every report that says so, that it does.
inline Amendments amend_loud(const Across<Text>& all) {
  Amendments out;
  all.each([&](const ReportId& id, const Text& text) {
    if (text.view().find("LOUD") == std::string_view::npos) return;
    out.target.emplace_back(id);
    out.field.push_back("language");
    out.value.push_back("loud");
    out.why.push_back("it says so");
    Place place{id, {0, 1}};
    out.evidence.push_back(std::span(&place, 1));
  });
  return out;
}

struct Fixture {
  Pipeline pipeline;
  Resources resources;

  Fixture() {
    pipeline.add<&read_plain>("a/text");
    pipeline.add<&find_lines>("b/lines");
    pipeline.add<&find_words>("c/words");
    pipeline.add<&find_bits>("c/bits");
    pipeline.add<&pass>("c/passing");
    pipeline.add<&amend_loud>("d/loud");
    [[maybe_unused]] Result<void> sealed = pipeline.seal();
    assert(sealed.ok());
  }

  Document document(Source source) const {
    Document out(std::move(source));
    pipeline.analyse(out, resources);
    return out;
  }
  Document document(std::string_view text, std::string_view path) const {
    Source source;
    source.bytes = text;
    source.path = path;
    return document(std::move(source));
  }
};

// A folder that goes away with its files.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "hearsay-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace hearsay::store_test_pipeline
