#include "surfaces/api/records.hpp"
namespace hearsay {
Result<void> export_records(const Store&, const Pipeline&, std::string_view, ExportFormat,
                            const std::function<bool(std::string_view)>&) {
  return Error{ErrorKind::unsupported, "not yet"};
}
Result<std::string> report_json(const Store&, const Pipeline&, const StoredReport&) {
  return Error{ErrorKind::unsupported, "not yet"};
}
std::vector<std::string> exportable(const Pipeline&) {
  return {};
}
}  // namespace hearsay
