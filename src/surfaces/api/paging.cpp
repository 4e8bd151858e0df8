// See paging.hpp.
#include "surfaces/api/paging.hpp"

#include <charconv>

#include "base/ascii.hpp"

namespace hearsay {

std::string ListPlace::text() const {
  std::string out;
  for (int64_t number : numbers) out += std::to_string(number) + ".";
  return out + id.hex();
}

Result<ListPlace> ListPlace::of(std::string_view text, size_t numbers) {
  const Error wrong{ErrorKind::usage,
                    "this is no cursor of this list; take `next` of the page before as it is", "",
                    -1};
  ListPlace out;
  for (size_t i = 0; i < numbers; ++i) {
    std::string_view part = ascii::take_part(text, '.');
    int64_t number = 0;
    auto [end, code] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (part.empty() || code != std::errc() || end != part.data() + part.size()) return wrong;
    out.numbers.push_back(number);
  }
  std::optional<Id128> id = Id128::from_hex(text);
  if (!id) return wrong;
  out.id = *id;
  return out;
}

}  // namespace hearsay
