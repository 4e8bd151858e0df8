// The terms of a text for tests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "document/text.hpp"
#include "ingest/clean/clean.hpp"
#include "reported/quotations/quotations.hpp"
#include "reported/terms/terms.hpp"

namespace hearsay {

// A text as one kept block, behind a title of the first `title` bytes, if any.
inline Terms terms_of(std::string_view text, uint32_t title = 0) {
  Roles roles;
  auto add = [&](Span span, BlockRole role) {
    if (span.empty()) return;
    roles.span.push_back(span);
    roles.role.push_back(role);
    roles.kept.push_back({true});
  };
  add({0, title}, BlockRole::title);
  add({title, static_cast<uint32_t>(text.size())}, BlockRole::body);
  return find_terms(Text(std::string(text), {}), roles, quotations_in(text, roles.span));
}

}  // namespace hearsay
