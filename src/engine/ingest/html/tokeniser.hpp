// The tokeniser of the HTML Standard (13.2.5), working on ranges of the page: a token is a kind and
// a place. Text is one token per contiguous range and character references stay undecoded in it.
// Covered by ingest/html/tokeniser_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.hpp"
#include "ingest/html/tags.hpp"

namespace hearsay {

enum class TokenKind : uint8_t { text, start_tag, end_tag, comment, doctype, end };

// How the tokeniser reads on; set by the tree builder after certain start tags.
enum class TextMode : uint8_t { data, rcdata, rawtext, script, plaintext };

struct Attribute {
  Span name;
  Span value;
};

struct Token {
  TokenKind kind = TokenKind::end;
  uint32_t begin = 0;  // all of the token
  uint32_t end = 0;
  // Text.
  bool raw = false;  // no character references in it
  // Tags.
  Tag tag = Tag::other;
  bool self_closing = false;
  uint32_t first_attribute = 0;  // into the vector given to the tokeniser; start tags only
  uint32_t last_attribute = 0;
  // Doctype.
  bool quirks = false;  // by name, identifiers or damage, 13.2.6.4.1
};

// Reads the page token by token. The view and the vectors must outlive it.
class Tokeniser {
 public:
  struct Cut {
    uint32_t unfinished_tag = UINT32_MAX;   // a tag the page ends in begins here
    uint32_t many_attributes = UINT32_MAX;  // the first element with too many
  };

  // Attributes are appended to `attributes`, at most `most_attributes` of one tag.
  Tokeniser(std::string_view page, TagNames& names, std::vector<Attribute>& attributes,
            uint32_t most_attributes)
      : page_(page), names_(names), attributes_(attributes), most_attributes_(most_attributes) {}

  // The next token; Token::end at the end, for good. `cdata` says whether <![CDATA[ opens a
  // section, as it does in SVG and MathML.
  Token next(bool cdata);

  // Reads on in `mode`. All but data and plaintext last until the end tag `until`.
  void set_mode(TextMode mode, Tag until);

  uint32_t at() const { return at_; }
  const Cut& cut() const { return cut_; }

 private:
  bool markup_at(uint32_t at) const;
  Token read_text();
  Token read_rest();
  Token read_markup(bool cdata);
  Token read_tag(bool end_tag);
  bool read_attribute(Token& tag, bool keep);
  bool read_value(Span& value);
  void keep_attribute(Token& tag, Attribute attribute);
  bool seen_before(const Token& tag, std::string_view name);
  Token read_bogus_comment();
  Token read_declaration(bool cdata);
  Token read_doctype();
  bool closes_text(uint32_t at) const;
  uint32_t find_end_tag() const;
  uint32_t find_script_end() const;
  bool word_at(uint32_t at, std::string_view lower) const;
  bool script_word_at(uint32_t at) const;
  uint32_t size() const { return static_cast<uint32_t>(page_.size()); }
  void skip_space();
  Token token(TokenKind kind, uint32_t begin) const;

  std::string_view page_;
  TagNames& names_;
  std::vector<Attribute>& attributes_;
  uint32_t most_attributes_;
  uint32_t at_ = 0;
  TextMode mode_ = TextMode::data;
  Tag until_ = Tag::other;
  Cut cut_;
  // Names of the current tag's attributes, once they are many: slots of a hash table that hold the
  // attribute's index + 1 and the tag they are of.
  struct Slot {
    uint32_t tag = 0;
    uint32_t attribute = 0;
  };
  std::vector<Slot> slots_;
  uint32_t tags_with_slots_ = 0;
};

// True if a document type asks for quirks mode. `public_id` and `system_id` count only if present.
struct DocumentType {
  std::string_view name;
  std::string_view public_id;
  std::string_view system_id;
  bool has_public = false;
  bool has_system = false;
  bool force_quirks = false;
};
bool asks_for_quirks(const DocumentType& type);

}  // namespace hearsay
