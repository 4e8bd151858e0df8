// Pages: every page as a route. Covered by surfaces/web/web_test.cpp.
#pragma once

#include "surfaces/http/http.hpp"
#include "surfaces/web/layout.hpp"

namespace hearsay::web {

Result<Page> stories_page(const http::Request& request, const Edition& edition);
Result<Page> story_page(const http::Request& request, const Edition& edition);
Result<Page> sources_page(const http::Request& request, const Edition& edition);
Result<Page> speakers_page(const http::Request& request, const Edition& edition);
Result<Page> speaker_page(const http::Request& request, const Edition& edition);
Result<Page> reports_page(const http::Request& request, const Edition& edition);
Result<Page> report_page(const http::Request& request, const Edition& edition);
Result<Page> search_page(const http::Request& request, const Edition& edition);
Result<Page> explain_page(const http::Request& request, const Edition& edition);

}  // namespace hearsay::web
