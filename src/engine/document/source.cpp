// See source.hpp.
#include "document/source.hpp"

#include <array>

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

}  // namespace hearsay
