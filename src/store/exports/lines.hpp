// Lines: records on their way out, collected into pieces of whole lines. Covered by
// store/exports/exports_test.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "store/exports/exports.hpp"
#include "store/exports/records.hpp"

namespace hearsay {

// Remembers whether anybody still listens. `shape` and `write` must outlive it.
class RecordLines {
 public:
  RecordLines(const Shape& shape, ExportFormat format,
              const std::function<bool(std::string_view)>& write);

  // A record of that shape. False when `write` has returned false.
  bool add(const Value& record);
  // Writes what is left.
  bool flush();

 private:
  const Shape& shape_;
  ExportFormat format_;
  const std::function<bool(std::string_view)>& write_;
  std::string piece_;
  bool listening_ = true;
};

}  // namespace hearsay
