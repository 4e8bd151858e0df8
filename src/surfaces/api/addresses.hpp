// Addresses: where the page shows a report, a statement, a speaker or a story, names that hold
// everywhere, and addresses that reports give, made safe to link to.
// Covered by surfaces/api/addresses_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "base/ids.hpp"

namespace hearsay {

// A name that is the same wherever the store is shown: "urn:hearsay:story:9811…". The kind tells a
// story from its earliest report, whose id it has.
std::string urn_of(std::string_view kind, const Id128& id);

// The pages and documents of one running server. `root` is "http://127.0.0.1:8080", without a slash
// at the end, or empty for addresses that begin with the path.
struct Site {
  std::string root;

  std::string report(const ReportId& id) const;
  // A statement where it stands in its report.
  std::string statement(const ReportId& report, const RowId& id) const;
  std::string entity(const Id128& id) const;
  std::string story(const Id128& id) const;
  std::string search(std::string_view query) const;

  std::string story_feed(const Id128& id) const;
  std::string entity_feed(const Id128& id) const;
  std::string search_feed(std::string_view query) const;
};

// Every byte but letters, digits and - . _ ~ as %XX (RFC 3986, unreserved).
std::string percent_encoded(std::string_view text);

// An address that a report or its container gives, to be linked to: begins with http:// or https://
// and a host, has at most 2,000 bytes, and is a URI (RFC 3986) without a character that ends an
// attribute, a brace or a backslash: those are percent-encoded. Empty for all others, such as
// javascript: and data:.
std::string web_address(std::string_view url);

// web_address() with a text directive (wicg.github.io/scroll-to-text-fragment) at the end, so that
// browsers scroll to the words and mark them: from the first words of `first` to the last ones of
// `last`, which may be the same text. Empty if web_address() is; without directive if there are no
// words.
std::string address_of_words(std::string_view url, std::string_view first, std::string_view last);

}  // namespace hearsay
