// See addresses.hpp.
#include "surfaces/api/addresses.hpp"

#include <algorithm>
#include <vector>

#include "base/ascii.hpp"

namespace hearsay {
namespace {

constexpr size_t kLongest = 2000;
constexpr size_t kWords = 6;  // at either end of a marked text

bool is_hex(char c) {
  return ascii::is_digit(c) || (ascii::lower(c) >= 'a' && ascii::lower(c) <= 'f');
}

bool is_unreserved(char c) {
  return ascii::is_letter(c) || ascii::is_digit(c) ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

void append_encoded(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  auto byte = static_cast<unsigned char>(c);
  out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
}

// What stands in a URI as it is, at `at`. Brackets do so in the host only.
bool may_stand(std::string_view url, size_t at, bool in_host) {
  char c = url[at];
  if (is_unreserved(c)) return true;
  if (c == '%') return at + 2 < url.size() && is_hex(url[at + 1]) && is_hex(url[at + 2]);
  if (c == '[' || c == ']') return in_host;
  return std::string_view(":/?#@!$&()*+,;=").find(c) != std::string_view::npos;
}

std::string term(const std::vector<std::string_view>& words, size_t from, size_t until) {
  std::string text;
  for (size_t i = from; i < until; ++i) text += (text.empty() ? "" : " ") + std::string(words[i]);
  std::string out;
  // A hyphen is a sign of the directive.
  for (char c : percent_encoded(text)) out += c == '-' ? std::string("%2D") : std::string(1, c);
  return out;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> out;
  for (size_t at = 0; at < line.size();) {
    size_t begin = at;
    while (at < line.size() && !ascii::is_space(line[at])) ++at;
    if (at > begin) out.push_back(line.substr(begin, at - begin));
    while (at < line.size() && ascii::is_space(line[at])) ++at;
  }
  return out;
}

// A text directive must not begin or end in two blocks, so of each side one line counts.
std::string directive(std::string_view first, std::string_view last) {
  std::string_view begin = ascii::trimmed(first);
  std::string_view end = ascii::trimmed(last);
  bool whole = begin == end && begin.find('\n') == std::string_view::npos;
  begin = begin.substr(0, begin.find('\n'));
  end.remove_prefix(end.rfind('\n') == std::string_view::npos ? 0 : end.rfind('\n') + 1);
  std::vector<std::string_view> head = words_of(begin);
  std::vector<std::string_view> tail = words_of(end);
  if (head.empty() || tail.empty()) return "";
  if (whole && head.size() <= 2 * kWords) return ":~:text=" + term(head, 0, head.size());
  return ":~:text=" + term(head, 0, std::min(kWords, head.size())) + "," +
         term(tail, tail.size() - std::min(kWords, tail.size()), tail.size());
}

}  // namespace

std::string urn_of(std::string_view kind, const Id128& id) {
  return "urn:hearsay:" + std::string(kind) + ":" + id.hex();
}

std::string Site::report(const ReportId& id) const {
  return root + "/reports/" + id.hex();
}
std::string Site::statement(const ReportId& in, const RowId& id) const {
  return report(in) + "#s-" + id.hex();
}
std::string Site::entity(const Id128& id) const {
  return root + "/entities/" + id.hex();
}
std::string Site::story(const Id128& id) const {
  return root + "/stories/" + id.hex();
}
std::string Site::search(std::string_view query) const {
  return root + "/search?q=" + percent_encoded(query);
}
std::string Site::story_feed(const Id128& id) const {
  return root + "/feeds/stories/" + id.hex();
}
std::string Site::entity_feed(const Id128& id) const {
  return root + "/feeds/entities/" + id.hex();
}
std::string Site::search_feed(std::string_view query) const {
  return root + "/feeds/search?q=" + percent_encoded(query);
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (is_unreserved(c))
      out += c;
    else
      append_encoded(out, c);
  }
  return out;
}

std::string web_address(std::string_view url) {
  url = ascii::trimmed(url);
  size_t host = 0;
  for (std::string_view scheme : {"http://", "https://"})
    if (ascii::equal_folded(url.substr(0, scheme.size()), scheme)) host = scheme.size();
  if (host == 0 || url.size() > kLongest) return "";
  size_t path = std::min(url.find_first_of("/?#\\", host), url.size());
  if (path == host) return "";
  std::string out;
  bool in_fragment = false;
  for (size_t at = 0; at < url.size(); ++at) {
    bool stands = may_stand(url, at, at < path) && !(in_fragment && url[at] == '#');
    in_fragment = in_fragment || url[at] == '#';
    if (stands)
      out += url[at];
    else
      append_encoded(out, url[at]);
  }
  return out;
}

std::string address_of_words(std::string_view url, std::string_view first, std::string_view last) {
  std::string out = web_address(url);
  std::string marked = directive(first, last);
  if (out.empty() || marked.empty()) return out;
  return out + (out.find('#') == std::string::npos ? "#" : "") + marked;
}

}  // namespace hearsay
