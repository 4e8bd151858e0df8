// See paragraphs.hpp.
#include "eval/measures/paragraphs.hpp"

#include <algorithm>

namespace hearsay::eval {

Roles paragraphs_of(std::string_view text, std::string_view between, bool titled) {
  Roles out;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = std::min(text.find(between, begin), text.size());
    out.span.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    out.role.push_back(begin == 0 && titled ? BlockRole::title : BlockRole::body);
    out.kept.push_back({true});
    begin = end + between.size();
  }
  return out;
}

}  // namespace hearsay::eval
