// See clean.hpp.
#include "eval/clean/clean.hpp"

#include <atomic>
#include <functional>
#include <optional>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "document/document.hpp"
#include "ingest/clean/clean.hpp"
#include "surfaces/api/threads.hpp"

namespace hearsay::eval {
namespace {

bool is_of_body(const Roles& roles, size_t row) {
  BlockRole role = roles.role[row];
  return roles.kept[row].yes && (role == BlockRole::body || role == BlockRole::subhead);
}

Body body_of(const Document& document) {
  const Roles& roles = document.get<Roles>();
  Body body;
  for (size_t i = 0; i < roles.span.size(); ++i)
    if (is_of_body(roles, i)) {
      body.text += document.get<Text>()[roles.span[i]];
      body.text += '\n';
      ++body.blocks;
    }
  return body;
}

Document read_as_text(std::string text, const Pipeline& pipeline, const Resources& resources) {
  Source source;
  source.bytes = std::move(text);
  Document document(std::move(source));
  pipeline.analyse(document, resources);
  return document;
}

void count(LineCounts& counts, bool found, bool gold, uint64_t weight) {
  counts.both += found && gold ? weight : 0;
  counts.found += found ? weight : 0;
  counts.gold += gold ? weight : 0;
}

void score_lines(const Document& document, std::string_view gold, PageScore& score) {
  const Roles& roles = document.get<Roles>();
  std::vector<std::string_view> lines;
  for (Span span : roles.span) lines.push_back(document.get<Text>()[span]);
  std::vector<GoldLine> truth = find_gold_lines(gold, lines);
  std::string best;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (truth[i].words == 0) continue;
    count(score.lines, is_of_body(roles, i), truth[i].body, 1);
    count(score.words, is_of_body(roles, i), truth[i].body, truth[i].words);
    if (truth[i].body) best.append(lines[i]).append("\n");
  }
  score.best = compare(gold, best);
}

void score_text(std::string text, std::string_view gold, const Pipeline& pipeline,
                const Resources& resources, PageScore& score) {
  Document document = read_as_text(std::move(text), pipeline, resources);
  Body body = body_of(document);
  score.text = compare(gold, body.text);
  score.text_blocks = body.blocks;
  score_lines(document, gold, score);
}

void score_harm(std::string gold, const Pipeline& pipeline, const Resources& resources,
                PageScore& score) {
  Document document = read_as_text(std::move(gold), pipeline, resources);
  const Roles& roles = document.get<Roles>();
  for (size_t i = 0; i < roles.span.size(); ++i) {
    size_t characters = count_code_points(document.get<Text>()[roles.span[i]]);
    score.gold_characters += characters;
    if (!roles.kept[i].yes) score.set_aside += characters;
  }
}

Result<std::string> gold_of(const GoldPage& page, const Pipeline& pipeline,
                            const Resources& resources) {
  if (page.gold_html.empty()) return page.gold;
  Result<Source> source = read_page(page.gold_html, resources.limits);
  if (!source) return source.error();
  Document document(std::move(*source));
  pipeline.analyse(document, resources);
  return std::string(document.get<Text>().view());
}

// ---- measures -----------------------------------------------------------------------------------

using Pages = std::vector<const PageScore*>;

std::vector<Overlap> overlaps_of(const Pages& pages, Overlap PageScore::*which) {
  std::vector<Overlap> out;
  for (const PageScore* page : pages) out.push_back(page->*which);
  return out;
}

void add_bodies(std::vector<Measure>& out, const std::string& name, const std::string& what,
                const Pages& pages, Overlap PageScore::*which) {
  std::vector<Overlap> overlaps = overlaps_of(pages, which);
  BodyScore score = score_bodies(overlaps);
  uint64_t exact = 0;
  for (const Overlap& overlap : overlaps) exact += overlap.exact;
  out.push_back(mean_measure(name + " F1", what + ", 4-word shingles, mean of pages", score.f1));
  out.push_back(mean_measure(name + " deviation", "of this F1, 1,000 resamples", score.deviation));
  out.push_back(mean_measure(name + " P", "of pages where anything was found", score.precision));
  out.push_back(mean_measure(name + " R", "of pages that have a body", score.recall));
  out.push_back(share_measure(name + " exact", "pages with the same words in the same order", exact,
                              overlaps.size()));
}

LineCounts sum(const Pages& pages, LineCounts PageScore::*which) {
  LineCounts out;
  for (const PageScore* page : pages) {
    out.both += (page->*which).both;
    out.found += (page->*which).found;
    out.gold += (page->*which).gold;
  }
  return out;
}

void add_lines(std::vector<Measure>& out, const std::string& name, const std::string& what,
               const LineCounts& counts) {
  Measure p =
      share_measure(name + " P", "of " + what + " that are kept", counts.both, counts.found);
  Measure r = share_measure(name + " R", "of " + what + " of the body", counts.both, counts.gold);
  out.push_back(share_measure(name + " F1", what + " kept that are of the body", 2 * counts.both,
                              counts.found + counts.gold));
  out.push_back(std::move(p));
  out.push_back(std::move(r));
}

void add_word_f1(std::vector<Measure>& out, const std::string& name, const Pages& pages) {
  double sum = 0;
  for (const PageScore* page : pages) sum += page->word_f1;
  out.push_back(mean_measure(name + " word F1", "lower-cased bags of words, mean of pages",
                             pages.empty() ? 0 : sum / static_cast<double>(pages.size())));
}

// Rounded up, so that here too nothing looks better than it is.
void add_harm(std::vector<Measure>& out, const std::string& prefix, const Pages& pages) {
  uint64_t aside = 0, all = 0;
  for (const PageScore* page : pages) {
    aside += page->set_aside;
    all += page->gold_characters;
  }
  Measure harm =
      share_measure(prefix + "harm", "characters of body alone, as text, set aside", aside, all);
  if (all > 0) harm.score = Score{static_cast<uint16_t>((aside * 10000 + all - 1) / all)};
  out.push_back(std::move(harm));
}

// What no choice of lines can exceed by much: how well they can tell body from the rest at all.
void add_best(std::vector<Measure>& out, const std::string& name, const Pages& pages) {
  out.push_back(mean_measure(name, "text F1 if the lines of the body and no others were kept",
                             score_bodies(overlaps_of(pages, &PageScore::best)).f1));
}

void add_text(std::vector<Measure>& out, const std::string& prefix, const Pages& pages) {
  add_bodies(out, prefix + "text", "body of the same as plain text", pages, &PageScore::text);
  add_lines(out, prefix + "line", "lines", sum(pages, &PageScore::lines));
  add_best(out, prefix + "line best F1", pages);
  add_lines(out, prefix + "line words", "words of lines", sum(pages, &PageScore::words));
}

Pages pages_of(const PageSet& set, const std::vector<PageScore>& scores,
               const std::function<bool(const GoldPage&)>& wanted) {
  Pages out;
  for (size_t i = 0; i < scores.size(); ++i)
    if (wanted(set.pages[i])) out.push_back(&scores[i]);
  return out;
}

std::vector<Measure> measures_of(const PageSet& set, const std::vector<PageScore>& scores) {
  std::vector<Measure> out;
  Pages articles = pages_of(set, scores, [](const GoldPage& page) { return page.article; });
  add_bodies(out, "body", "body of HTML", articles, &PageScore::html);
  add_word_f1(out, "body", articles);
  if (set.kind == PageSetKind::predictions) return out;
  add_text(out, "", articles);
  if (set.kind != PageSetKind::bodies) add_harm(out, "", articles);
  if (set.kind != PageSetKind::page_types) return out;
  Pages fifth =
      pages_of(set, scores, [](const GoldPage& page) { return page.article && page.held_out; });
  add_bodies(out, "held-out body", "body of HTML", fifth, &PageScore::html);
  add_word_f1(out, "held-out body", fifth);
  add_text(out, "held-out ", fifth);
  add_harm(out, "held-out ", fifth);
  Pages all = pages_of(set, scores, [](const GoldPage&) { return true; });
  add_bodies(out, "all pages", "of all page types: body of HTML", all, &PageScore::html);
  add_word_f1(out, "all pages", all);
  return out;
}

// ---- details ------------------------------------------------------------------------------------

void write_overlap(Json& json, std::string_view key, const Overlap& overlap, size_t blocks) {
  json.begin_object(key).field("tp", overlap.tp).field("fp", overlap.fp).field("fn", overlap.fn);
  json.raw("P", Score::of(overlap.precision()).text());
  json.raw("R", Score::of(overlap.recall()).text());
  json.field("exact", overlap.exact).field("blocks", uint64_t{blocks}).end_object();
}

std::string details_of(const GoldPage& page, const PageScore& score, PageSetKind kind) {
  Json json;
  json.begin_object().field("id", score.id);
  if (kind == PageSetKind::page_types)
    json.field("article", page.article).field("held_out", page.held_out);
  write_overlap(json, "html", score.html, score.html_blocks);
  json.raw("word_f1", Score::of(score.word_f1).text());
  if (kind != PageSetKind::predictions) {
    write_overlap(json, "text", score.text, score.text_blocks);
    json.begin_object("lines").field("both", score.lines.both).field("kept", score.lines.found);
    json.field("gold", score.lines.gold).end_object();
    json.begin_object("harm").field("set_aside", score.set_aside);
    json.field("characters", score.gold_characters).end_object();
  }
  return json.end_object().text();
}

}  // namespace

Result<PageScore> score_page(const GoldPage& page, const Pipeline& pipeline,
                             const Resources& resources) {
  Result<std::string> gold = gold_of(page, pipeline, resources);
  if (!gold) return gold.error();
  PageScore score;
  score.id = page.id;
  if (page.found) {
    score.html = compare(*gold, *page.found);
    score.word_f1 = word_f1(*gold, *page.found);
    return score;
  }
  Result<Source> source = read_page(page.html, resources.limits);
  if (!source) return source.error();
  Document document(std::move(*source));
  pipeline.analyse(document, resources);
  Body body = body_of(document);
  score.html = compare(*gold, body.text);
  score.html_blocks = body.blocks;
  score.word_f1 = word_f1(*gold, body.text);
  score_text(std::string(document.get<Text>().view()), *gold, pipeline, resources, score);
  score_harm(std::move(*gold), pipeline, resources, score);
  return score;
}

Result<Scored> run_clean(const std::string& folder) {
  Result<PageSet> set = read_page_set(folder);
  if (!set) return set.error();
  Pipeline pipeline = make_pipeline();
  Resources resources = make_resources();
  std::vector<PageScore> scores(set->pages.size());
  std::vector<std::optional<Error>> errors(set->pages.size());
  std::atomic<size_t> next = 0;
  Threads threads(0, [&] {
    for (size_t i = next++; i < scores.size(); i = next++) {
      Result<PageScore> score = score_page(set->pages[i], pipeline, resources);
      if (score)
        scores[i] = std::move(*score);
      else
        errors[i] = score.error();
    }
  });
  if (!threads.started()) return Error{ErrorKind::system, "the system gives no thread", "", -1};
  threads.join();
  for (const std::optional<Error>& error : errors)
    if (error) return *error;
  Scored out{measures_of(*set, scores), {}};
  for (size_t i = 0; i < scores.size(); ++i)
    out.details.push_back(details_of(set->pages[i], scores[i], set->kind));
  return out;
}

}  // namespace hearsay::eval
