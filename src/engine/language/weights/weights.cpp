// See weights.hpp.
#include "language/weights/weights.hpp"

#include <bit>
#include <cstring>
#include <string>

#include <xxhash.h>

namespace hearsay {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::string_view kMagic = "HWF1";
constexpr size_t kHead = 24, kEntry = 64, kName = 40, kAlign = 64;
constexpr uint32_t kMostParts = 10'000;
constexpr uint32_t kKinds = 3;
constexpr size_t kSizes[kKinds] = {1, 1, 4};

Error damaged(std::string_view what) {
  return {ErrorKind::damaged,
          "the file of weights is broken: " + std::string(what) + "; get it again", "", -1};
}

template <class T>
T number_at(std::string_view bytes, size_t at) {
  T out;
  std::memcpy(&out, bytes.data() + at, sizeof(T));
  return out;
}

}  // namespace

Result<Weights> Weights::read(std::string_view bytes) {
  if (bytes.size() < kHead || !bytes.starts_with(kMagic)) return damaged("it does not begin as one");
  auto count = number_at<uint32_t>(bytes, 4);
  if (number_at<uint64_t>(bytes, 8) != bytes.size()) return damaged("it is cut");
  if (number_at<uint64_t>(bytes, 16) != XXH3_64bits(bytes.data() + kHead, bytes.size() - kHead))
    return damaged("its checksum is another");
  if (count > kMostParts || (bytes.size() - kHead) / kEntry < count) return damaged("its parts");
  Weights out;
  for (size_t i = 0; i < count; ++i) {
    std::string_view entry = bytes.substr(kHead + i * kEntry, kEntry);
    std::string_view name = entry.substr(0, kName);
    name = name.substr(0, std::min(name.find('\0'), kName));
    Part part{number_at<uint32_t>(entry, kName), number_at<uint32_t>(entry, kName + 4),
              number_at<uint32_t>(entry, kName + 8), {}};
    uint64_t begin = uint64_t{number_at<uint32_t>(entry, kName + 12)} * kAlign;
    if (part.kind >= kKinds || begin > bytes.size()) return damaged("a part");
    uint64_t cells = uint64_t{part.rows} * part.columns;
    if (cells > (bytes.size() - begin) / kSizes[part.kind]) return damaged("the end of a part");
    part.bytes = bytes.substr(begin, cells * kSizes[part.kind]);
    if (!out.parts_.emplace(name, part).second) return damaged("two parts of one name");
  }
  return out;
}

const Weights::Part* Weights::find(std::string_view name, uint32_t kind, uint32_t rows,
                                   uint32_t columns) const {
  auto found = parts_.find(name);
  if (found == parts_.end() || found->second.kind != kind) return nullptr;
  const Part& part = found->second;
  bool fits = (rows == 0 || part.rows == rows) && (columns == 0 || part.columns == columns);
  return fits ? &part : nullptr;
}

Matrix<int8_t> Weights::whole(std::string_view name, uint32_t rows, uint32_t columns) const {
  const Part* part = find(name, 1, rows, columns);
  if (part == nullptr) return {};
  return {part->rows, part->columns,
          {reinterpret_cast<const int8_t*>(part->bytes.data()), part->bytes.size()}};
}

Matrix<float> Weights::real(std::string_view name, uint32_t rows, uint32_t columns) const {
  const Part* part = find(name, 2, rows, columns);
  if (part == nullptr) return {};
  return {part->rows, part->columns,
          {reinterpret_cast<const float*>(part->bytes.data()), part->bytes.size() / sizeof(float)}};
}

std::string_view Weights::bytes(std::string_view name) const {
  const Part* part = find(name, 0, 0, 0);
  return part == nullptr ? std::string_view() : part->bytes;
}

}  // namespace hearsay
