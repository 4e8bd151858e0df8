// See telling.hpp.
#include "eval/lineage/telling.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "eval/lineage/patterns.hpp"
#include "eval/lineage/retelling.hpp"
#include "eval/lineage/teller.hpp"

namespace hearsay::eval {
namespace {

using Kind = Passage::Kind;

constexpr double kQuotationShare = 0.25;  // of the paragraphs of an original
constexpr int64_t kHour = 3600;

uint32_t words_of(std::string_view text) {
  return 1 + static_cast<uint32_t>(std::count(text.begin(), text.end(), ' '));
}

Span whole(std::string_view text) {
  return {0, static_cast<uint32_t>(text.size())};
}

void put_before(Passage& passage, const std::string& words) {
  passage.text.insert(0, words);
  if (!passage.origin) return;
  auto shift = static_cast<uint32_t>(words.size());
  passage.origin->to.begin += shift;
  passage.origin->to.end += shift;
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string drawn_byline(const Outlet& outlet, Draws& draws) {
  if (draws.chance(0.25)) return "";
  return outlet.agency && draws.chance(0.5) ? outlet.name : invented_person(draws);
}

std::string drawn_date_of_line(int64_t published) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  Moment moment = moment_of_seconds(published);
  return std::string(kMonths[moment.month - 1U]) + " " + std::to_string(moment.day);
}

// ---- originals

void finish_marks(const Outlet& outlet, Told& told) {
  if (!outlet.straight_marks) return;
  for (Passage& passage : told.passages) {
    if (passage.text.find("\xE2\x80") == std::string::npos) continue;
    std::string straight = with_straight_marks(passage.text);
    if (passage.origin) {
      std::string_view before = std::string_view(passage.text).substr(0, passage.origin->to.begin);
      std::string_view taken = std::string_view(passage.text)
                                   .substr(passage.origin->to.begin, passage.origin->to.size());
      auto begin = static_cast<uint32_t>(with_straight_marks(before).size());
      auto size = static_cast<uint32_t>(with_straight_marks(taken).size());
      passage.origin->to = {begin, begin + size};
    }
    passage.text = std::move(straight);
  }
}

// Lines that a page has around its text.
void add_junk(const World& world, const Happening& happening, Draws& draws, Told& told) {
  const Outlet& outlet = world.outlets[told.outlet];
  std::vector<Passage> top, tail;
  auto add = [](std::vector<Passage>& to, std::string text) {
    to.push_back({std::move(text), Kind::junk, 0, std::nullopt});
  };
  if (draws.chance(0.5)) add(top, draws.one_of(outlet.top_junk));
  if (!told.byline.empty() && draws.chance(0.4)) add(top, "By " + told.byline);
  for (uint32_t i = 1 + draws.below(2); i > 0; --i) add(tail, draws.one_of(outlet.tail_junk));
  Teller teller(world.vocabulary, happening, draws);
  for (uint32_t i = draws.low_below(4); i > 0; --i)
    add(tail, teller.filled(draws.one_of(kRelated)));
  if (told.passages.size() > 3 && draws.chance(0.3)) {
    size_t middle = 1 + draws.below(told.passages.size() - 2);
    Passage line{draws.one_of(outlet.tail_junk), Kind::junk, 0, std::nullopt};
    told.passages.insert(told.passages.begin() + static_cast<ptrdiff_t>(middle), std::move(line));
  }
  told.passages.insert(told.passages.begin(), std::make_move_iterator(top.begin()),
                       std::make_move_iterator(top.end()));
  std::move(tail.begin(), tail.end(), std::back_inserter(told.passages));
  told.changes.push_back("junk");
}

// The passage of an original that comes next: somebody's words, or the reporter's.
Passage drawn_passage(Teller& teller, const Happening& happening, uint32_t& quoted, Draws& draws) {
  if (!draws.chance(kQuotationShare))
    return {teller.paragraph(drawn_paragraph_words(draws)), Kind::own, 0, std::nullopt};
  auto fresh = static_cast<uint32_t>(draws.below(happening.quotations.size()));
  if (draws.chance(0.3) && (quoted >> fresh & 1) == 0) {
    quoted |= 1U << fresh;
    return {teller.quoted(happening.quotations[fresh]), Kind::quotation, 0, std::nullopt};
  }
  return {teller.own_quotation(drawn_quotation_words(draws)), Kind::own, 0, std::nullopt};
}

void add_dateline(const Outlet& outlet, const Happening& happening, Draws& draws, Told& told) {
  std::string line = upper(happening.places[0]);
  if (draws.chance(0.5)) line += ", " + drawn_date_of_line(told.published);
  put_before(told.passages.front(), line + " (" + outlet.name + ") – ");
}

// ---- copies

// What a copyist takes: no junk, and not always the background.
std::vector<Passage> taken_from(const Told& parent, Draws& draws) {
  std::vector<Passage> out;
  for (const Passage& passage : parent.passages) {
    if (passage.kind == Kind::junk) continue;
    if (passage.kind == Kind::background && draws.chance(0.4)) continue;
    Span from{passage.at, passage.at + static_cast<uint32_t>(passage.text.size())};
    out.push_back({passage.text, passage.kind, 0,
                   Passage::Origin{parent.number, from, whole(passage.text), "verbatim"}});
  }
  return out;
}

// Drops the end of the passage from a full stop on; of the passages it is the last.
bool cut_short(Passage& passage) {
  size_t stop = passage.text.find(". ");
  if (stop == std::string::npos || passage.kind == Kind::quotation) return false;
  passage.text.resize(stop + 1);
  passage.origin->to.end = static_cast<uint32_t>(stop + 1);
  passage.origin->from.end = passage.origin->from.begin + static_cast<uint32_t>(stop + 1);
  return true;
}

bool truncate(std::vector<Passage>& passages, Draws& draws) {
  size_t keep = std::max<size_t>(
      1, static_cast<size_t>(static_cast<double>(passages.size()) * (0.3 + 0.6 * draws.share())));
  bool dropped = keep < passages.size();
  passages.resize(keep);
  bool cut = (!dropped || draws.chance(0.3)) && cut_short(passages.back());
  return dropped || cut;
}

// A run of about half of them.
std::vector<Passage> drawn_run(std::vector<Passage> passages, Draws& draws) {
  size_t size = std::max<size_t>(1, passages.size() / 3 + draws.below(passages.size() / 3 + 1));
  size_t begin = draws.below(passages.size() - size + 1);
  std::vector<Passage> out;
  for (size_t i = begin; i < begin + size; ++i) out.push_back(std::move(passages[i]));
  return out;
}

// True if any passage changed.
template <class Change>
bool retell(std::vector<Passage>& passages, std::string_view how, Change change) {
  bool changed = false;
  for (Passage& passage : passages) {
    std::string other = change(passage);
    if (other == passage.text) continue;
    changed = true;
    passage.text = std::move(other);
    if (passage.kind != Kind::quotation || how == "requoted") passage.kind = Kind::own;
    passage.origin->to = whole(passage.text);
    passage.origin->how = how;
  }
  return changed;
}

void extend(const World& world, const Happening& happening, Draws& draws, Told& told) {
  Teller teller(world.vocabulary, happening, draws);
  auto drawn = [&] {
    return Passage{teller.paragraph(15 + drawn_paragraph_words(draws)), Kind::own, 0, std::nullopt};
  };
  bool top = draws.chance(0.35);
  if (top) told.passages.insert(told.passages.begin(), drawn());
  if (!top || draws.chance(0.3))
    for (uint32_t i = 1 + draws.low_below(3); i > 0; --i) told.passages.push_back(drawn());
}

void add_credit(const World& world, const Told& parent, Draws& draws, Told& told) {
  const std::string& name = world.outlets[parent.outlet].name;
  auto line = [&](std::string text) {
    told.passages.push_back({std::move(text), Kind::junk, 0, std::nullopt});
  };
  switch (draws.below(5)) {
    case 0:
      put_before(told.passages.front(), "(" + name + ") – ");
      break;
    case 1:
      line("Source: " + name);
      break;
    case 2:
      line("This story was first reported by the " + name + ".");
      break;
    case 3:
      line("(" + name + ")");
      break;
    default:
      put_before(told.passages.front(), "According to the " + name + ": ");
  }
  told.changes.push_back("credit");
}

std::vector<Passage> spliced(const std::vector<Source>& sources, Draws& draws) {
  std::vector<Passage> out;
  for (const Source& source : sources) {
    std::vector<Passage> run = drawn_run(taken_from(*source.report, draws), draws);
    std::move(run.begin(), run.end(), std::back_inserter(out));
  }
  return out;
}

// The passages of a copy; true if `method` made a difference.
bool derive(const World& world, const std::vector<Source>& sources, std::string_view method,
            Draws& draws, Told& told) {
  const Source& first = sources.front();
  if (method == "spliced" && sources.size() > 1) {
    told.passages = spliced(sources, draws);
    return true;
  }
  told.passages = taken_from(*first.report, draws);
  if (method == "truncated") return truncate(told.passages, draws);
  if (method == "spun")
    return retell(told.passages, method, [&](const Passage& passage) {
      return draws.chance(0.85) ? spun(passage.text, world.vocabulary, draws) : passage.text;
    });
  if (method == "requoted")
    return retell(told.passages, method, [&](const Passage& passage) {
      return requoted(passage.text, world.vocabulary, *first.happening, draws);
    });
  if (method == "extended") extend(world, *first.happening, draws, told);
  return method == "extended";
}

void claim_earlier(const std::vector<Source>& sources, Draws& draws, Told& told) {
  for (const Source& source : sources)
    told.published = std::min(told.published, source.report->published);
  told.published -= kHour + draws.low_below(9 * 24 * kHour);
  told.false_date = true;
  told.changes.push_back("false_date");
}

// ---- what becomes of the passages

std::string slug_of(std::string_view title) {
  std::string out;
  for (char c : title) {
    if (ascii::is_letter(c) || ascii::is_digit(c))
      out += ascii::lower(c);
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  return out;
}

std::string_view name_of(Kind kind) {
  constexpr std::array<std::string_view, 5> kNames = {"", "quotation", "release", "background",
                                                      "junk"};
  return kNames[size_t(kind)];
}

void add_common(const Passage& passage, std::vector<GeneratedReport::Common>& out) {
  if (passage.kind == Kind::own) return;
  Span at = passage.kind == Kind::quotation ? quotation_of(passage.text) : whole(passage.text);
  if (at.is_none()) return;
  out.push_back({name_of(passage.kind), {passage.at + at.begin, passage.at + at.end}});
}

// Passages that follow each other in both texts become one.
void add_derived(const Passage& passage, std::vector<GeneratedReport::Derived>& out) {
  if (!passage.origin) return;
  const Passage::Origin& origin = *passage.origin;
  Span to{passage.at + origin.to.begin, passage.at + origin.to.end};
  constexpr uint32_t kBetween = 2;  // line feeds
  if (!out.empty() && out.back().parent == origin.parent && out.back().how == origin.how &&
      out.back().from.end + kBetween == origin.from.begin &&
      out.back().to.end + kBetween == to.begin) {
    out.back().from.end = origin.from.end;
    out.back().to.end = to.end;
    return;
  }
  out.push_back({origin.parent, origin.how, origin.from, to});
}

}  // namespace

World invented_world(uint64_t seed, const LineageSettings& settings) {
  World world{{}, settings, {}};
  constexpr uint64_t kOutlets = 1ULL << 56;
  for (uint32_t i = 0; i < settings.outlets; ++i) {
    Draws draws(seed, i, kOutlets);
    Outlet outlet = invented_outlet(i, i < settings.agencies, draws);
    Happening place = invented_happening(world.vocabulary, Draws(seed, i, kOutlets + 1));
    for (uint32_t n = 8; n > 0; --n) {
      Teller teller(world.vocabulary, place, draws);
      outlet.background.push_back(teller.paragraph(25 + draws.below(40)));
    }
    Teller teller(world.vocabulary, place, draws);
    outlet.top_junk = {"Share this story", "Subscribe to the " + outlet.name,
                       std::to_string(2 + draws.below(6)) + " min read",
                       teller.filled("Home | News | ~l | Sport | ~m")};
    outlet.tail_junk = {
        "Sign up for our newsletter and never miss a story from the " + outlet.name + ".",
        "© " + outlet.name + ". All rights reserved.", "Share | Print | Email | Comments",
        teller.filled("Do you know more about this story? Write to our newsroom in ~l."),
        teller.filled("Click here to ~w the ~n of the week.")};
    world.outlets.push_back(std::move(outlet));
  }
  return world;
}

void add_sayings(const World& world, Happening& happening, Draws& draws) {
  for (uint32_t i = 0; i < 4; ++i) {
    Teller teller(world.vocabulary, happening, draws);
    uint32_t speaker = draws.low_below(happening.people.size());
    happening.quotations.push_back({speaker, teller.speech(8 + draws.below(24))});
  }
  Teller teller(world.vocabulary, happening, draws);
  happening.release = teller.filled(draws.one_of(kReleases));
}

void tell_original(const World& world, const Happening& happening, Draws& draws, Told& told) {
  const LineageSettings& settings = world.settings;
  const Outlet& outlet = world.outlets[told.outlet];
  Teller teller(world.vocabulary, happening, draws);
  told.title = teller.headline();
  told.byline = drawn_byline(outlet, draws);
  uint32_t words = drawn_report_words(draws);
  auto add = [&](Passage passage) {
    words -= std::min(words, words_of(passage.text));
    told.passages.push_back(std::move(passage));
  };
  add({teller.lead(std::min(words, drawn_paragraph_words(draws))), Kind::own, 0, std::nullopt});
  if (outlet.datelines) add_dateline(outlet, happening, draws, told);
  uint32_t quoted = 0;
  if (words > 60 && draws.chance(settings.with_release))
    add({happening.release, Kind::release, 0, std::nullopt});
  bool background = words > 60 && draws.chance(settings.with_background);
  if (background) words -= 40;
  while (words > 8) add(drawn_passage(teller, happening, quoted, draws));
  if (background) add({draws.one_of(outlet.background), Kind::background, 0, std::nullopt});
  if (draws.chance(settings.with_junk)) add_junk(world, happening, draws, told);
  finish_marks(outlet, told);
}

std::string_view drawn_method(const LineageSettings& settings, Draws& draws) {
  double at = draws.share();
  if ((at -= settings.truncated) < 0) return "truncated";
  if ((at -= settings.extended) < 0) return "extended";
  if ((at -= settings.spliced) < 0) return "spliced";
  if ((at -= settings.spun) < 0) return "spun";
  if ((at -= settings.requoted) < 0) return "requoted";
  return "";
}

void tell_copy(const World& world, const std::vector<Source>& sources, std::string_view method,
               Draws& draws, Told& told) {
  const LineageSettings& settings = world.settings;
  const Told& parent = *sources.front().report;
  const Happening& happening = *sources.front().happening;
  if (derive(world, sources, method, draws, told)) told.changes.push_back(method);
  told.title = parent.title;
  told.byline = parent.byline;
  if (draws.chance(settings.other_title)) {
    told.title = Teller(world.vocabulary, happening, draws).headline();
    told.changes.push_back("title");
  }
  if (draws.chance(settings.other_byline)) {
    told.byline = drawn_byline(world.outlets[told.outlet], draws);
    if (told.byline != parent.byline) told.changes.push_back("byline");
  }
  if (draws.chance(settings.credited)) add_credit(world, parent, draws, told);
  if (draws.chance(settings.with_junk)) add_junk(world, happening, draws, told);
  if (draws.chance(settings.false_date)) claim_earlier(sources, draws, told);
  finish_marks(world.outlets[told.outlet], told);
}

GeneratedReport report_of(const World& world, uint64_t story, Told& told, Draws& draws) {
  const Outlet& outlet = world.outlets[told.outlet];
  GeneratedReport out;
  out.number = told.number;
  out.story = story;
  out.outlet = outlet.name;
  out.domain = outlet.domain;
  out.title = told.title;
  out.byline = told.byline;
  out.false_date = told.false_date;
  if (told.false_date || !draws.chance(world.settings.undated))
    out.published = moment_of_seconds(told.published).iso();
  Moment day = moment_of_seconds(told.published);
  day.precision = Moment::Precision::day;
  out.url = "https://" + outlet.domain + "/" + day.iso() + "/" + slug_of(told.title) + "-" +
            std::to_string(told.number);
  size_t bytes = 0;
  for (const Passage& passage : told.passages) bytes += passage.text.size() + 2;
  out.text.reserve(bytes);
  for (Passage& passage : told.passages) {
    if (!out.text.empty()) out.text += "\n\n";
    passage.at = static_cast<uint32_t>(out.text.size());
    out.text += passage.text;
    add_derived(passage, out.parents);
    add_common(passage, out.common);
  }
  out.changes = told.changes;
  return out;
}

}  // namespace hearsay::eval
