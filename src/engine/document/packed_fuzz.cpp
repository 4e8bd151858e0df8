// Whatever unpacks must be level and pack again to something that unpacks to the same.
#include "document/packed.hpp"

#include <cstdint>
#include <cstdlib>

#include "document/kitchen_sink.hpp"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const hearsay::LayerInfo& info = hearsay::layer_info<hearsay::KitchenSink>();
  if (auto layer = hearsay::unpack(info, bytes)) {
    check(hearsay::columns_are_level(info, layer->get()));
    std::string packed = hearsay::pack(info, layer->get());
    auto again = hearsay::unpack(info, packed);
    check(again.ok() && hearsay::pack(info, again->get()) == packed);
  }
  if (auto spans = hearsay::unpack_spans(bytes))
    check(*hearsay::unpack_spans(hearsay::pack_spans(*spans)) == *spans);
  if (auto places = hearsay::unpack_places(bytes))
    check(*hearsay::unpack_places(hearsay::pack_places(*places)) == *places);
  if (auto strings = hearsay::unpack_strings(bytes))
    check(*hearsay::unpack_strings(hearsay::pack_strings(*strings)) == *strings);
  return 0;
}
