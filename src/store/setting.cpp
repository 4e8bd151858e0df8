// See setting.hpp.
#include "store/setting.hpp"

#include <algorithm>
#include <utility>

#include "document/text.hpp"

namespace hearsay {

StoreSetting::StoreSetting(std::string name, const Pipeline& stages, const Resources& means)
    : file(std::move(name)), pipeline(stages), resources(means), analysis(stages.version(means)) {
  layers.push_back({LayerTable(layer_info<OffsetMap>()), false});
  for (const Pipeline::Stage& stage : pipeline.stages()) {
    if (stage.layer == nullptr || stage.layer->storage == Storage::transient) continue;
    if (find(*stage.layer) == nullptr) layers.push_back({LayerTable(*stage.layer), false});
  }
}

const StoredLayer* StoreSetting::find(const LayerInfo& info) const {
  for (const StoredLayer& layer : layers)
    if (&layer.table.info() == &info) return &layer;
  return nullptr;
}

const StoredLayer* StoreSetting::find(std::string_view name) const {
  for (const StoredLayer& layer : layers)
    if (layer.table.info().name.name == name) return &layer;
  return nullptr;
}

bool StoreSetting::all_fit() const {
  return std::all_of(layers.begin(), layers.end(), [](const StoredLayer& one) { return one.fits; });
}

size_t StoreSetting::most_unpacked() const {
  return (size_t{64} << 20) + 16 * static_cast<size_t>(resources.limits.report_bytes);
}

}  // namespace hearsay
