// See tags.hpp.
#include "ingest/html/tags.hpp"

#include <algorithm>
#include <array>

#include "base/hash.hpp"

namespace hearsay {
namespace {

constexpr std::array<std::string_view, kTags> kNames = {"",
#define HEARSAY_TAG(identifier, name, traits) name,
                                                        HEARSAY_TAGS(HEARSAY_TAG)
#undef HEARSAY_TAG
};

constexpr size_t kSlots = 1024;

// By length, first and last letter, which leave few listed names together.
constexpr size_t slot_of(std::string_view name) {
  auto hash = static_cast<uint32_t>(name.size());
  for (char c : {name.front(), name.back()})
    hash = hash * 31 + static_cast<unsigned char>(lower_ascii(c));
  return (hash * 2654435761U) >> 22;
}

// Open addressing; 0 is free.
constexpr std::array<uint8_t, kSlots> make_slots() {
  std::array<uint8_t, kSlots> slots{};
  for (size_t tag = 1; tag < kTags; ++tag) {
    size_t slot = slot_of(kNames[tag]);
    while (slots[slot] != 0) slot = (slot + 1) % kSlots;
    slots[slot] = static_cast<uint8_t>(tag);
  }
  return slots;
}
constexpr std::array<uint8_t, kSlots> kSlotTags = make_slots();
static_assert(kTags < 256);

}  // namespace

bool equal_without_case(std::string_view any, std::string_view lower) {
  return any.size() == lower.size() &&
         std::equal(any.begin(), any.end(), lower.begin(),
                    [](char a, char b) { return lower_ascii(a) == b; });
}

Tag known_tag(std::string_view name) {
  if (name.empty()) return Tag::other;
  for (size_t slot = slot_of(name); kSlotTags[slot] != 0; slot = (slot + 1) % kSlots) {
    if (equal_without_case(name, kNames[kSlotTags[slot]])) return static_cast<Tag>(kSlotTags[slot]);
  }
  return Tag::other;
}

size_t TagNames::Hash::operator()(const std::string& name) const {
  return spread(name);
}

Tag TagNames::find(std::string_view name, bool add) {
  Tag known = known_tag(name);
  if (known != Tag::other) return known;
  scratch_.assign(name);
  std::transform(scratch_.begin(), scratch_.end(), scratch_.begin(), lower_ascii);
  auto found = numbers_.find(scratch_);
  if (found != numbers_.end()) return found->second;
  if (!add) return Tag::other;
  auto number = static_cast<Tag>(kTags + names_.size());
  names_.push_back(&numbers_.emplace(scratch_, number).first->first);
  return number;
}

std::string_view TagNames::operator[](Tag tag) const {
  auto number = static_cast<uint32_t>(tag);
  return number < kTags ? kNames[number] : std::string_view(*names_[number - kTags]);
}

}  // namespace hearsay
