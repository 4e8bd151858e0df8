// See linked_data.hpp.
#include "surfaces/api/linked_data.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "base/json.hpp"

namespace hearsay {
namespace {

constexpr size_t kText = 4000;  // bytes of a name, headline or quotation

// In JSON this sign stands in strings only, so no script element ends in the middle of the
// document.
std::string script_safe(std::string_view json) {
  std::string out;
  for (char c : json) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  return out;
}

void write_text(Json& json, std::string_view key, std::string_view text) {
  std::string shown = beginning_of(ascii::squeezed(text), kText);
  if (!shown.empty()) json.field(key, shown);
}

// A day, or a month or year, that is known to be one.
void write_day(Json& json, std::string_view key, const std::string& first,
               const std::string& last) {
  if ((last.empty() || last == first) && parse_iso_date(first)) json.field(key, first);
}

void write_context(Json& json) {
  json.begin_object("@context").field("@vocab", "https://schema.org/");
  for (std::string_view name : {"url", "archivedAt"})
    json.begin_object(name).field("@type", "@id").end_object();
  json.end_object();
}

void write_named(Json& json, std::string_view key, std::string_view type, std::string_view name) {
  json.begin_object(key).field("@type", type);
  write_text(json, "name", name);
  json.end_object();
}

// ---- a report -----------------------------------------------------------------------------------

// What names it anywhere, and its own address, or else its page.
void write_head(Json& json, const SeenReport& seen, const Site& site) {
  json.field("@type", "NewsArticle").field("@id", urn_of("report", seen.report.id));
  write_text(json, "headline", seen.view.title);
  std::string address = web_address(seen.view.url);
  std::string page = site.report(seen.report.id);
  json.field("url", address.empty() ? page : address).field("archivedAt", page);
}

void write_imprint(Json& json, const SourcesView& sources, const SeenReport& seen) {
  write_day(json, "datePublished", seen.view.published, seen.view.published_latest);
  if (!seen.view.language.empty()) json.field("inLanguage", seen.view.language);
  if (!seen.view.authors.empty()) {
    json.begin_array("author");
    for (size_t i = 0; i < std::min(seen.view.authors.size(), kBases); ++i)
      write_named(json, "", "Person", seen.view.authors[i]);
    json.end_array();
  }
  std::string outlet(sources.outlet(seen.report.id));
  if (outlet.empty()) outlet = seen.view.publisher.empty() ? seen.view.domain : seen.view.publisher;
  if (!outlet.empty()) write_named(json, "publisher", "Organization", outlet);
}

// Whose outlet it names, though it shares no words with it, is no more than cited.
bool is_copied(const Derivation& edge) {
  return edge.relation != "cites" && edge.relation != "circle";
}

// Writes the reports that others have something from; each is read once.
class Bases {
 public:
  Bases(const Store& store, const SourcesView& sources, const Site& site)
      : store_(store), sources_(sources), site_(site) {}

  Result<void> write(Json& json, std::string_view key, bool copied, const ReportId& id) {
    std::vector<const Derivation*> edges = sources_.parents(id);
    std::erase_if(edges, [&](const Derivation* edge) { return is_copied(*edge) != copied; });
    edges.resize(std::min(edges.size(), kBases));
    if (edges.empty()) return {};
    json.begin_array(key);
    for (const Derivation* edge : edges) {
      Result<std::string_view> head = head_of(edge->from);
      if (!head) return head.error();
      if (!head->empty()) json.raw("", *head);
    }
    json.end_array();
    return {};
  }

 private:
  // Empty if it is gone.
  Result<std::string_view> head_of(const ReportId& id) {
    auto [at, added] = heads_.try_emplace(id);
    if (!added) return std::string_view(at->second);
    Result<std::optional<SeenReport>> seen = see_report(store_, id);
    if (!seen) return seen.error();
    if (!*seen) return std::string_view();
    Json json;
    json.begin_object();
    write_head(json, **seen, site_);
    at->second = json.end_object().text();
    return std::string_view(at->second);
  }

  const Store& store_;
  const SourcesView& sources_;
  const Site& site_;
  std::map<ReportId, std::string> heads_;
};

Result<void> write_article(Json& json, const SourcesView& sources, const SeenReport& seen,
                           const Site& site, Bases& bases) {
  write_head(json, seen, site);
  write_imprint(json, sources, seen);
  Result<void> done = bases.write(json, "isBasedOn", true, seen.report.id);
  return done ? bases.write(json, "citation", false, seen.report.id) : done;
}

// ---- quotations ---------------------------------------------------------------------------------

bool is_quotation(const StatementView& one) {
  return one.kind == "direct" && one.polarity == "asserted" && !one.content.empty();
}

// Governments and peoples speak as organisations. Of whom it is not known what he is, nothing is
// said.
std::string_view type_of(const EntityView* entity) {
  if (entity == nullptr) return "";
  return entity->type == "person" ? "Person" : "Organization";
}

void write_speaker(Json& json, const StatementView& one, const EntityOf& entity) {
  if (one.name.empty()) return;
  std::optional<Id128> id = Id128::from_hex(one.entity);
  std::string_view type = type_of(id ? entity(*id) : nullptr);
  json.begin_object("spokenByCharacter");
  if (!type.empty()) json.field("@type", type).field("@id", urn_of("entity", *id));
  write_text(json, "name", one.name);
  json.end_object();
}

void write_quotation(Json& json, const StatementView& one, const EntityOf& entity,
                     const Site& site) {
  json.begin_object().field("@type", "Quotation").field("@id", urn_of("statement", one.id));
  write_text(json, "text", content_line(one));
  write_speaker(json, one, entity);
  write_day(json, "dateCreated", one.date, one.date_latest);
  write_text(json, "creditText", relay_line(one));
  json.begin_object("isBasedOn").field("@id", urn_of("report", one.report)).end_object();
  json.field("url", site.statement(one.report, one.id)).end_object();
}

Result<void> write_quotations(Json& json, const Store& store, const EntityOf& entity,
                              const ReportId& id, const Site& site) {
  Result<std::vector<StatementView>> said = view_statements(store, id);
  if (!said) return said.error();
  std::erase_if(*said, [](const StatementView& one) { return !is_quotation(one); });
  if (said->empty()) return {};
  json.begin_array("hasPart");
  for (size_t i = 0; i < std::min(said->size(), kQuotations); ++i)
    write_quotation(json, (*said)[i], entity, site);
  json.end_array();
  return {};
}

}  // namespace

Result<std::string> report_linked_data(const Store& store, const SourcesView& sources,
                                       const EntityOf& entity, const SeenReport& seen,
                                       const Site& site) {
  Json json;
  json.begin_object();
  write_context(json);
  Bases bases(store, sources, site);
  Result<void> done = write_article(json, sources, seen, site, bases);
  if (!done) return done.error();
  done = write_quotations(json, store, entity, seen.report.id, site);
  if (!done) return done.error();
  return script_safe(json.end_object().line());
}

Result<std::string> story_linked_data(const Store& store, const SourcesView& sources,
                                      const StoriesView& stories, const StoryView& story,
                                      const Site& site) {
  Result<std::string> title = stories.title(store, sources, story);
  if (!title) return title.error();
  Bases bases(store, sources, site);
  Json json;
  json.begin_object();
  write_context(json);
  json.field("@type", "ItemList").field("@id", urn_of("story", story.id));
  write_text(json, "name", *title);
  json.field("description", counts_text(story.counts)).field("url", site.story(story.id));
  json.field("numberOfItems", uint64_t{story.reports.size()});
  json.field("itemListOrder", "https://schema.org/ItemListOrderAscending");
  json.begin_array("itemListElement");
  for (size_t i = 0; i < std::min(story.reports.size(), kListed); ++i) {
    Result<std::optional<SeenReport>> seen = see_report(store, story.reports[i].report);
    if (!seen) return seen.error();
    if (!*seen) continue;
    json.begin_object().field("@type", "ListItem").field("position", uint64_t{i + 1});
    json.begin_object("item");
    Result<void> done = write_article(json, sources, **seen, site, bases);
    if (!done) return done.error();
    json.end_object().end_object();
  }
  json.end_array();
  return script_safe(json.end_object().line());
}

}  // namespace hearsay
