// Setting: what the connections of one open store share, fixed when it is opened.
// Covered by store/store_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/pipeline.hpp"
#include "document/resources.hpp"
#include "store/schema/schema.hpp"

namespace hearsay {

struct StoredLayer {
  LayerTable table;
  bool fits;  // false: the file has it from a version with other columns, or not at all
};

struct StoreSetting {
  std::string file;
  const Pipeline& pipeline;
  const Resources& resources;
  std::string analysis;             // Pipeline::version()
  std::vector<StoredLayer> layers;  // in pipeline order, the offsets of texts first

  StoreSetting(std::string name, const Pipeline& stages, const Resources& means);

  const StoredLayer* find(const LayerInfo& info) const;
  const StoredLayer* find(std::string_view layer) const;
  // All that is stored can be read: no table was made by a version with other columns.
  bool all_fit() const;
  // Bytes that anything in the store may unpack to.
  size_t most_unpacked() const;
};

}  // namespace hearsay
