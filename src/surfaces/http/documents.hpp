// Documents: what other programs read: feeds (Atom), linked data (JSON-LD), citations (BibTeX) and
// lineages (GEXF), each at an address of its own.
// Covered by surfaces/http/documents_test.cpp and tests/conformance.
#pragma once

#include <vector>

#include "surfaces/http/http.hpp"

namespace hearsay::http {

// Absolute addresses in them begin with "http://", or "https://" for names that were given so, and
// the request's Host, which the server has checked; where there is none they begin with the path.
// Whoever keeps answers must keep them by Host as well (Vary says so).
//
// /feeds/stories/{id}, /feeds/entities/{id}, /feeds/search?q=, /api/reports/{id}/jsonld,
// /api/stories/{id}/jsonld, /api/reports/{id}/cite, /api/statements/{id}/cite,
// /api/sources/{id}/gexf.
std::vector<Route> document_routes();

}  // namespace hearsay::http
