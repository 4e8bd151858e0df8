// See source.hpp.
#include "document/source.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/hash.hpp"

namespace hearsay {

std::span<const std::string_view> names_of(Format) {
  static constexpr std::array<std::string_view, 2> kNames = {"text", "html"};
  return kNames;
}

ReportId Source::id() const {
  Sha256 hash;
  hash.add_field("report");
  if (full_digest.empty()) {
    Sha256 body;
    body.add(bytes);
    hash.add_field(body.finish());
  } else {
    hash.add_field(full_digest);
  }
  hash.add_field(url);
  hash.add_field(publisher);
  hash.add_field(external_id);
  return ReportId(id_of_digest(hash.finish()));
}

bool is_kept_over(const Source& one, const Source& other) {
  auto claim = [](const auto& said) {
    return std::tuple<bool, decltype(said)>(said.empty(), said);
  };
  auto claims = [&](const Source& source) {
    return std::tuple(!source.full_digest.empty(), claim(source.fetched), source.format,
                      claim(source.charset), claim(source.title), claim(source.published),
                      claim(source.authors));
  };
  auto ours = claims(one);
  auto theirs = claims(other);
  if (ours != theirs) return ours < theirs;
  auto smaller = [](const Problem& a, const Problem& b) {
    return std::tie(a.code, a.message, a.offset) < std::tie(b.code, b.message, b.offset);
  };
  return std::lexicographical_compare(one.problems.begin(), one.problems.end(),
                                      other.problems.begin(), other.problems.end(), smaller);
}

}  // namespace hearsay
