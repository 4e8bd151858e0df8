// Writes the documents of a store as files, for tests/conformance/check.mjs, which reads them with
// the programs that they are for. Usage: write_documents STORE FOLDER SITE SEARCH...
//
// A file is called as the path of the document's address, with "_" for every other sign than
// letters, digits and the stop: "_feeds_stories_9811…". Covered by tests/conformance/run.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>

#include "base/ascii.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/api/citations.hpp"
#include "surfaces/api/feeds.hpp"
#include "surfaces/api/lineage_graph.hpp"
#include "surfaces/api/linked_data.hpp"

namespace hearsay {
namespace {

std::string file_name(std::string_view address) {
  std::string out(address);
  for (char& c : out)
    if (!ascii::is_letter(c) && !ascii::is_digit(c) && c != '.') c = '_';
  return out;
}

class Documents {
 public:
  static Result<std::unique_ptr<Documents>> open(const std::string& store, std::string folder,
                                                 std::string site) {
    Result<std::unique_ptr<Hearsay>> hearsay = Hearsay::open(store, Store::Open::read);
    if (!hearsay) return hearsay.error();
    Result<Views> views = Views::read((*hearsay)->store());
    if (!views) return views.error();
    Result<WhoIsWho> who = WhoIsWho::read(*views->store, (*hearsay)->resources());
    if (!who) return who.error();
    return std::unique_ptr<Documents>(new Documents(std::move(*hearsay), std::move(*views),
                                                    std::move(*who), std::move(folder),
                                                    {std::move(site)}));
  }

  Result<void> write_all() {
    Result<std::vector<ReportId>> ids = views_.store->by_prefix("", SIZE_MAX);
    if (!ids) return ids.error();
    for (const ReportId& id : *ids)
      if (Result<void> done = write_report(id); !done) return done;
    for (const StoryView& story : views_.stories.all())
      if (Result<void> done = write_story(story); !done) return done;
    for (const EntityView& one : who_.all())
      put(Site{}.entity_feed(one.id),
          speaker_feed(*views_.store, views_.sources, one, *ids, site_));
    return failed_;
  }

  Result<void> write_search(const std::string& query) {
    put("/feeds/search?q=" + query,
        search_feed(*views_.store, views_.sources, {query, who_.widen(query).query, false}, site_));
    return failed_;
  }

 private:
  Documents(std::unique_ptr<Hearsay> hearsay, Views views, WhoIsWho who, std::string folder,
            Site site)
      : hearsay_(std::move(hearsay)),
        views_(std::move(views)),
        who_(std::move(who)),
        folder_(std::move(folder)),
        site_(std::move(site)) {
    for (const EntityView& one : who_.all()) entities_[one.id] = &one;
  }

  void put(const std::string& address, const Result<std::string>& document) {
    if (!document)
      failed_ = document.error();
    else
      std::ofstream(folder_ + "/" + file_name(address), std::ios::binary) << *document;
  }

  void put_lineage(const Id128& id, std::span<const ReportId> reports, bool story) {
    std::string out;
    Result<void> done =
        export_lineage_of(*views_.store, views_.sources, views_.stories, reports, !story,
                          GraphFormat::gexf, [&out](std::string_view piece) {
                            out += piece;
                            return true;
                          });
    std::string of = story ? "story" : "report";
    put("/api/sources/" + id.hex() + "/gexf?of=" + of,
        done ? Result<std::string>(out) : Result<std::string>(done.error()));
  }

  Result<void> write_report(const ReportId& id) {
    Result<std::optional<SeenReport>> seen = see_report(*views_.store, id);
    if (!seen) return seen.error();
    if (!*seen) return {};
    auto entity = [this](const Id128& one) {
      auto found = entities_.find(one);
      return found == entities_.end() ? nullptr : found->second;
    };
    std::string at = "/api/reports/" + id.hex();
    put(at + "/jsonld", report_linked_data(*views_.store, views_.sources, entity, **seen, site_));
    put(at + "/cite?format=bibtex", cite_report(views_.sources, **seen, site_).bibtex);
    put_lineage(id, std::span(&id, 1), false);
    Result<std::vector<StatementView>> said = view_statements(*views_.store, id);
    if (!said) return said.error();
    for (const StatementView& one : *said)
      put("/api/statements/" + one.id.hex() + "/cite?format=bibtex",
          cite_statement(views_.sources, **seen, one, site_).bibtex);
    return failed_;
  }

  Result<void> write_story(const StoryView& story) {
    put(Site{}.story_feed(story.id),
        story_feed(*views_.store, views_.sources, views_.stories, story, site_));
    put("/api/stories/" + story.id.hex() + "/jsonld",
        story_linked_data(*views_.store, views_.sources, views_.stories, story, site_));
    put_lineage(story.id, story.ids(), true);
    return failed_;
  }

  std::unique_ptr<Hearsay> hearsay_;
  Views views_;
  WhoIsWho who_;
  std::string folder_;
  Site site_;
  std::map<Id128, const EntityView*> entities_;
  Result<void> failed_;
};

Result<void> run(int count, char** arguments) {
  Result<std::unique_ptr<Documents>> documents =
      Documents::open(arguments[1], arguments[2], arguments[3]);
  if (!documents) return documents.error();
  for (int i = 4; i < count; ++i)
    if (Result<void> done = (*documents)->write_search(arguments[i]); !done) return done;
  return (*documents)->write_all();
}

}  // namespace
}  // namespace hearsay

int main(int count, char** arguments) {
  if (count < 4) {
    std::fputs("usage: write_documents STORE FOLDER SITE SEARCH...\n", stderr);
    return 2;
  }
  hearsay::Result<void> done = hearsay::run(count, arguments);
  if (!done) std::fprintf(stderr, "%s\n", done.error().text().c_str());
  return done ? 0 : 1;
}
