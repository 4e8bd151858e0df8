// See lines.hpp.
#include "store/exports/lines.hpp"

#include "store/exports/forms.hpp"

namespace hearsay {

namespace {
constexpr size_t kPiece = size_t{1} << 16;
}  // namespace

RecordLines::RecordLines(const Shape& shape, ExportFormat format,
                         const std::function<bool(std::string_view)>& write)
    : shape_(shape), format_(format), write_(write) {
  if (format != ExportFormat::jsonl) piece_ = csv_header(shape);
}

bool RecordLines::add(const Value& record) {
  if (format_ == ExportFormat::jsonl) {
    append_json(piece_, shape_, record);
    piece_ += '\n';
  } else {
    append_csv(piece_, shape_, record,
               format_ == ExportFormat::csv ? CsvGuard::safe : CsvGuard::none);
  }
  return piece_.size() < kPiece || flush();
}

bool RecordLines::flush() {
  if (listening_ && !piece_.empty()) listening_ = write_(piece_);
  piece_.clear();
  return listening_;
}

}  // namespace hearsay
