// Layers and reports of store-v1.db, as they were when it was made. Never to be changed: what other
// layers look like today is no concern of this file. Used by format_files_test.cpp.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/pipeline.hpp"

namespace hearsay::v1 {

enum class Field : uint8_t { title, author, publisher, domain, published, dateline };
inline std::span<const std::string_view> names_of(Field) {
  static constexpr std::array<std::string_view, 6> kNames = {"title",  "author",    "publisher",
                                                             "domain", "published", "dateline"};
  return kNames;
}

enum class Role : uint8_t { title, body, promo };
inline std::span<const std::string_view> names_of(Role) {
  static constexpr std::array<std::string_view, 3> kNames = {"title", "body", "promo"};
  return kNames;
}

struct Roles {
  static constexpr LayerName kLayer{"roles", 1, "What each line is."};
  std::vector<Span> span;
  std::vector<Role> role;
  std::vector<Flag> kept;
  Strings why;
  std::vector<Score> score;
  static constexpr auto columns() {
    return std::tuple{
        column("span", &Roles::span, "the line"), column("role", &Roles::role, "what it is"),
        column("kept", &Roles::kept, "is it analysed"), column("why", &Roles::why, "the rule"),
        column("score", &Roles::score, "how sure")};
  }
};

struct Metadata {
  static constexpr LayerName kLayer{"metadata", 1, "What the report says of itself."};
  std::vector<Field> field;
  Strings value, latest;
  std::vector<Span> span, source;
  Strings how;
  std::vector<Flag> chosen;
  static constexpr auto columns() {
    return std::tuple{column("field", &Metadata::field, "what", InId::yes),
                      column("value", &Metadata::value, "the value", InId::yes),
                      column("latest", &Metadata::latest, "of a date the latest"),
                      column("span", &Metadata::span, "in the text"),
                      source_column("source", &Metadata::source, "in the source"),
                      column("how", &Metadata::how, "by what", InId::yes),
                      column("chosen", &Metadata::chosen, "is it shown")};
  }
};

struct Languages {
  static constexpr LayerName kLayer{"languages", 1, "Languages."};
  Strings language;
  static constexpr auto columns() {
    return std::tuple{column("language", &Languages::language, "its code", InId::yes)};
  }
};

// Every type of cell that the others lack.
struct Marks {
  static constexpr LayerName kLayer{"marks", 1, "Words in capitals."};
  std::vector<Span> span;
  Lists<Span> letters;
  std::vector<int64_t> size;
  std::vector<Row<Roles>> line;
  std::vector<RowId> self;
  Lists<Place> elsewhere;
  static constexpr auto columns() {
    return std::tuple{column("span", &Marks::span, "the word"),
                      column("letters", &Marks::letters, "its letters"),
                      column("size", &Marks::size, "less than none, its size"),
                      column("line", &Marks::line, "the line it stands in, or none"),
                      column("self", &Marks::self, "an id"),
                      column("elsewhere", &Marks::elsewhere, "a place in this report")};
  }
};

struct Codes {
  static constexpr LayerName kLayer{"codes", 1, "Every byte of the text."};
  static constexpr Storage kStorage = Storage::packed;
  std::vector<uint32_t> code;
  static constexpr auto columns() { return std::tuple{column("code", &Codes::code, "its value")}; }
};

// HTML here is text with things between < and >, which are left out.
inline Text read_text(const Source& source) {
  if (source.format == Format::text) return {source.bytes, {}};
  std::string bytes;
  OffsetMap map;
  bool inside = false;
  for (uint32_t at = 0; at < source.bytes.size(); ++at) {
    char c = source.bytes[at];
    if (c == '<') inside = true;
    if (!inside) {
      map.add_verbatim(static_cast<uint32_t>(bytes.size()), at);
      bytes += c;
    }
    if (c == '>') inside = false;
  }
  return {bytes, map};
}

inline Roles label_lines(const Text& text) {
  Roles out;
  for (uint32_t begin = 0; begin < text.size();) {
    auto end = static_cast<uint32_t>(std::min<size_t>(text.view().find('\n', begin), text.size()));
    bool promo = text.view().substr(begin, 10) == "Subscribe ";
    Role role = promo ? Role::promo : begin == 0 ? Role::title : Role::body;
    out.span.push_back({begin, end});
    out.role.push_back(role);
    out.kept.push_back({!promo});
    out.why.push_back(promo ? "begins like one" : "");
    out.score.push_back({static_cast<uint16_t>(promo ? 9750 : 10000)});
    begin = end + 1;
  }
  return out;
}

inline Metadata read_metadata(const Source& source, const Text& text) {
  Metadata out;
  auto add = [&out](Field field, std::string_view value, std::string_view latest, Span span,
                    Span from, std::string_view how, bool chosen) {
    out.field.push_back(field);
    out.value.push_back(value);
    out.latest.push_back(latest);
    out.span.push_back(span);
    out.source.push_back(from);
    out.how.push_back(how);
    out.chosen.push_back({chosen});
  };
  auto end = static_cast<uint32_t>(std::min<size_t>(text.view().find('\n'), text.size()));
  Span first{0, end};
  add(Field::title, text[first], "", first, text.to_source(first), "first line", true);
  add(Field::title, "Another", "", Span::none(), Span::none(), "rejected", false);
  if (source.format == Format::html)
    add(Field::author, "Mara Quill", "", Span::none(), {1, 11}, "attribute", true);
  add(Field::domain, "bell.example", "", Span::none(), Span::none(), "url", true);
  add(Field::published, "2018-05", "2018-05-21T14:03Z", Span::none(), Span::none(), "url", true);
  return out;
}

inline Languages find_languages(const Text&) {
  Languages out;
  out.language.push_back("en");
  return out;
}

inline Marks find_marks(const Text& text, const Roles& roles) {
  Marks out;
  auto capital = [&](uint32_t at) { return text.view()[at] >= 'A' && text.view()[at] <= 'Z'; };
  for (uint32_t at = 0; at < text.size(); ++at) {
    uint32_t end = at;
    std::vector<Span> letters;
    for (; end < text.size() && capital(end); ++end) letters.push_back({end, end + 1});
    if (letters.size() < 2) continue;
    uint32_t line = 0;
    while (roles.span[line].end < end) ++line;
    Place place{ReportId(Id128{7, 7}), {at, end}};
    out.span.push_back({at, end});
    out.letters.push_back(letters);
    out.size.push_back(-static_cast<int64_t>(letters.size()));
    out.line.push_back(line == 0 ? Row<Roles>{} : Row<Roles>{line});
    out.self.push_back(RowId(Id128{at, end}));
    out.elsewhere.push_back(std::span(&place, line == 0 ? 0 : 1));
    at = end;
  }
  return out;
}

inline Codes list_codes(const Text& text) {
  Codes out;
  for (char c : text.view()) out.code.push_back(static_cast<unsigned char>(c));
  return out;
}

// Names the publisher of every report.
inline Amendments name_publishers(const Across<Text>& reports) {
  Amendments out;
  reports.each([&](const ReportId& id, const Text&) {
    Place place{id, {0, 3}};
    out.target.emplace_back(id);
    out.field.push_back("publisher_name");
    out.value.push_back("The Bell");
    out.why.push_back("all of them are");
    out.evidence.push_back(std::span(&place, 1));
  });
  return out;
}

inline Pipeline pipeline() {
  Pipeline out;
  out.add<&read_text>("ingest/text");
  out.add<&label_lines>("ingest/roles");
  out.add<&read_metadata>("ingest/metadata");
  out.add<&find_languages>("language/languages");
  out.add<&find_marks>("language/marks");
  out.add<&list_codes>("language/codes");
  out.add<&name_publishers>("sources/publishers");
  [[maybe_unused]] Result<void> sealed = out.seal();
  assert(sealed.ok());
  return out;
}

inline std::vector<Source> sources() {
  std::vector<Source> out(4);
  out[0].bytes =
      "A bridge is closed\nThe MAYOR said: \"It was unsafe.\"\nSubscribe to our letter\n";
  out[0].path = "one.txt";
  out[1].bytes =
      "<Mara Quill>Caf\xC3\xA9 \xF0\x9F\x98\x80 reopens<br>\nNobody\xE2\x80\xA8was HURT, \"they\" "
      "say";
  out[1].format = Format::html;
  out[1].path = "pile.zip!/two.html";
  out[1].charset = "utf-8";
  out[1].url = "https://bell.example/two";
  out[1].title = "Two";
  out[1].published = "yesterday";
  out[1].publisher = "bell";
  out[1].external_id = "2";
  out[1].authors = {"Mara Quill", ""};
  out[1].fetched = "2018-05-22T00:00:00Z";
  out[1].problems = {{"cut", "it was cut", 12}, {"odd", "it is odd", -1}};
  out[2].bytes = "=HYPERLINK\n\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D ABC\n";
  for (int i = 0; i < 60; ++i) out[2].bytes += "The same sentence again. ";
  out[2].path = "three.txt";
  out[3].path = "empty.txt";
  return out;
}

}  // namespace hearsay::v1
