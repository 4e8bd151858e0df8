// See hosts.hpp.
#include "base/hosts.hpp"

#include <algorithm>

#include "base/word_set.hpp"

namespace hearsay {
namespace {

// Takes the last label off, with its dot.
std::string_view take_label(std::string_view& host) {
  size_t dot = host.rfind('.');
  std::string_view out = host.substr(dot == std::string_view::npos ? 0 : dot + 1);
  host.remove_suffix(std::min(host.size(), out.size() + 1));
  return out;
}

}  // namespace

std::string_view host_label(std::string_view host) {
  constexpr WordSet kSeconds({"co", "com", "org", "net", "ac", "gov", "edu"});
  if (host.ends_with('.')) host.remove_suffix(1);
  take_label(host);
  std::string_view out = take_label(host);
  return kSeconds.has_lowered(out) && !host.empty() ? take_label(host) : out;
}

}  // namespace hearsay
