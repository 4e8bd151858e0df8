// See feed.hpp.
#include "ingest/feed/feed.hpp"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/ascii.hpp"
#include "ingest/body/body.hpp"
#include "ingest/feed/item.hpp"
#include "ingest/feed/mend_xml.hpp"
#include "ingest/transcoding/transcoding.hpp"

namespace hearsay {
namespace {

constexpr size_t kPiece = size_t{64} << 10;
constexpr size_t kLongestToken = size_t{1} << 20;  // expat holds a whole tag or comment
constexpr size_t kHead = 4096;

struct Name {
  std::string prefix;
  std::string local;
};

Name split_name(std::string_view name) {
  size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {"", ascii::lowered(name)};
  return {ascii::lowered(name.substr(0, colon)), ascii::lowered(name.substr(colon + 1))};
}

// Prefixes are taken at their word: feeds often leave out the declaration.
bool is_plain(const Name& name) {
  return name.prefix.empty() || name.prefix == "atom" || name.prefix == "rss" ||
         name.prefix == "a10";
}

Field field_of(const Name& name) {
  const std::string& local = name.local;
  if (name.prefix == "content" && local == "encoded") return Field::content;
  if (name.prefix == "dc" || name.prefix == "dcterms") {
    if (local == "creator") return Field::creator;
    if (local == "date" || local == "created" || local == "issued") return Field::date;
    if (local == "modified") return Field::updated;
    if (local == "identifier") return Field::id;
    if (local == "source" || local == "publisher") return Field::source;
    return Field::none;
  }
  if (!is_plain(name)) return Field::none;
  if (local == "title") return Field::title;
  if (local == "link") return Field::link;
  if (local == "guid" || local == "id") return Field::id;
  if (local == "description" || local == "summary") return Field::summary;
  if (local == "content") return Field::content;
  if (local == "author") return Field::author;
  if (local == "pubdate" || local == "published") return Field::published;
  if (local == "issued" || local == "date") return Field::date;
  if (local == "updated" || local == "modified") return Field::updated;
  if (local == "source") return Field::source;
  return Field::none;
}

std::string_view attribute(const char** attributes, std::string_view name) {
  for (; *attributes; attributes += 2)
    if (name == *attributes) return attributes[1];
  return {};
}

TextType type_of(const char** attributes) {
  std::string type = ascii::lowered(attribute(attributes, "type"));
  if (type.empty()) return TextType::unknown;
  if (type == "text" || type == "text/plain") return TextType::text;
  if (type == "html" || type == "xhtml" || type == "text/html" || type == "application/xhtml+xml")
    return TextType::html;
  return type.find('/') == std::string::npos ? TextType::unknown : TextType::other;
}

std::string escape(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

// The name of the encoding: by byte order, or as the XML declaration says.
std::string encoding_of(std::string_view head) {
  switch (utf16_order(head)) {
    case Wide::little:
      return "utf-16le";
    case Wide::big:
      return "utf-16be";
    case Wide::no:
      break;
  }
  std::string plain = plain_head(head);
  if (head.starts_with("\xEF\xBB\xBF") || !starts_with_nocase(plain, "<?xml")) return "utf-8";
  std::string_view declaration = std::string_view(plain).substr(0, plain.find("?>"));
  size_t at = declaration.find("encoding");
  size_t begin = at == std::string_view::npos ? at : declaration.find_first_of("\"'", at);
  if (begin == std::string_view::npos) return "utf-8";
  size_t end = declaration.find(declaration[begin], begin + 1);
  if (end == std::string_view::npos) return "utf-8";
  std::string name = ascii::lowered(declaration.substr(begin + 1, end - begin - 1));
  // It could be read, so it is not wide.
  return name.starts_with("utf-16") || name.starts_with("ucs-2") ? "utf-8" : name;
}

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

class Reader {
 public:
  Reader(BufferedReader& bytes, const std::string& path, const Limits& limits, SourceSink& sink)
      : bytes_(bytes), path_(path), limits_(limits), sink_(sink) {}

  void run();

 private:
  enum class Stop : uint8_t { no, receiver, too_deep, too_many };

  bool open();
  bool feed(std::string_view text, bool last);
  void start(std::string_view name, const char** attributes);
  void start_field(const Name& name, const char** attributes);
  void start_in_item(const Name& name, std::string_view written, const char** attributes);
  void end(std::string_view name);
  void characters(std::string_view text);
  void deliver();
  void stop(Stop why) {
    if (stop_ == Stop::no) stop_ = why;
    XML_StopParser(parser_.get(), XML_FALSE);
  }
  void fail(uint64_t at, std::string why) {
    sink_.fail({path_, static_cast<int64_t>(at), std::move(why)});
  }
  uint64_t here() const {
    return static_cast<uint64_t>(std::max<XML_Index>(XML_GetCurrentByteIndex(parser_.get()), 0));
  }
  void tell_error(uint64_t begin, uint64_t end);

  BufferedReader& bytes_;
  const std::string& path_;
  const Limits& limits_;
  SourceSink& sink_;
  std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
  XmlMender mender_;
  std::unique_ptr<Utf8Reader> utf8_;

  uint64_t fed_ = 0;         // bytes given to the parser
  uint64_t fed_before_ = 0;  // before the last piece
  Stop stop_ = Stop::no;
  uint32_t depth_ = 0;
  uint32_t item_depth_ = 0;   // depth of the open item, 0 if none
  uint32_t field_depth_ = 0;  // depth of the open field
  Field field_ = Field::none;
  uint32_t ignored_depth_ = 0;  // depth of an open part of a field that does not count
  uint32_t channel_depth_ = 0;
  bool in_feed_title_ = false;
  std::optional<Item> item_;
  uint64_t items_ = 0;
  uint64_t item_mended_ = 0;
  std::string publisher_;
};

void Reader::start(std::string_view written, const char** attributes) {
  if (++depth_ > limits_.tree_depth) return stop(Stop::too_deep);
  Name name = split_name(written);
  if (item_) return start_in_item(name, written, attributes);
  if (is_plain(name) && (name.local == "item" || name.local == "entry")) {
    if (items_ >= limits_.members) return stop(Stop::too_many);
    ++items_;
    item_.emplace(limits_);
    mender_.take_mended(here());
    item_mended_ = 0;
    item_depth_ = depth_;
    field_ = Field::none;
    return;
  }
  if (depth_ <= 2 && (name.local == "channel" || name.local == "feed")) channel_depth_ = depth_;
  in_feed_title_ = channel_depth_ > 0 && depth_ == channel_depth_ + 1 && is_plain(name) &&
                   name.local == "title" && publisher_.empty();
}

void Reader::start_in_item(const Name& name, std::string_view written, const char** attributes) {
  if (field_ == Field::content || field_ == Field::summary) {
    std::string tag = "<" + std::string(written);
    for (const char** a = attributes; *a; a += 2)
      tag += " " + std::string(a[0]) + "=\"" + escape(a[1]) + "\"";
    return item_->add_markup(field_, tag + ">");
  }
  // Of <author> and Atom's <source>, which have parts, one counts.
  if ((field_ == Field::author || field_ == Field::source) && depth_ == field_depth_ + 1) {
    bool wanted = name.local == (field_ == Field::author ? "name" : "title");
    if (wanted)
      item_->begin(field_, TextType::unknown);
    else
      ignored_depth_ = depth_;
    return;
  }
  if (depth_ == item_depth_ + 1) start_field(name, attributes);
}

void Reader::start_field(const Name& name, const char** attributes) {
  field_ = field_of(name);
  field_depth_ = depth_;
  ignored_depth_ = 0;
  item_->begin(field_, type_of(attributes));
  if (field_ == Field::link) {
    std::string_view href = attribute(attributes, "href"), rel = attribute(attributes, "rel");
    if (rel.empty() || rel == "alternate") item_->set_link(href);
  }
  if (field_ == Field::id)
    item_->set_id_is_address(ascii::lowered(attribute(attributes, "isPermaLink")) != "false");
}

void Reader::end(std::string_view written) {
  uint32_t depth = depth_--;
  in_feed_title_ = false;
  if (!item_) return;
  if (depth == item_depth_) return deliver();
  if (depth == ignored_depth_) ignored_depth_ = 0;
  if (field_ == Field::none) return;
  if (depth == field_depth_) {
    item_->end(field_);
    field_ = Field::none;
  } else if (field_ == Field::content || field_ == Field::summary) {
    item_->add_markup(field_, "</" + std::string(written) + ">");
  }
}

void Reader::characters(std::string_view text) {
  constexpr size_t kLongestTitle = 4096;
  if (in_feed_title_ && publisher_.size() < kLongestTitle)
    publisher_ += text.substr(0, kLongestTitle - publisher_.size());
  if (!item_ || field_ == Field::none || ignored_depth_ > 0) return;
  bool in_markup = depth_ > field_depth_ && (field_ == Field::content || field_ == Field::summary);
  item_->add(field_, in_markup ? escape(text) : text);
}

void Reader::deliver() {
  std::optional<Source> source = item_->finish();
  item_.reset();
  item_depth_ = ignored_depth_ = 0;
  field_ = Field::none;
  std::string path = path_ + "#" + std::to_string(items_);
  item_mended_ += mender_.take_mended(here());
  if (!source)
    return sink_.fail({path, -1, "the item has no text: neither content nor description"});
  source->path = path;
  if (source->publisher.empty()) source->publisher = ascii::trimmed(publisher_);
  if (item_mended_ > 0)
    source->problems.push_back(
        {"mended_xml",
         std::to_string(item_mended_) + " ampersands or characters that XML does not allow", -1});
  if (!sink_.add(std::move(*source))) stop(Stop::receiver);
}

bool Reader::open() {
  parser_.reset(XML_ParserCreate("UTF-8"));
  if (!parser_) return false;
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(
      parser_.get(),
      [](void* self, const char* name, const char** attributes) {
        static_cast<Reader*>(self)->start(name, attributes);
      },
      [](void* self, const char* name) { static_cast<Reader*>(self)->end(name); });
  XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* text, int size) {
    static_cast<Reader*>(self)->characters({text, static_cast<size_t>(size)});
  });
  return true;
}

// False when there is no going on.
bool Reader::feed(std::string_view text, bool last) {
  fed_before_ = fed_;
  fed_ += text.size();
  if (XML_Parse(parser_.get(), text.data(), static_cast<int>(text.size()), last) != XML_STATUS_OK)
    return false;
  item_mended_ += mender_.take_mended(here());
  return fed_ - std::min(fed_, here()) <= kLongestToken;
}

// The last piece came from bytes [begin, end) of the stream.
void Reader::tell_error(uint64_t begin, uint64_t end) {
  if (stop_ == Stop::receiver) return;
  XML_Error code = XML_GetErrorCode(parser_.get());
  auto index =
      XML_GetErrorCode(parser_.get()) == XML_ERROR_NONE ? -1 : XML_GetErrorByteIndex(parser_.get());
  uint64_t at = end;
  if (index >= 0) {
    auto where = static_cast<uint64_t>(index);
    at = where < fed_before_ ? begin - std::min(begin, fed_before_ - where)
                             : std::min(end, begin + (where - fed_before_));
  }
  std::string what =
      code == XML_ERROR_NONE ? "a tag or comment is longer than 1 MiB" : XML_ErrorString(code);
  if (stop_ == Stop::too_deep)
    what = "elements are nested more than " + std::to_string(limits_.tree_depth) + " deep";
  if (stop_ == Stop::too_many)
    what = "there are more than " + std::to_string(limits_.members) + " items";
  fail(at, "the feed cannot be read further: " + what);
}

void Reader::run() {
  std::optional<Error> damage;
  utf8_ = std::make_unique<Utf8Reader>(bytes_, encoding_of(peek_before(bytes_, kHead, damage)));
  if (!open()) return fail(0, "no memory for the parser");
  std::string piece(kPiece, '\0'), mended;
  bool last = false;
  while (!last) {
    uint64_t begin = utf8_->at();
    Result<size_t> got = utf8_->read(piece);
    if (!got) return fail(utf8_->at(), "the feed cannot be read further: " + got.error().message);
    last = *got == 0;
    mended.clear();
    mender_.add(std::string_view(piece).substr(0, *got), last, mended);
    if (!feed(mended, last)) return tell_error(begin, utf8_->at());
  }
  if (items_ == 0) fail(0, "empty: the feed has no items");
}

}  // namespace

void read_feed(BufferedReader& bytes, const std::string& path, const Limits& limits,
               SourceSink& sink) {
  Reader(bytes, path, limits, sink).run();
}

bool looks_like_feed(std::string_view plain_head) {
  bool xml = false;
  std::string_view text = skip_prologue(plain_head, xml);
  while (starts_with_nocase(text, "<!doctype")) {
    size_t end = text.find('>');
    if (end == std::string_view::npos) return false;
    text = skip_prologue(text.substr(end + 1), xml);
  }
  if (!text.starts_with('<')) return false;
  size_t end = text.find_first_of(" \t\r\n/>", 1);
  if (end == std::string_view::npos) return false;
  std::string root = split_name(text.substr(1, end - 1)).local;
  if (root == "rss" || (root == "channel" && xml)) return true;
  std::string rest = ascii::lowered(text);
  if (root == "rdf")
    return rest.find("purl.org/rss") != std::string::npos ||
           rest.find("my.netscape.com/rdf") != std::string::npos;
  return root == "feed" && rest.find("atom") != std::string::npos;
}

}  // namespace hearsay
