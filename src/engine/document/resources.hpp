// Resources: everything a stage may use besides the report. Read-only, made once by a surface.
// Covered by document/pipeline_test.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/type_key.hpp"

namespace hearsay {

// Bounds on hostile input, in work units, never in time. Whatever cuts says so in `problems`.
struct Limits {
  // Bytes kept of one report's source; the rest is left out and the report marked `cut`.
  uint64_t report_bytes = uint64_t{16} << 20;
  // Bytes that one archive or compressed stream may expand to, and by how much: past `free_bytes`
  // a stream may not be more than `expansion_ratio` times its packed size.
  uint64_t expanded_bytes = uint64_t{1} << 40;
  uint64_t expansion_free_bytes = uint64_t{64} << 20;
  uint64_t expansion_ratio = 200;
  uint32_t container_depth = 4;   // archives within archives
  uint32_t members = 10'000'000;  // inputs in one container
  uint32_t tree_depth = 512;      // open elements of a page; deeper ones become siblings
  uint32_t attributes = 512;      // of one element; the rest is left out
  uint32_t nodes = 2'000'000;     // of one page; the rest of the page is read as text
  uint32_t json_depth = 64;
  uint32_t word_pieces = 30'000;  // of one report that are analysed, some 23,000 words
  uint32_t problems = 100;        // listed per report; then one line says how many more
};

struct Resources {
  Limits limits;
  // That a stage which sees all reports may use at a time. Results are the same with any number.
  unsigned threads = 1;
  // Named read-only bytes (weights, lexicons, tables), mapped or read by the surface, which keeps
  // them alive. Names are paths under models/ or knowledge/.
  std::map<std::string, std::string_view, std::less<>> blobs;

  // Empty view when the surface gave no such blob.
  std::string_view blob(std::string_view name) const {
    auto found = blobs.find(name);
    return found == blobs.end() ? std::string_view() : found->second;
  }

  // T(const Resources&), made once of these bytes and kept as long as the resources: lexicons and
  // weights in the form a stage works with. Thread-safe. Copies of the resources share it, so
  // `blobs` must not change after the first call.
  template <class T>
  const T& made() const {
    std::lock_guard lock(made_->mutex);
    std::shared_ptr<const void>& slot = made_->values[type_key<T>()];
    if (slot == nullptr) slot = std::make_shared<const T>(*this);
    return *static_cast<const T*>(slot.get());
  }

 private:
  struct Made {
    std::recursive_mutex mutex;  // what is made may rest on what else is made
    std::map<TypeKey, std::shared_ptr<const void>> values;
  };
  std::shared_ptr<Made> made_ = std::make_shared<Made>();
};

}  // namespace hearsay
