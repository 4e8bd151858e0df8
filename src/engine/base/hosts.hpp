// Hosts: which part of a host's name is its owner's. Covered by base/hosts_test.cpp.
#pragma once

#include <string_view>

namespace hearsay {

// The label before the end under which names are given out: "gazette" of www.gazette.co.uk and of
// gazette.com. Ends of two labels are told by their first (co, com, org, net, ac, gov, edu). Empty
// where there is no dot. A view into `host`. O(host).
std::string_view host_label(std::string_view host);

}  // namespace hearsay
