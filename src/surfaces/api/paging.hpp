// Paging: a list a piece at a time. A cursor says behind which place to go on, by what the list is
// sorted by, not by how many items were passed; so whoever follows `next` to the end sees every
// item that was there and in its place all the time exactly once, whatever is added or removed
// meanwhile. Reports and statements keep their places; stories and entities move when their counts
// change, and hits of a search with every report that is added. Covered by
// surfaces/api/paging_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"

namespace hearsay {

struct PageAsked {
  std::string cursor;  // PageOf::next of the page before; empty for the first
  size_t limit = 50;   // items at most, at least 1
};

template <class T>
struct PageOf {
  // May be fewer than were asked for, even none, where much had to be passed over.
  std::vector<T> items;
  std::string next;               // empty at the end
  std::optional<uint64_t> total;  // of all pages; none where counting would mean reading them
};

// A place in a list: numbers, then an id. Opaque for users, the same for the same place.
struct ListPlace {
  std::vector<int64_t> numbers;
  Id128 id;

  std::string text() const;
  // `usage` for anything but a cursor of so many numbers.
  static Result<ListPlace> of(std::string_view text, size_t numbers);
};

}  // namespace hearsay
