// See page.hpp.
#include "ingest/warc/page.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include "base/ascii.hpp"
#include "ingest/body/body.hpp"

namespace hearsay {
namespace {

constexpr size_t kHeader = size_t{256} << 10;
constexpr size_t kHead = 4096;
constexpr size_t kEncodings = 4;

std::string_view without_brackets(std::string_view url) {
  if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
  return url;
}

// What a content type promises.
enum class Promise : uint8_t { html, text, unknown, other };

Promise promise_of(std::string_view type) {
  if (type == "text/html" || type == "application/xhtml+xml") return Promise::html;
  if (type == "text/plain") return Promise::text;
  for (std::string_view generic :
       {"", "application/octet-stream", "unknown/unknown", "application/unknown", "*/*", "text/*",
        "application/x-unknown", "application/force-download", "binary/octet-stream", "text/xml",
        "application/xml"})
    if (type == generic) return Promise::unknown;
  return Promise::other;
}

bool is_page_of_xml(std::string_view head) {
  return ascii::lowered(plain_head(head)).find("<html") != std::string::npos;
}

// Data that is text but no report.
bool is_data(std::string_view head) {
  std::string plain = plain_head(head);
  return plain.starts_with('{') || plain.starts_with('[');
}

// Undoes transfer and content encodings; owns the readers of the chain, the last of them outermost.
class Decoding {
 public:
  Decoding(BufferedReader& block, const Limits& limits, Expansion& expansion)
      : limits_(limits), expansion_(expansion), top_(&block) {}

  Result<void> undo(const Fields& http, Source& source);
  BufferedReader& body() { return *top_; }

 private:
  struct Layer {
    std::unique_ptr<Expansion> expansion;
    std::unique_ptr<Members> members;
    std::unique_ptr<ByteReader> reader;
    std::unique_ptr<BufferedReader> window;
  };
  void put(Layer layer) {
    layer.window = std::make_unique<BufferedReader>(*layer.reader);
    top_ = layer.window.get();
    layers_.push_back(std::move(layer));
  }
  void undo_chunks(Source& source);
  Result<void> undo_one(std::string_view encoding, Source& source);
  void unpack(Compression method);

  const Limits& limits_;
  Expansion& expansion_;
  BufferedReader* top_;
  std::vector<Layer> layers_;
};

void Decoding::undo_chunks(Source& source) {
  Result<std::string_view> head = top_->peek(kHead);
  if (!head || head->empty()) return;
  if (!Chunks::begin(*head)) {
    source.problems.push_back(
        {"not_encoded", "the header says chunked, but the body is not: taken as it is", 0});
    return;
  }
  Layer layer;
  layer.reader = std::make_unique<Chunks>(*top_);
  put(std::move(layer));
}

void Decoding::unpack(Compression method) {
  Layer layer;
  layer.expansion = std::make_unique<Expansion>(limits_, &expansion_);
  layer.members = open_compressed(method, *top_, *layer.expansion);
  layer.reader = std::make_unique<Joined>(*layer.members);
  put(std::move(layer));
}

// Archives often keep the header of an encoding that the crawler has already undone.
bool seems_plain(Compression method, std::string_view head) {
  if (method == Compression::gzip || method == Compression::zstd)
    return compression_of(head) != method;
  Look look = look_at(head);
  return look == Look::html && plain_head(head).starts_with('<');
}

Result<void> Decoding::undo_one(std::string_view encoding, Source& source) {
  Compression method;
  if (encoding == "gzip" || encoding == "x-gzip")
    method = Compression::gzip;
  else if (encoding == "deflate")
    method = Compression::deflate;
  else if (encoding == "br")
    method = Compression::brotli;
  else if (encoding == "zstd")
    method = Compression::zstd;
  else if (encoding.empty() || encoding == "identity" || encoding == "none")
    return {};
  else
    return Error{ErrorKind::unsupported,
                 "the body has the content encoding \"" + std::string(encoding) + "\""};
  Result<std::string_view> head = top_->peek(kHead);
  if (!head || head->empty()) return {};
  if (!seems_plain(method, *head)) {
    unpack(method);
    return {};
  }
  source.problems.push_back(
      {"not_encoded",
       "the header says " + std::string(encoding) + ", but the body is not: taken as it is", 0});
  return {};
}

Result<void> Decoding::undo(const Fields& http, Source& source) {
  if (ascii::lowered(http.get("transfer-encoding")).find("chunked") != std::string::npos)
    undo_chunks(source);
  std::string value = ascii::lowered(http.get("content-encoding"));
  std::vector<std::string_view> encodings;  // in the order in which they were applied
  for (std::string_view rest = value; !rest.empty();) {
    size_t comma = std::min(rest.find(','), rest.size());
    encodings.push_back(ascii::trimmed(rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  if (encodings.size() > kEncodings)
    return Error{ErrorKind::unsupported,
                 "the body was encoded " + std::to_string(encodings.size()) + " times over"};
  for (size_t i = encodings.size(); i > 0; --i)
    if (Result<void> done = undo_one(encodings[i - 1], source); !done) return done;
  return {};
}

// Decides by the promise and by what is there; format and body go into source.
Result<Found> take(std::string_view content_type, BufferedReader& body, const Limits& limits,
                   Source& source) {
  ContentType type = parse_content_type(content_type);
  Promise promise = promise_of(type.type);
  if (promise == Promise::other) return Found::no_report;
  Result<std::string_view> head = body.peek(kHead);
  // After damage the window still holds what came before it.
  if (!head) head = body.peek(1);
  if (!head) return head.error();
  Look look = look_at(*head);
  if (look == Look::empty || look == Look::binary) return Found::no_report;
  bool xml = type.type == "text/xml" || type.type == "application/xml";
  if (promise == Promise::unknown && (is_data(*head) || (xml && !is_page_of_xml(*head))))
    return Found::no_report;
  source.format = promise == Promise::html || look == Look::html ? Format::html : Format::text;
  source.charset = type.charset;
  if (Result<void> read = read_body(body, limits, source); !read) return read.error();
  return Found::report;
}

Result<Found> read_response(BufferedReader& block, const Limits& limits, Expansion& expansion,
                            Source& source) {
  size_t want = kHead, size = std::string_view::npos;
  Result<std::string_view> head = block.peek(want);
  while (head && (size = header_size(*head)) == std::string_view::npos && head->size() >= want &&
         want < kHeader) {
    want *= 4;
    head = block.peek(want);
  }
  if (!head) return head.error();
  auto [line, rest] = split_line(head->substr(0, size));
  int status = status_of(line);
  if (status < 200 || status > 299) return Found::no_report;
  if (size == std::string_view::npos)
    return Error{ErrorKind::damaged, "the HTTP header has no end"};
  Fields http = Fields::parse(rest);
  block.consume(size);
  Decoding decoding(block, limits, expansion);
  if (promise_of(parse_content_type(http.get("content-type")).type) == Promise::other)
    return Found::no_report;
  if (Result<void> done = decoding.undo(http, source); !done) return done.error();
  return take(http.get("content-type"), decoding.body(), limits, source);
}

}  // namespace

Result<Found> read_record(const Fields& header, BufferedReader& block, const Limits& limits,
                          Expansion& expansion, Source& source) {
  source.url = without_brackets(header.get("warc-target-uri"));
  source.fetched = header.get("warc-date");
  std::string type = ascii::lowered(header.get("warc-type"));
  Result<Found> found = Found::no_report;
  if (type == "response") found = read_response(block, limits, expansion, source);
  if (type == "resource" || type == "conversion")
    found = take(header.get("content-type"), block, limits, source);
  if (!found || *found == Found::no_report) return found;
  if (std::string_view why = header.get("warc-truncated"); !why.empty())
    mark_truncated(source, "the crawler stopped reading: " + std::string(why));
  if (!header.get("warc-segment-number").empty())
    mark_truncated(source, "the record is one segment of several; they are not joined");
  return found;
}

}  // namespace hearsay
