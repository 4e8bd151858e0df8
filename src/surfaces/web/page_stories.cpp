// The stories, those with most independent origins first.
#include "surfaces/api/story_pages.hpp"
#include "surfaces/web/accounts.hpp"
#include "surfaces/web/filters.hpp"
#include "surfaces/web/page_parts.hpp"
#include "surfaces/web/pages.hpp"

namespace hearsay::web {
namespace {

constexpr size_t kShown = 25;

// What the whole pile holds.
void put_sum(Html& html, const Summary& summary) {
  struct Step {
    uint64_t count;
    std::string_view one, many, says;
  };
  html.open("ol", {{"class", "sum"}, {"aria-label", "What the pile holds"}});
  for (const Step& step : std::initializer_list<Step>{
           {summary.reports, "report", "reports", "pages and texts that were read"},
           {summary.texts, "distinct text", "distinct texts",
            "that are no identical, shortened or extended copy of another"},
           {summary.origins, "origin", "origins",
            "that have it from no other report of this pile, or add something"},
           {summary.stories, "story", "stories", "happenings that they tell of"}}) {
    html.open("li").open("p").element("b", std::to_string(step.count)).text(" ");
    html.text(step.count == 1 ? step.one : step.many).close();
    html.element("small", step.says).close();
  }
  html.close();
}

void put_empty(Html& html) {
  html.open("div", {{"class", "empty"}}).element("h2", "There is nothing here yet");
  html.element("p", "This store holds no reports. Read some in, and load this page again:");
  html.element("pre", "hearsay add page.html archive.warc.gz folder/");
  html.open("p").text("Or try the sample pile: ").element("code", "hearsay demo").close().close();
}

void put_story(Html& html, const Edition& edition, const StoryHead& head) {
  const StoryView& story = *head.story;
  std::vector<StoryAccount> accounts = accounts_of(edition, story);
  html.open("li", {{"class", "story row"}, {"data-id", story.id.hex()}}).open("h2");
  html.foreign_element("a",
                       {Attribute::href(Url::of("/stories/", story.id)), {"class", "row-link"}},
                       title_of(head));
  html.close().open("div", {{"class", "when"}});
  put_days(html, story.first, story.last);
  put_counts(html, story.counts);
  html.close().open("details", {{"class", "bar"}}).open("summary");
  put_squares(html, sizes_of(accounts), story.counts.origins);
  html.element("span", counted_origins(story.counts)).close();
  put_accounts(html, edition, accounts);
  html.close().close();
}

std::string found_text(uint64_t found, uint64_t all) {
  return counted(found, "story", "stories") + (found == all ? "" : " of " + std::to_string(all)) +
         ", those with most independent origins first";
}

}  // namespace

Result<Page> stories_page(const http::Request& request, const Edition& edition) {
  Page page{.place = Page::Place::stories, .title = "Stories", .kind = "stories"};
  Html& html = page.content;
  html.element("h1", "Stories");
  if (edition.reports().empty()) {
    put_empty(html);
    return page;
  }
  const Summary& summary = edition.indices().summary;
  put_sum(html, summary);
  Filter filter = Filter::of(request);
  PageAsked asked = page_asked(request, kShown);
  Result<PageOf<const StoryHead*>> found = list_stories(
      edition, {filter.days(), filter.outlet, filter.origins}, StoryOrder::origins, asked);
  if (!found) return found.error();
  html.open("div", {{"class", "narrowed"}});
  put_filter(html, filter, edition, Url::local("/stories"), true);
  html.open("div");
  html.element("p", {{"class", "tally"}, {"role", "status"}},
               found_text(found->total.value_or(summary.stories), summary.stories));
  html.open("ol", {{"class", "list"}});
  for (const StoryHead* head : found->items) put_story(html, edition, *head);
  html.close();
  Url url = Url::local("/stories");
  filter.add_to(url);
  put_paging(html, asked, found->next, url);
  put_exports(html, filter, "/api/stories");
  html.close().close();
  return page;
}

}  // namespace hearsay::web
