// JSON-LD of news pages (schema.org NewsArticle and kin), see candidates.hpp. simdjson's on-demand
// reader gives the place of every string, which a tree of values would not.
#include <simdjson.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "ingest/article/candidates.hpp"

namespace hearsay::article {
namespace {

namespace ondemand = simdjson::ondemand;

void blank(std::string& text, size_t from, size_t to) {
  std::fill(text.begin() + static_cast<std::ptrdiff_t>(from),
            text.begin() + static_cast<std::ptrdiff_t>(std::min(to, text.size())), ' ');
}

// The end of what begins at `at` and is no JSON, though pages write it there: a wrapper of CDATA or
// of an HTML comment, a comment of a programming language. `at` itself if nothing of that begins.
size_t end_of_foreign(std::string_view text, size_t at) {
  for (std::string_view mark : {"<![CDATA[", "]]>", "<!--", "-->"})
    if (text.substr(at).starts_with(mark)) return at + mark.size();
  if (text.substr(at).starts_with("//")) return std::min(text.find('\n', at), text.size());
  if (!text.substr(at).starts_with("/*")) return at;
  size_t end = text.find("*/", at + 2);
  return end == std::string_view::npos ? text.size() : end + 2;
}

// Same length as the input: what pages have and JSON forbids becomes spaces. That is raw control
// characters, wrappers and comments, and commas before a closing bracket.
std::string tolerant(std::string_view json) {
  std::string out(json);
  bool in_string = false;
  size_t comma = std::string::npos;
  for (size_t i = 0; i < out.size(); ++i) {
    char c = out[i];
    if (in_string && c == '\\') {
      ++i;
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (static_cast<unsigned char>(c) < 0x20) out[i] = ' ';
    if (in_string) continue;
    if (size_t end = end_of_foreign(json, i); end > i) {
      blank(out, i, end);
      i = end - 1;
      continue;
    }
    if (c == ',')
      comma = i;
    else if ((c == '}' || c == ']') && comma != std::string::npos)
      out[comma] = ' ';
    if (c != ',' && !ascii::is_space(c)) comma = std::string::npos;
  }
  return out;
}

// Members that hold other works than the one the page is about; their dates are not its own.
constexpr std::array<std::string_view, 9> kOthers = {
    "itemListElement", "hasPart", "mentions", "comment", "review",
    "isRelatedTo", "citation", "suggestedAnswer", "acceptedAnswer"};

enum class Where : uint8_t { article, page, author, publisher, other };

class Reader {
 public:
  Reader(std::string_view buffer, uint32_t place, const Limits& limits, Candidates& out)
      : buffer_(buffer), place_(place), limits_(limits), out_(out) {}

  // False when the JSON is ill-formed.
  bool read(ondemand::document& document) {
    ondemand::value value;
    if (document.get_value().get(value)) return false;
    return read_value(value, Where::other, 0);
  }

 private:
  bool read_value(ondemand::value value, Where where, uint32_t depth) {
    if (depth > limits_.json_depth) return true;
    ondemand::json_type type{};
    if (value.type().get(type)) return false;
    if (type == ondemand::json_type::array) return read_array(value, where, depth);
    if (type == ondemand::json_type::object) return read_object(value, where, depth);
    if (type == ondemand::json_type::string &&
        (where == Where::author || where == Where::publisher))
      return read_string(value, where == Where::author ? "author" : "publisher", depth);
    return true;
  }

  bool read_array(ondemand::value value, Where where, uint32_t depth) {
    ondemand::array array;
    if (value.get_array().get(array)) return false;
    for (auto item : array) {
      ondemand::value element;
      if (item.get(element) || !read_value(element, where, depth + 1)) return false;
    }
    return true;
  }

  // Types come in any place of an object, so it is walked twice: first for the type.
  bool read_object(ondemand::value value, Where where, uint32_t depth) {
    ondemand::object object;
    if (value.get_object().get(object)) return false;
    Where kind = where == Where::author || where == Where::publisher ? where : kind_of(object);
    for (auto member : object) {
      ondemand::field field;
      std::string_view key;
      if (std::move(member).get(field) || field.unescaped_key().get(key)) return false;
      if (!read_member(field.value(), std::string(key), kind, depth)) return false;
    }
    return true;
  }

  Where kind_of(ondemand::object& object) {
    Where kind = Where::other;
    ondemand::value type;
    if (!object.find_field_unordered("@type").get(type)) {
      std::string_view raw = std::string_view(type.raw_json_token());
      std::string_view rest = buffer_.substr(offset_of(raw), 200);
      rest = rest.substr(0, rest.find_first_of(rest.starts_with('[') ? "]" : ",}"));
      if (rest.find("Article") != std::string_view::npos ||
          rest.find("BlogPosting") != std::string_view::npos ||
          rest.find("Report") != std::string_view::npos)
        kind = Where::article;
      else if (rest.find("WebPage") != std::string_view::npos)
        kind = Where::page;
    }
    [[maybe_unused]] auto result = object.reset();
    return kind;
  }

  bool read_member(ondemand::value value, const std::string& key, Where kind, uint32_t depth) {
    bool named = kind == Where::author || kind == Where::publisher;
    if (named) {
      if (key == "name")
        return read_string(value, kind == Where::author ? "author" : "publisher", depth);
      return read_value(value, Where::other, depth + 1);
    }
    bool about = kind == Where::article || kind == Where::page;
    if (about && (key == "author" || key == "creator") && kind == Where::article)
      return read_value(value, Where::author, depth + 1);
    if (about && key == "publisher") return read_value(value, Where::publisher, depth + 1);
    static constexpr std::array<std::string_view, 4> kStrings = {"headline", "datePublished",
                                                                 "dateModified", "url"};
    if (about && std::find(kStrings.begin(), kStrings.end(), key) != kStrings.end())
      return read_string(value, key, depth, kind == Where::page);
    bool others = std::find(kOthers.begin(), kOthers.end(), key) != kOthers.end();
    others_ += others;
    bool read = read_value(value, Where::other, depth + 1);
    others_ -= others;
    return read;
  }

  bool read_string(ondemand::value value, std::string_view key, uint32_t depth,
                   bool of_page = false) {
    ondemand::json_type type{};
    if (value.type().get(type)) return false;
    if (type != ondemand::json_type::string) {
      Where inside = key == "author"      ? Where::author
                     : key == "publisher" ? Where::publisher
                                          : Where::other;
      return read_value(value, inside, depth + 1);
    }
    std::string_view raw = value.raw_json_token();
    size_t at = offset_of(raw);
    std::string_view decoded;
    if (value.get_string().get(decoded)) return false;
    size_t end = closing_quote(at);
    Candidate candidate;
    candidate.value = ascii::squeezed(decode_references(decoded, false));
    candidate.source = {place_ + static_cast<uint32_t>(at) + 1,
                        place_ + static_cast<uint32_t>(end)};
    candidate.how = "json-ld " + std::string(key);
    candidate.rank = of_page ? 30 : 10;
    add(std::move(candidate), key);
    return true;
  }

  void add(Candidate candidate, std::string_view key) {
    if (candidate.value.empty() || out_.size() > limits_.attributes) return;
    if (key == "headline")
      candidate.field = MetadataField::title;
    else if (key == "author")
      candidate.field = MetadataField::author;
    else if (key == "publisher")
      candidate.field = MetadataField::publisher;
    else if (key == "url")
      candidate.field = MetadataField::url;
    else {
      candidate.field = key == "datePublished" ? MetadataField::published : MetadataField::modified;
      constexpr int kOfPage = 16;
      constexpr int kOfOthers = 26;
      candidate.rank = others_ > 0 ? kOfOthers : std::min(candidate.rank, kOfPage);
      if (!set_date(candidate, std::string(candidate.value))) return;
    }
    out_.push_back(std::move(candidate));
  }

  size_t offset_of(std::string_view token) const {
    return static_cast<size_t>(token.data() - buffer_.data());
  }
  size_t closing_quote(size_t open) const {
    size_t at = open + 1;
    while (at < buffer_.size() && buffer_[at] != '"') at += buffer_[at] == '\\' ? 2 : 1;
    return std::min(at, buffer_.size());
  }

  std::string_view buffer_;
  uint32_t place_;
  const Limits& limits_;
  Candidates& out_;
  int others_ = 0;  // how many of the objects around are about other reports
};

bool try_read(std::string_view json, uint32_t place, const Limits& limits, Candidates& out) {
  simdjson::padded_string padded(json);
  ondemand::parser parser;
  ondemand::document document;
  if (parser.iterate(padded).get(document)) return false;
  auto before = static_cast<std::ptrdiff_t>(out.size());
  if (Reader(std::string_view(padded), place, limits, out).read(document)) return true;
  out.erase(out.begin() + before, out.end());
  return false;
}

}  // namespace

void read_json_ld(std::string_view json, uint32_t place, const Limits& limits, Candidates& out,
                  Problems& problems) {
  if (try_read(json, place, limits, out)) return;
  if (try_read(tolerant(json), place, limits, out)) return;
  problems.push_back({"bad_json_ld", "the page's JSON-LD is ill-formed and was not used",
                      static_cast<int64_t>(place)});
}

}  // namespace hearsay::article
