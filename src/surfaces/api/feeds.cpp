// See feeds.hpp.
#include "surfaces/api/feeds.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "base/xml.hpp"
#include "surfaces/api/view.hpp"

namespace hearsay {
namespace {

constexpr size_t kTitle = 300, kSummary = 600, kContent = 4000;  // bytes
constexpr size_t kRead = 5000;                                   // reports for a speaker
constexpr size_t kFound = 1000;                                  // hits of a search
constexpr size_t kVia = 10;
constexpr std::string_view kNoDay = "1970-01-01T00:00:00Z";

// ---- XML ----------------------------------------------------------------------------------------

std::string element(std::string_view name, std::string_view text) {
  std::string out = "<" + std::string(name) + ">";
  append_xml(out, text);
  return out + "</" + std::string(name) + ">\n";
}

std::string link(std::string_view relation, std::string_view type, std::string_view address) {
  if (address.empty()) return "";
  std::string out = "<link rel=\"" + std::string(relation) + "\"";
  if (!type.empty()) out += " type=\"" + std::string(type) + "\"";
  out += " href=\"";
  append_xml(out, address);
  return out + "\"/>\n";
}

std::string category(std::string_view term) {
  std::string out = "<category term=\"";
  append_xml(out, term);
  return out + "\"/>\n";
}

// ---- a feed -------------------------------------------------------------------------------------

struct Entry {
  std::string id, title, author, page, related;
  std::string updated = std::string(kNoDay), published;  // no day: empty
  std::vector<std::string> via, categories;
  std::string text;
};

struct Feed {
  std::string id, title, subtitle, self, page;
  std::vector<Entry> entries;
};

std::string entry_xml(const Entry& entry) {
  std::string out = "<entry>\n" + element("id", entry.id) +
                    element("title", beginning_of(entry.title, kTitle)) +
                    element("updated", entry.updated);
  if (!entry.published.empty()) out += element("published", entry.published);
  out += "<author>" + element("name", entry.author) + "</author>\n";
  out += link("alternate", "text/html", entry.page) + link("related", "", entry.related);
  for (const std::string& one : entry.via) out += link("via", "text/html", one);
  for (const std::string& one : entry.categories) out += category(one);
  if (!entry.text.empty()) {
    out += "<content type=\"text\">";
    append_xml(out, entry.text);
    out += "</content>\n";
  }
  return out + "</entry>\n";
}

std::string feed_xml(const Feed& feed) {
  std::string updated(kNoDay);
  for (const Entry& entry : feed.entries) updated = std::max(updated, entry.updated);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  out += element("id", feed.id) + element("title", beginning_of(feed.title, kTitle));
  if (!feed.subtitle.empty()) out += element("subtitle", feed.subtitle);
  out += element("updated", updated);
  out += link("self", kFeedType, feed.self) + link("alternate", "text/html", feed.page);
  out += "<generator>Hearsay</generator>\n";
  for (const Entry& entry : feed.entries) out += entry_xml(entry);
  return out + "</feed>\n";
}

// ---- what reports give --------------------------------------------------------------------------

// As RFC 3339 writes moments; empty if it is none.
std::string instant(const std::optional<Moment>& moment) {
  return moment ? moment_of_seconds(moment->first_second()).iso() : "";
}

std::string shown_outlet(const SourcesView& sources, const SeenReport& seen) {
  for (std::string name :
       {std::string(sources.outlet(seen.report.id)), seen.view.publisher, seen.view.domain})
    if (name = ascii::squeezed(name); !name.empty()) return beginning_of(name, kTitle);
  return "(unknown outlet)";
}

std::string shown_title(const SeenReport& seen) {
  return seen.view.title.empty() ? "(no title)" : seen.view.title;
}

// The first block that is told.
std::string lead(const SeenReport& seen) {
  for (const BlockView& block : seen.view.blocks)
    if (block.kept && block.role == "body")
      return beginning_of(ascii::squeezed(seen.report.text[block.span]), kSummary);
  return "";
}

void set_days(const SeenReport& seen, Entry& entry) {
  entry.published = instant(parse_iso_date(seen.view.published));
  std::string fetched = instant(parse_iso_date(seen.report.fetched));
  if (fetched.empty()) fetched = instant(parse_rfc_date(seen.report.fetched));
  for (const std::string& day :
       {fetched, instant(parse_iso_date(seen.view.published_latest)), entry.published})
    if (!day.empty()) entry.updated = day;
}

Entry entry_of(const SourcesView& sources, const SeenReport& seen, const Site& site) {
  const ReportId& id = seen.report.id;
  Entry out;
  out.id = urn_of("report", id);
  out.title = shown_title(seen);
  out.author = shown_outlet(sources, seen);
  out.page = site.report(id);
  out.related = web_address(seen.view.url);
  set_days(seen, out);
  if (sources.is_origin(id)) out.categories.emplace_back("origin");
  for (const Derivation* edge : sources.parents(id)) {
    if (out.via.size() == kVia) break;
    out.via.push_back(site.report(edge->from));
    out.categories.emplace_back(edge->relation);
  }
  std::sort(out.categories.begin(), out.categories.end());
  out.categories.erase(std::unique(out.categories.begin(), out.categories.end()),
                       out.categories.end());
  out.text = lead(seen);
  return out;
}

Entry entry_of(const SourcesView& sources, const SeenReport& seen, const StatementView& said,
               const Site& site) {
  Entry out;
  out.id = urn_of("statement", said.id);
  out.title = statement_line(said);
  out.author = shown_outlet(sources, seen);
  out.page = site.statement(seen.report.id, said.id);
  if (!said.content.empty())
    out.related = address_of_words(seen.view.url, said.content.front(), said.content.back());
  set_days(seen, out);
  out.categories = {said.act, said.kind};
  std::string notes = relay_line(said);
  if (!said.date.empty()) {
    bool day = said.date_latest.empty() || said.date_latest == said.date;
    notes += (notes.empty() ? "" : "; ") + std::string("said ") + said.date +
             (day ? "" : " to " + said.date_latest);
  }
  notes += (notes.empty() ? "" : "; ") + std::string("in “") + shown_title(seen) + "”";
  out.text = beginning_of(statement_line(said), kContent) + "\n" + notes;
  return out;
}

// The newest first, those whose day is not known last.
std::vector<ReportId> newest_first(const SourcesView& sources, std::vector<ReportId> ids) {
  std::sort(ids.begin(), ids.end(), [&](const ReportId& a, const ReportId& b) {
    bool a_dated = sources.published(a).appeared.as_day().is_known();
    bool b_dated = sources.published(b).appeared.as_day().is_known();
    return a_dated == b_dated ? sources.is_earlier(b, a) : a_dated;
  });
  return ids;
}

Result<void> add_reports(const Store& store, const SourcesView& sources,
                         const std::vector<ReportId>& ids, size_t most, const Site& site,
                         Feed& feed) {
  for (const ReportId& id : ids) {
    if (feed.entries.size() == most) return {};
    Result<std::optional<SeenReport>> seen = see_report(store, id);
    if (!seen) return seen.error();
    if (*seen) feed.entries.push_back(entry_of(sources, **seen, site));
  }
  return {};
}

// Those of a report by this speaker, in text order.
Result<void> add_statements(const Store& store, const SourcesView& sources, const ReportId& id,
                            const std::string& speaker, const Site& site, Feed& feed) {
  Result<std::vector<StatementView>> said = view_statements(store, id);
  if (!said) return said.error();
  std::erase_if(*said, [&](const StatementView& one) { return one.entity != speaker; });
  if (said->empty()) return {};
  Result<std::optional<SeenReport>> seen = see_report(store, id);
  if (!seen) return seen.error();
  if (!*seen) return {};
  for (const StatementView& one : *said)
    if (feed.entries.size() < kSpeakerEntries)
      feed.entries.push_back(entry_of(sources, **seen, one, site));
  return {};
}

}  // namespace

Result<std::string> story_feed(const Store& store, const SourcesView& sources,
                               const StoriesView& stories, const StoryView& story,
                               const Site& site) {
  Result<std::string> title = stories.title(store, sources, story);
  if (!title) return title.error();
  Feed feed{urn_of("story", story.id), title->empty() ? "Story " + story.id.hex() : *title,
            counts_text(story.counts), site.story_feed(story.id),
            site.story(story.id),      {}};
  Result<void> added =
      add_reports(store, sources, newest_first(sources, story.ids()), kStoryEntries, site, feed);
  if (!added) return added.error();
  return feed_xml(feed);
}

Result<std::string> speaker_feed(const Store& store, const SourcesView& sources,
                                 const EntityView& speaker, std::span<const ReportId> giving,
                                 const Site& site) {
  Feed feed{urn_of("entity", speaker.id),
            "Statements of " + (speaker.name.empty() ? speaker.id.hex() : speaker.name),
            "",
            site.entity_feed(speaker.id),
            site.entity(speaker.id),
            {}};
  std::vector<ReportId> ids = newest_first(sources, {giving.begin(), giving.end()});
  ids.resize(std::min(ids.size(), kRead));
  for (const ReportId& id : ids) {
    if (feed.entries.size() == kSpeakerEntries) break;
    Result<void> added = add_statements(store, sources, id, speaker.id.hex(), site, feed);
    if (!added) return added.error();
  }
  return feed_xml(feed);
}

Result<std::string> search_feed(const Store& store, const SourcesView& sources,
                                const AskedSearch& asked, const Site& site) {
  Result<std::vector<SearchHit>> hits = store.rank(asked.widened);
  if (!hits) return hits.error();
  hits->resize(std::min(hits->size(), kFound));
  std::vector<ReportId> ids;
  for (const SearchHit& hit : *hits) ids.push_back(hit.report);
  std::string exact = asked.exact ? "&exact=1" : "";
  Feed feed{(asked.exact ? "urn:hearsay:exact-search:" : "urn:hearsay:search:") +
                percent_encoded(asked.query),
            "Reports with " + asked.query,
            "",
            site.search_feed(asked.query) + exact,
            site.search(asked.query) + exact,
            {}};
  Result<void> added = add_reports(store, sources, newest_first(sources, std::move(ids)),
                                   kSearchEntries, site, feed);
  if (!added) return added.error();
  return feed_xml(feed);
}

}  // namespace hearsay
