// Document: one report while it is being analysed; its source and every value made of it so far.
// Covered by document/pipeline_test.cpp.
#pragma once

#include <cassert>
#include <memory>
#include <utility>
#include <vector>

#include "base/type_key.hpp"
#include "document/columns.hpp"
#include "document/source.hpp"

namespace hearsay {

// Values are sealed when put: held as shared_ptr<const>, written once, never replaced; Pipeline::finish
// alone takes some away.
class Document {
 public:
  explicit Document(Source source) : Document(source.id(), std::move(source)) {}
  // `id` must be source.id(); for callers that have it already.
  Document(const ReportId& id, Source&& source) : id_(id) {
    put(std::make_shared<const Source>(std::move(source)));
  }

  const ReportId& id() const { return id_; }

  template <class T>
  const T* find() const {
    return static_cast<const T*>(find(type_key<T>()));
  }
  // Asserts that the value is there; a sealed pipeline guarantees it for its stages.
  template <class T>
  const T& get() const {
    const T* value = find<T>();
    assert(value != nullptr);
    return *value;
  }
  template <class T>
  void put(std::shared_ptr<const T> value) {
    assert(find<T>() == nullptr && "a value has one writer");
    slots_.emplace_back(type_key<T>(), std::move(value));
  }

  // Gives the memory of a value back, once nobody asks for it any more.
  void forget(TypeKey key) {
    std::erase_if(slots_, [&](const auto& slot) { return slot.first == key; });
  }

  const void* find(TypeKey key) const {
    for (const auto& [slot, value] : slots_)
      if (slot == key) return value.get();
    return nullptr;
  }

 private:
  ReportId id_;
  std::vector<std::pair<TypeKey, std::shared_ptr<const void>>> slots_;
};

}  // namespace hearsay
