// See quotes.hpp.
#include "eval/quotes/quotes.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "document/pipeline.hpp"
#include "language/encoder/encoder.hpp"
#include "language/tokens/tokens.hpp"
#include "reported/attributions/attributions.hpp"

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

void count_exact(const std::vector<Attributed>& gold, const std::vector<Attributed>& found, Part part,
                 F1Counts& out) {
  std::vector<Span> wanted = all_of(gold, part);
  std::vector<Span> got = all_of(found, part);
  out.gold += wanted.size();
  out.found += got.size();
  for (Span span : got) out.both += std::binary_search(wanted.begin(), wanted.end(), span);
}

void count_soft(const std::vector<Span>& spans, const std::vector<Span>& others, QuoteCounts::Soft& out) {
  for (Span span : spans) {
    out.covered += static_cast<double>(std::min<uint64_t>(shared(span, others), span.size())) / span.size();
    ++out.spans;
  }
}

double likeness(const Attributed& a, const Attributed& b) {
  bool sources = (a.source.empty() && b.source.empty()) || shared(a.source, b.source) > 0;
  if (!sources || shared(a.cue, b.cue) == 0) return 0;
  auto both = static_cast<double>(shared(a.content, b.content));
  return both / (static_cast<double>(size_of(a.content) + size_of(b.content)) - both);
}

void count_linked(const std::vector<Attributed>& gold, const std::vector<Attributed>& found, double least,
                  F1Counts& out) {
  std::vector<std::tuple<double, size_t, size_t>> pairs;  // worst last
  for (size_t g = 0; g < gold.size(); ++g)
    for (size_t f = 0; f < found.size(); ++f)
      if (double share = likeness(gold[g], found[f]); share >= least) pairs.emplace_back(-share, g, f);
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
  return {static_cast<uint32_t>(first - tokens.span.begin()), static_cast<uint32_t>(last - tokens.span.begin())};
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

void add_counts(std::vector<Measure>& out, const std::string& name, const std::string& note,
                const F1Counts& counts) {
  out.push_back(mean_measure(name, note + "; " + std::to_string(counts.gold) + " in gold", counts.f1()));
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

Result<Scored> run_quotes(const std::string& file) {
  Result<std::string> bytes = benchmark_file(file, "a file of PolNeAR, as JSON lines,");
  if (!bytes) return bytes.error();
  auto articles = read_articles(*bytes);
  if (!articles) {
    Error error = articles.error();
    error.path = file;
    return error;
  }
  Resources resources = make_resources();
  if (!resources.made<Encoder>().usable())
    return Error{ErrorKind::missing, "this program was built without models/language/encoder.weights",
                 "", -1};
  QuoteCounts counts;
  for (const GoldArticle& article : *articles) {
    std::vector<Span> blocks = lines_of(article.text);
    Encoding encoding = resources.made<Encoder>().encode(article.text, blocks);
    Tokens tokens = find_tokens(encoding);
    Attributions all = attributions_in(blocks, encoding, resources);
    count_attributions(in_tokens(article.attributions, tokens), in_tokens(found_in(all), tokens), counts);
  }
  Scored out;
  add_counts(out.measures, "sources", "F1 of exact spans", counts.source);
  add_counts(out.measures, "cues", "F1 of exact spans", counts.cue);
  add_counts(out.measures, "contents", "F1 of exact spans", counts.content);
  out.measures.push_back(mean_measure("soft contents", "F1 of what each span shares",
                                      harmonic(counts.soft_recall.mean(), counts.soft_precision.mean())));
  add_counts(out.measures, "linked", "F1 of attributions; contents share .8", counts.linked);
  add_counts(out.measures, "loosely linked", "F1 of attributions; contents share .3",
             counts.loosely_linked);
  return out;
}

}  // namespace hearsay::eval
