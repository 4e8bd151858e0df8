// See jsonl.hpp.
#include "ingest/jsonl/jsonl.hpp"

#include <simdjson.h>

#include <array>
#include <memory>
#include <optional>
#include <span>

#include "base/ascii.hpp"
#include "ingest/body/body.hpp"
#include "ingest/jsonl/mend.hpp"
#include "ingest/jsonl/splitter.hpp"

namespace hearsay {
namespace {

namespace dom = simdjson::dom;

// A parser that has grown further than this is given up after the object.
constexpr size_t kParserKept = size_t{4} << 20;

using Names = std::span<const std::string_view>;
constexpr std::array<std::string_view, 4> kText = {"text", "body", "content", "event_text"};
constexpr std::array<std::string_view, 1> kHtml = {"html"};
constexpr std::array<std::string_view, 2> kUrl = {"url", "link"};
constexpr std::array<std::string_view, 2> kTitle = {"title", "headline"};
constexpr std::array<std::string_view, 5> kPublished = {"published", "date", "pub_date",
                                                        "publish_date", "seendate"};
constexpr std::array<std::string_view, 4> kPublisher = {"publisher", "source", "domain",
                                                        "media_name"};
constexpr std::array<std::string_view, 1> kId = {"id"};
constexpr std::array<std::string_view, 2> kAuthors = {"authors", "author"};

// The value as one string: of an object its `name`; empty for what has none. Views into the parser,
// or into `digits`.
std::string_view as_string(const dom::element& value, std::string& digits) {
  if (std::string_view text; value.get(text) == simdjson::SUCCESS) return text;
  if (value.is<int64_t>() || value.is<uint64_t>() || value.is<double>())
    return digits = simdjson::minify(value);
  dom::element name;
  std::string_view text;
  if (value.is<dom::object>() && value["name"].get(name) == simdjson::SUCCESS &&
      name.get(text) == simdjson::SUCCESS)
    return text;
  return {};
}

std::optional<dom::element> find(const dom::object& object, std::string_view name) {
  dom::element value;
  if (object.at_key_case_insensitive(name).get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

std::string first_of(const dom::object& object, Names names) {
  std::string digits;
  for (std::string_view name : names)
    if (std::optional<dom::element> value = find(object, name))
      if (std::string_view text = as_string(*value, digits); !text.empty())
        return std::string(text);
  return {};
}

std::vector<std::string> all_of(const dom::object& object, Names names) {
  std::vector<std::string> out;
  std::string digits;
  for (std::string_view name : names) {
    std::optional<dom::element> value = find(object, name);
    if (!value) continue;
    if (dom::array list; value->get(list) == simdjson::SUCCESS) {
      for (dom::element one : list)
        if (std::string_view text = as_string(one, digits); !text.empty()) out.emplace_back(text);
    } else if (std::string_view text = as_string(*value, digits); !text.empty()) {
      out.emplace_back(text);
    }
    if (!out.empty()) break;
  }
  return out;
}

// The body of a report in the order of preference; false if there is none.
bool take_text(const dom::object& object, const Limits& limits, Source& source) {
  for (Names names : {Names(kText), Names(kHtml)}) {
    for (std::string_view name : names) {
      std::optional<dom::element> value = find(object, name);
      std::string_view text;
      if (!value || value->get(text) != simdjson::SUCCESS || text.empty()) continue;
      bool html = names.data() == kHtml.data() || look_at(text) == Look::html;
      source.format = html ? Format::html : Format::text;
      Body body(limits);
      body.add(text);
      body.finish(source);
      return true;
    }
  }
  return false;
}

class Reader {
 public:
  Reader(BufferedReader& bytes, const std::string& path, const Limits& limits, SourceSink& sink)
      : path_(path),
        limits_(limits),
        sink_(sink),
        splitter_(bytes, static_cast<size_t>(limits.report_bytes * 2 + (uint64_t{1} << 20))) {}

  void run();

 private:
  bool read_object(const Splitter::Item& item);
  simdjson::error_code parse(std::string_view text, dom::element& root);
  std::string place(const Splitter::Item& item) const;
  void fail(const Splitter::Item& item, std::string_view why);

  const std::string& path_;
  const Limits& limits_;
  SourceSink& sink_;
  Splitter splitter_;
  std::unique_ptr<dom::parser> parser_;
};

std::string Reader::place(const Splitter::Item& item) const {
  std::string out = path_ + ":" + std::to_string(item.line);
  return item.first_of_line ? out : out + ":" + std::to_string(item.column);
}

void Reader::fail(const Splitter::Item& item, std::string_view why) {
  sink_.fail({path_, static_cast<int64_t>(item.offset),
              "line " + std::to_string(item.line) + ": " + std::string(why)});
}

simdjson::error_code Reader::parse(std::string_view text, dom::element& root) {
  if (!parser_) parser_ = std::make_unique<dom::parser>();
  if (parser_->capacity() < text.size() || parser_->max_depth() != limits_.json_depth)
    if (auto error = parser_->allocate(text.size() + 64, limits_.json_depth)) return error;
  return parser_->parse(text.data(), text.size()).get(root);
}

bool Reader::read_object(const Splitter::Item& item) {
  Source source;
  dom::element root;
  simdjson::error_code error = parse(item.text, root);
  if (error != simdjson::SUCCESS && error != simdjson::DEPTH_ERROR) {
    Mended mended = mend_json(item.text);
    if (!mended.what.empty()) {
      error = parse(mended.json, root);
      source.problems.push_back({"mended_json", "mended: " + mended.what, -1});
    }
  }
  dom::object object;
  if (error == simdjson::SUCCESS) error = root.get(object);
  if (error != simdjson::SUCCESS) {
    fail(item, std::string("no JSON object: ") + simdjson::error_message(error));
    return true;
  }
  if (!take_text(object, limits_, source)) {
    fail(item, "the object has no text: give it a field \"text\" or \"html\"");
    return true;
  }
  source.path = place(item);
  source.url = first_of(object, kUrl);
  source.title = first_of(object, kTitle);
  source.published = first_of(object, kPublished);
  source.publisher = first_of(object, kPublisher);
  source.external_id = first_of(object, kId);
  source.authors = all_of(object, kAuthors);
  if (parser_->capacity() > kParserKept) parser_.reset();
  return sink_.add(std::move(source));
}

void Reader::run() {
  using Kind = Splitter::Kind;
  bool any = false;
  for (Splitter::Item item = splitter_.next(); item.kind != Kind::end; item = splitter_.next()) {
    any = true;
    switch (item.kind) {
      case Kind::object:
        if (!read_object(item)) return;
        break;
      case Kind::not_json:
        fail(item, "no JSON object");
        break;
      case Kind::broken:
        fail(item, "the JSON object has no end");
        break;
      case Kind::too_long:
        fail(item, "the JSON object is longer than " +
                       std::to_string(limits_.report_bytes * 2 + (uint64_t{1} << 20)) + " bytes");
        break;
      case Kind::read_error:
        fail(item, item.text);
        break;
      case Kind::end:
        break;
    }
  }
  if (!any) sink_.fail({path_, 0, "empty: there is no JSON object in it"});
}

}  // namespace

void read_jsonl(BufferedReader& bytes, const std::string& path, const Limits& limits,
                SourceSink& sink) {
  Reader(bytes, path, limits, sink).run();
}

bool looks_like_jsonl(std::string_view plain_head) {
  std::string_view text = ascii::trimmed(plain_head);
  if (text.starts_with('[')) text = ascii::trimmed(text.substr(1));
  if (!text.starts_with('{')) return false;
  text = ascii::trimmed(text.substr(1));
  if (!text.starts_with('"')) return false;
  size_t end = 1;
  while (end < text.size() && text[end] != '"' && text[end] != '\n')
    end += text[end] == '\\' ? 2 : 1;
  if (end >= text.size() || text[end] != '"') return false;
  text = ascii::trimmed(text.substr(end + 1));
  if (!text.starts_with(':')) return false;
  text = ascii::trimmed(text.substr(1));
  constexpr std::string_view kValues = "\"{[-0123456789tfnNI";
  return text.empty() || kValues.find(text.front()) != std::string_view::npos;
}

}  // namespace hearsay
