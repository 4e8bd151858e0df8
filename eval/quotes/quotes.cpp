// See quotes.hpp.
#include "eval/quotes/quotes.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "document/pipeline.hpp"
#include "reported/statements/statements.hpp"

namespace hearsay::eval {
namespace {

uint64_t size_of(const std::vector<Span>& spans) {
  uint64_t out = 0;
  for (Span span : spans) out += span.size();
  return out;
}

uint64_t shared(Span a, const std::vector<Span>& others) {
  uint64_t out = 0;
  for (Span b : others)
    if (a.overlaps(b)) out += std::min(a.end, b.end) - std::max(a.begin, b.begin);
  return out;
}

uint64_t shared(const std::vector<Span>& a, const std::vector<Span>& b) {
  uint64_t out = 0;
  for (Span span : a) out += shared(span, b);
  return out;
}

using Part = std::vector<Span> Attributed::*;

std::vector<Span> all_of(const std::vector<Attributed>& list, Part part) {
  std::set<Span> out;
  for (const Attributed& one : list) out.insert((one.*part).begin(), (one.*part).end());
  return {out.begin(), out.end()};
}

void count_exact(const std::vector<Attributed>& gold, const std::vector<Attributed>& found,
                 Part part, F1Counts& out) {
  std::vector<Span> wanted = all_of(gold, part);
  std::vector<Span> got = all_of(found, part);
  out.gold += wanted.size();
  out.found += got.size();
  for (Span span : got) out.both += std::binary_search(wanted.begin(), wanted.end(), span);
}

void count_soft(const std::vector<Span>& spans, const std::vector<Span>& others,
                QuoteCounts::Soft& out) {
  for (Span span : spans) {
    out.covered +=
        static_cast<double>(std::min<uint64_t>(shared(span, others), span.size())) / span.size();
    ++out.spans;
  }
}

double likeness(const Attributed& a, const Attributed& b) {
  bool sources = (a.source.empty() && b.source.empty()) || shared(a.source, b.source) > 0;
  if (!sources || shared(a.cue, b.cue) == 0) return 0;
  auto both = static_cast<double>(shared(a.content, b.content));
  return both / (static_cast<double>(size_of(a.content) + size_of(b.content)) - both);
}

void count_linked(const std::vector<Attributed>& gold, const std::vector<Attributed>& found,
                  double least, F1Counts& out) {
  std::vector<std::tuple<double, size_t, size_t>> pairs;  // worst last
  for (size_t g = 0; g < gold.size(); ++g)
    for (size_t f = 0; f < found.size(); ++f)
      if (double share = likeness(gold[g], found[f]); share >= least)
        pairs.emplace_back(-share, g, f);
  std::sort(pairs.begin(), pairs.end());
  std::set<size_t> gold_taken, found_taken;
  for (auto [share, g, f] : pairs)
    if (!gold_taken.contains(g) && !found_taken.contains(f)) {
      gold_taken.insert(g);
      found_taken.insert(f);
    }
  out.gold += gold.size();
  out.found += found.size();
  out.both += gold_taken.size();
}

std::vector<Span> lines_of(std::string_view text) {
  std::vector<Span> out;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) out.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(end)});
    at = end + 1;
  }
  return out;
}

// The tokens that a span of bytes touches.
Span in_tokens(Span bytes, const Tokens& tokens) {
  auto behind = [](Span token, uint32_t at) { return token.end <= at; };
  auto first = std::lower_bound(tokens.span.begin(), tokens.span.end(), bytes.begin, behind);
  auto last = first;
  while (last != tokens.span.end() && last->begin < bytes.end) ++last;
  return {static_cast<uint32_t>(first - tokens.span.begin()),
          static_cast<uint32_t>(last - tokens.span.begin())};
}

Attributed in_tokens(const Attributed& bytes, const Tokens& tokens) {
  Attributed out;
  for (Part part : {&Attributed::source, &Attributed::cue, &Attributed::content})
    for (Span span : bytes.*part)
      if (Span here = in_tokens(span, tokens); !here.empty()) (out.*part).push_back(here);
  return out;
}

std::vector<Attributed> found_in(const Attributions& all) {
  std::vector<Attributed> out;
  for (size_t i = 0; i < all.level.size(); ++i) {
    if (all.level[i] != 0) continue;  // PolNeAR has the outermost only
    Attributed& one = out.emplace_back();
    if (!all.source[i].is_none()) one.source.push_back(all.source[i]);
    if (!all.cue[i].is_none()) one.cue.push_back(all.cue[i]);
    one.content.assign(all.content[i].begin(), all.content[i].end());
  }
  return out;
}

std::vector<Attributed> in_tokens(const std::vector<Attributed>& list, const Tokens& tokens) {
  std::vector<Attributed> out;
  for (const Attributed& one : list) out.push_back(in_tokens(one, tokens));
  return out;
}

double harmonic(double a, double b) {
  return a + b > 0 ? 2 * a * b / (a + b) : 0;
}

// How many of these lines have statements; of each line as `lines` of a report that is all body.
uint64_t speaking(const std::string& bytes, const std::vector<Span>& all,
                  const std::vector<Span>& lines, const Encoding& encoding, const Tokens& tokens,
                  const Attributions& attributions, const Resources& resources,
                  std::vector<std::string>& details) {
  Text text(bytes, OffsetMap());
  Roles roles;
  for (Span span : all) {
    roles.span.push_back(span);
    roles.role.push_back(BlockRole::body);
    roles.kept.push_back({true});
    roles.why.push_back("");
    roles.score.push_back({});
  }
  Sentences sentences = find_sentences(encoding, tokens);
  Statements found = find_statements(text, roles, Metadata(), encoding, tokens, sentences,
                                     tag_tokens(text, encoding, tokens, resources),
                                     parse_sentences(encoding, tokens, sentences, resources),
                                     find_names(encoding, tokens, sentences, resources),
                                     quotations_in(bytes, all), attributions, resources);
  uint64_t out = 0;
  for (Span line : lines) {
    bool any = false;
    for (size_t i = 0; i < found.kind.size(); ++i) {
      if (!line.overlaps(found.content[i].front())) continue;
      any = true;
      Json json;
      json.begin_object().field("what", "false").field("content", text[found.content[i].front()]);
      json.field("cue", found.cue[i].is_none() ? "" : text[found.cue[i]]);
      json.field("speaker", found.speaker[i].is_none() ? "" : text[found.speaker[i]]);
      details.push_back(json.end_object().line());
      details.back().pop_back();
    }
    out += any;
  }
  return out;
}

// A file in which nobody says anything.
Scored score_silence(const std::string& text, const Resources& resources) {
  std::vector<Span> lines = lines_of(text);
  Encoding encoding = resources.made<Encoder>().encode(text, lines);
  Tokens tokens = find_tokens(encoding);
  Scored out;
  uint64_t found = speaking(text, lines, lines, encoding, tokens,
                            attributions_in(text, lines, encoding, resources), resources, out.details);
  out.measures.push_back(share_measure("something said", "paragraphs in which nobody says anything",
                                       found, lines.size()));
  return out;
}

void add_counts(std::vector<Measure>& out, const std::string& name, const std::string& note,
                const F1Counts& counts) {
  out.push_back(
      mean_measure(name, note + "; " + std::to_string(counts.gold) + " in gold", counts.f1()));
  out.push_back(mean_measure(name + " precision", "the same", counts.precision()));
  out.push_back(mean_measure(name + " recall", "the same", counts.recall()));
}

}  // namespace

void count_attributions(const std::vector<Attributed>& gold, const std::vector<Attributed>& found,
                        QuoteCounts& counts) {
  count_exact(gold, found, &Attributed::source, counts.source);
  count_exact(gold, found, &Attributed::cue, counts.cue);
  count_exact(gold, found, &Attributed::content, counts.content);
  std::vector<Span> wanted = all_of(gold, &Attributed::content);
  std::vector<Span> got = all_of(found, &Attributed::content);
  count_soft(wanted, got, counts.soft_recall);
  count_soft(got, wanted, counts.soft_precision);
  count_linked(gold, found, 0.8, counts.linked);
  count_linked(gold, found, 0.3, counts.loosely_linked);
}

std::vector<Span> silent_lines(const GoldArticle& article) {
  constexpr size_t kWords = 15;
  std::vector<Span> out;
  for (Span line : lines_of(article.text)) {
    bool said = std::any_of(
        article.attributions.begin(), article.attributions.end(), [&](const Attributed& one) {
          for (Part part : {&Attributed::source, &Attributed::cue, &Attributed::content})
            for (Span span : one.*part)
              if (line.overlaps(span)) return true;
          return false;
        });
    std::string_view words = std::string_view(article.text).substr(line.begin, line.size());
    if (!said && ascii::count_words(words) >= kWords) out.push_back(line);
  }
  return out;
}

Result<Scored> run_quotes(const std::string& file) {
  Result<std::string> bytes = benchmark_file(file, "a file of PolNeAR, as JSON lines,");
  if (!bytes) return bytes.error();
  Resources resources = make_resources();
  if (!resources.made<Encoder>().usable())
    return Error{ErrorKind::missing,
                 "this program was built without models/language/encoder.weights", "", -1};
  if (!bytes->starts_with('{')) return score_silence(*bytes, resources);
  auto articles = read_articles(*bytes);
  if (!articles) {
    Error error = articles.error();
    error.path = file;
    return error;
  }
  QuoteCounts counts;
  Scored out;
  uint64_t silent = 0;
  uint64_t speak = 0;
  for (const GoldArticle& article : *articles) {
    std::vector<Span> blocks = lines_of(article.text);
    Encoding encoding = resources.made<Encoder>().encode(article.text, blocks);
    Tokens tokens = find_tokens(encoding);
    Attributions all = attributions_in(article.text, blocks, encoding, resources);
    count_attributions(in_tokens(article.attributions, tokens), in_tokens(found_in(all), tokens),
                       counts);
    std::vector<Span> lines = silent_lines(article);
    silent += lines.size();
    speak += speaking(article.text, blocks, lines, encoding, tokens, all, resources, out.details);
  }
  add_counts(out.measures, "sources", "F1 of exact spans", counts.source);
  add_counts(out.measures, "cues", "F1 of exact spans", counts.cue);
  add_counts(out.measures, "contents", "F1 of exact spans", counts.content);
  out.measures.push_back(
      mean_measure("soft contents", "F1 of what each span shares",
                   harmonic(counts.soft_recall.mean(), counts.soft_precision.mean())));
  add_counts(out.measures, "linked", "F1 of attributions; contents share .8", counts.linked);
  add_counts(out.measures, "loosely linked", "F1 of attributions; contents share .3",
             counts.loosely_linked);
  out.measures.push_back(
      share_measure("something said", "paragraphs without any attribution", speak, silent));
  return out;
}

}  // namespace hearsay::eval
