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

constexpr size_t kLongest = 14;
constexpr size_t kSlots = 1024;

constexpr size_t slot_of(std::string_view lower) {
  uint32_t hash = static_cast<uint32_t>(lower.size());
  for (char c : lower) hash = hash * 31 + static_cast<unsigned char>(c);
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
  if (name.size() > kLongest) return Tag::other;
  std::array<char, kLongest> lower;
  for (size_t i = 0; i < name.size(); ++i) lower[i] = lower_ascii(name[i]);
  std::string_view key(lower.data(), name.size());
  for (size_t slot = slot_of(key); kSlotTags[slot] != 0; slot = (slot + 1) % kSlots) {
    if (kNames[kSlotTags[slot]] == key) return static_cast<Tag>(kSlotTags[slot]);
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
