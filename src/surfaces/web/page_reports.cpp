// The reports, the earliest first.
#include "surfaces/api/report_pages.hpp"
#include "surfaces/web/accounts.hpp"
#include "surfaces/web/filters.hpp"
#include "surfaces/web/page_parts.hpp"
#include "surfaces/web/pages.hpp"

namespace hearsay::web {
namespace {

constexpr size_t kShown = 50;

void put_report(Html& html, const Edition& edition, const ReportHead& head) {
  html.open("li", {{"class", "row"}, {"data-id", head.id.hex()}}).open("h2");
  html.foreign_element("a", {Attribute::href(url_of(head)), {"class", "row-link"}}, title_of(head));
  html.close();
  put_report_line(html, edition, head);
  html.close();
}

}  // namespace

Result<Page> reports_page(const http::Request& request, const Edition& edition) {
  Page page{.place = Page::Place::reports, .title = "Reports", .kind = "reports"};
  Html& html = page.content;
  html.element("h1", "Reports");
  Filter filter = Filter::of(request);
  PageAsked asked = page_asked(request, kShown);
  Result<PageOf<const ReportHead*>> found =
      list_reports(edition, {filter.days(), filter.outlet, ""}, asked);
  if (!found) return found.error();
  html.open("div", {{"class", "narrowed"}});
  put_filter(html, filter, edition, Url::local("/reports"), false);
  html.open("div");
  html.element("p", {{"class", "tally"}, {"role", "status"}},
               counted(found->total.value_or(edition.reports().size()), "report", "reports") +
                   ", the earliest first");
  html.open("ol", {{"class", "list lines"}});
  for (const ReportHead* head : found->items) put_report(html, edition, *head);
  html.close();
  Url url = Url::local("/reports");
  filter.add_to(url);
  put_paging(html, asked, found->next, url);
  put_exports(html, filter, "/api/reports");
  html.close().close();
  return page;
}

}  // namespace hearsay::web
