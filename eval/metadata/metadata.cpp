// See metadata.hpp.
#include "eval/metadata/metadata.hpp"

#include <fstream>
#include <iterator>

#include "base/ascii.hpp"
#include "base/byte_reader.hpp"
#include "base/json.hpp"
#include "document/document.hpp"
#include "document/pipeline.hpp"
#include "ingest/article/article.hpp"
#include "ingest/inputs/inputs.hpp"

namespace hearsay::eval {
namespace {

struct Count {
  uint64_t right = 0, all = 0;
  void add(bool is_right) {
    right += is_right;
    ++all;
  }
};

struct Counts {
  Count titles, exact, authors, precision, recall, none, sites;
};

// What the engine says of a page.
struct Answer {
  std::string title, title_how, byline, author_how, site;
};

class First : public SourceSink {
 public:
  bool add(Source source) override {
    if (!source_) source_ = std::move(source);
    return false;
  }
  void fail(Failure) override {}
  std::optional<Source> take() { return std::move(source_); }

 private:
  std::optional<Source> source_;
};

std::optional<Source> read_page(const GoldMetadata& page, const Limits& limits) {
  std::ifstream file(page.file, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  MemoryReader reader(bytes);
  First sink;
  read_inputs(reader, page.file, InputFormat::html, limits, sink);
  std::optional<Source> source = sink.take();
  if (source && !page.url.empty()) source->url = page.url;
  return source;
}

Answer answer_of(const Metadata& metadata) {
  Answer out;
  for (size_t i = 0; i < metadata.field.size(); ++i) {
    if (!metadata.chosen[i].yes) continue;
    std::string value(metadata.value[i]);
    if (metadata.field[i] == MetadataField::title) {
      out.title = value;
      out.title_how = metadata.how[i];
    } else if (metadata.field[i] == MetadataField::author) {
      out.byline += value + "\n";
      out.author_how = metadata.how[i];
    } else if (metadata.field[i] == MetadataField::publisher) {
      out.site = value;
    }
  }
  return out;
}

struct Verdict {
  bool title, exact, authors;
};

Verdict compare(const GoldMetadata& gold, const Answer& ours, Counts& counts) {
  Verdict out{folded_words(gold.title) == folded_words(ours.title),
              ascii::squeezed(gold.title) == ascii::squeezed(ours.title), false};
  if (!gold.title.empty()) {
    counts.titles.add(out.title);
    counts.exact.add(out.exact);
  }
  std::set<std::string> wanted = names_in_byline(gold.byline, gold.site);
  std::set<std::string> given = names_in_byline(ours.byline, gold.site);
  out.authors = wanted == given;
  counts.authors.add(out.authors);
  if (!given.empty()) counts.precision.add(out.authors);
  (wanted.empty() ? counts.none : counts.recall).add(out.authors);
  if (!gold.site.empty()) counts.sites.add(folded_words(gold.site) == folded_words(ours.site));
  return out;
}

std::string detail(const GoldMetadata& gold, const Answer& ours, const Verdict& verdict) {
  Json json;
  json.begin_object().field("page", gold.id).field("held_out", gold.held_out);
  json.field("title_right", verdict.title || gold.title.empty()).field("gold_title", gold.title);
  json.field("title", ours.title).field("title_how", ours.title_how);
  json.field("authors_right", verdict.authors).field("gold_byline", gold.byline);
  json.field("authors", ascii::trimmed(ours.byline)).field("author_how", ours.author_how);
  json.field("gold_site", gold.site).field("site", ours.site);
  return json.end_object().text();
}

void add_measures(const Counts& counts, const std::string& part, std::vector<Measure>& out) {
  auto add = [&](const char* name, const Count& count, const char* note) {
    if (count.all > 0) out.push_back(share_measure(name + part, note, count.right, count.all));
  };
  add("titles", counts.titles, "case, punctuation and white space aside");
  add("titles, exact", counts.exact, "white space aside");
  add("authors", counts.authors, "the names of the byline and no others, or none if there is none");
  add("authors, precision", counts.precision, "of the pages for which we name somebody");
  add("authors, recall", counts.recall, "of the pages with a byline");
  add("authors, none", counts.none, "of the pages without a byline");
  add("publishers", counts.sites, "case, punctuation and white space aside");
}

}  // namespace

Result<Scored> run_metadata(const std::string& folder) {
  Result<std::vector<GoldMetadata>> pages = read_gold_pages(folder);
  if (!pages) return pages.error();
  Pipeline pipeline = make_pipeline();
  Resources resources;
  Scored out;
  Counts all, held_out, rest;
  bool parted = false;
  for (const GoldMetadata& page : *pages) {
    std::optional<Source> source = read_page(page, resources.limits);
    if (!source) return Error{ErrorKind::missing, "there is no such page", page.file, -1};
    Document document(*std::move(source));
    pipeline.analyse(document, resources);
    Answer ours = answer_of(document.get<Metadata>());
    Verdict verdict = compare(page, ours, all);
    compare(page, ours, page.held_out ? held_out : rest);
    parted |= page.held_out;
    out.details.push_back(detail(page, ours, verdict));
  }
  add_measures(all, "", out.measures);
  if (parted) {
    add_measures(held_out, ", held out", out.measures);
    add_measures(rest, ", for tuning", out.measures);
  }
  return out;
}

}  // namespace hearsay::eval
