// See chains.hpp.
#include "resolved/chains/chains.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"
#include "base/dates.hpp"
#include "base/hash.hpp"
#include "base/word_set.hpp"
#include "mentions/world/world.hpp"
#include "reported/cast/cast.hpp"
#include "resolved/spellings/spellings.hpp"

namespace hearsay {
namespace {

using Words = std::vector<std::string>;

constexpr size_t kMostOffices = 8;  // of one chain
constexpr size_t kMostQuotes = 16;
constexpr uint16_t kSure = 5000;  // how surely a pronoun means him, to tell his sex

void note_office(std::string_view text, const PersonWords& words, Chain& chain, bool with_name) {
  if (chain.offices.size() >= kMostOffices) return;
  auto office = parse_office(text, words);
  if (!office) return;
  office->with_name = with_name;
  chain.offices.push_back(std::move(*office));
}

// Inspector Ilkova: his name is Ilkova, and he is an inspector.
void take_titles(const PersonWords& words, Chain& chain) {
  constexpr WordSet kTitles({"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "prof"});
  while (chain.name.size() > 1) {
    const std::string& first = chain.name.front();
    PersonWords::Noun noun = words.noun(first);
    bool title = noun.kind == PersonWord::office || noun.kind == PersonWord::person;
    if (!title && !kTitles.has(first)) return;
    if (chain.gender == Gender::unknown) chain.gender = noun.gender;
    if (title) note_office(first, words, chain, true);
    chain.name.erase(chain.name.begin());
  }
}

// A name, or the host of an address.
std::string outlet_of(std::string_view value) {
  size_t scheme = value.find("://");
  if (scheme == std::string_view::npos) return Spellings::joined(Spellings::words_of(value));
  value.remove_prefix(scheme + 3);
  return std::string(value.substr(0, value.find('/')));
}

// 1 for he, -1 for she.
int sex_of(std::string_view word) {
  constexpr WordSet kHe({"he", "him", "his", "himself"});
  constexpr WordSet kShe({"she", "her", "hers", "herself"});
  return kHe.has_lowered(word) ? 1 : kShe.has_lowered(word) ? -1 : 0;
}

constexpr size_t kStem = 5;  // letters
uint32_t stem_key(std::string_view word) {
  return static_cast<uint32_t>(spread(std::string(word.substr(0, kStem))));
}

// A surname without what tells father from son.
const std::string& surname_of(const Words& name) {
  constexpr WordSet kNumbers({"jr", "sr", "ii", "iii", "iv", "junior", "senior"});
  size_t last = name.size() - 1;
  while (last > 0 && kNumbers.has(name[last])) --last;
  return name[last];
}

}  // namespace

namespace {

constexpr WordSet kIndefinite({"a", "an", "one", "another", "some", "no", "any", "every"});
constexpr WordSet kArticles({"the", "a", "an", "this", "that", "his", "her", "its", "their", "our",
                             "my", "your", "one", "some", "no", "any", "every", "another"});

// The same with a blank for every possessive sign, and where the last stood.
std::string without_possessives(std::string_view text, size_t& last) {
  std::string out;
  last = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    // U.S. is one word.
    bool initial = text[at] == '.' && at > 0 && ascii::is_letter(text[at - 1]) &&
                   (at == 1 || !ascii::is_letter(text[at - 2]));
    if (initial) continue;
    size_t sign = text.substr(at).starts_with("\u2019") ? 3 : text[at] == '\'' ? 1 : 0;
    size_t behind = at + sign;
    if (sign > 0 && behind < text.size() && text[behind] == 's') ++behind;
    bool ends = behind == text.size() || !ascii::is_letter(text[behind]);
    if (sign == 0 || !ends) {
      out += text[at];
      continue;
    }
    out += ' ';
    last = out.size();
    at = behind - 1;
  }
  return out;
}

}  // namespace

bool share_stem(std::string_view a, std::string_view b) {
  size_t stem = std::min({a.size(), b.size(), kStem});
  return a == b || (stem + 1 >= kStem && a.substr(0, stem) == b.substr(0, stem));
}

std::optional<Office> parse_office(std::string_view text, const PersonWords& words) {
  constexpr WordSet kBehind({"of", "for", "in", "at", "to", "from", "on", "under", "aboard",
                             "behind", "with", "that", "and", "as", "until", "since", "during",
                             "whose"});
  constexpr WordSet kFormer({"former", "ex", "then", "late", "outgoing", "onetime", "erstwhile"});
  constexpr WordSet kNot({"new", "acting", "current", "the", "a", "an", "old", "own", "same"});
  constexpr WordSet kWithNext({"prime", "vice", "deputy", "assistant"});
  Office out;
  size_t owner = 0;
  std::string plain = without_possessives(ascii::squeezed(text), owner);
  // Whose it is: Iran's, the prime minister's.
  Words owners = Spellings::words_of(std::string_view(plain).substr(0, owner));
  out.definite = owners.empty() || !kIndefinite.has(owners.front());
  for (std::string& word : owners)
    if (!kArticles.has(word)) out.words.push_back(std::move(word));
  Words all = Spellings::words_of(std::string_view(plain).substr(owner));
  if (!all.empty() && kArticles.has(all.front())) {
    out.definite = out.definite && !kIndefinite.has(all.front());
    all.erase(all.begin());
  }
  out.text = ascii::squeezed(text);
  for (size_t blank = out.text.find(' ');
       blank != std::string::npos && kArticles.has_lowered(out.text.substr(0, blank));
       blank = out.text.find(' '))
    out.text.erase(0, blank + 1);
  // Of the general who guards the ward only the general.
  constexpr WordSet kClause({"who", "which", "that", "whose"});
  auto clause = std::find_if(all.begin(), all.end(),
                             [&](const std::string& word) { return kClause.has(word); });
  all.erase(clause, all.end());
  size_t end = 0;
  while (end < all.size() && !kBehind.has(all[end])) ++end;
  if (end == 0) return std::nullopt;
  std::string head = all[end - 1];
  out.kind = words.noun(head).kind;
  const std::string before = end > 1 ? all[end - 2] : "";
  const std::string both = before + " " + head;
  if (!before.empty() && !kFormer.has(before)) {
    PersonWord longer = words.noun(both).kind;
    out.compound = longer != PersonWord::none || both == "secretary general";
    if (longer != PersonWord::none) out.kind = longer;
  }
  // One word for those that mean the same, of the whole or of its noun.
  std::string_view same = both == "secretary general" ? std::string_view("secretary-general")
                          : out.compound              ? office_of(both)
                                                      : std::string_view();
  bool renamed = out.compound && same != both;
  // A police chief is no chief of staff, a chief executive no other one.
  constexpr WordSet kNothingAlone({"chief", "executive", "officer", "general"});
  bool kept = out.compound && kNothingAlone.has(head) && both != "secretary general";
  if (kept)
    head = both;
  else
    head = std::string(renamed ? same : office_of(head));
  renamed = renamed || kept;
  if (size_t blank = head.rfind(' '); blank != std::string::npos) {
    std::string first = head.substr(0, blank);
    if (!renamed && !kWithNext.has(first) && !kNothingAlone.has(head.substr(blank + 1))) {
      out.words.push_back(first);
      head.erase(0, blank + 1);
      out.compound = true;
    }
  }
  std::string first_of_head;
  for (size_t i = 0; i < all.size(); ++i) {
    if (i + 1 == end || (renamed && i + 2 == end) || kBehind.has(all[i]) || kNot.has(all[i]))
      continue;
    if (i + 1 < end && kFormer.has(all[i]))
      out.former = true;
    else if (i + 1 < end && kWithNext.has(all[i]))
      first_of_head += all[i] + " ";
    else if (all[i].size() > 1)
      out.words.push_back(all[i]);
  }
  // Head of state, head of the Merrowan government.
  if (head == "head")
    for (auto [word, whole] :
         {std::pair{"state", "president"}, std::pair{"government", "prime minister"}})
      if (auto found = std::find(out.words.begin(), out.words.end(), word);
          found != out.words.end()) {
        out.words.erase(found);
        head = whole;
        out.kind = PersonWord::office;
      }
  out.head = first_of_head + head;
  return out;
}

Chains::Chains(const SpokenOf& reports, const Resources& resources) {
  reports.each([&](const ReportId& id, const Text& text, const Metadata& metadata,
                   const Mentions& mentions, const Statements& statements) {
    add(id, text, metadata, mentions, statements, resources);
  });
  settle_types(resources);
  note_company();
}

void Chains::add(const ReportId& id, const Text& text, const Metadata& metadata,
                 const Mentions& mentions, const Statements& statements,
                 const Resources& resources) {
  if (mentions.span.empty()) return;
  const PersonWords& words = resources.made<PersonWords>();
  auto number = static_cast<uint32_t>(reports_.size());
  Report& report = reports_.emplace_back();
  report.id = id;
  auto published = parse_iso_date(chosen_value(metadata, MetadataField::published).substr(0, 10));
  if (published) report.day = published->days();
  for (MetadataField field : {MetadataField::publisher, MetadataField::url})
    if (report.outlet.empty()) report.outlet = outlet_of(chosen_value(metadata, field));
  std::vector<RowId> ids = row_ids(layer_info<Mentions>(), &mentions, id);
  std::unordered_map<uint32_t, size_t> chain_of;
  std::unordered_map<size_t, int> masculine;
  for (size_t row = 0; row < mentions.span.size(); ++row) {
    uint32_t first = mentions.first[row].index;
    NameType type = mentions.type[row];
    if (mentions.form[row] == MentionForm::name || mentions.form[row] == MentionForm::metonym)
      for (const std::string& word : Spellings::words_of(text[mentions.span[row]]))
        if (word.size() >= kStem - 1) report.words.push_back(stem_key(word));
    if (type == NameType::work) continue;
    auto [found, is_new] = chain_of.emplace(first, all_.size());
    if (is_new) {
      Chain& chain = all_.emplace_back();
      chain.id = ids[first];
      chain.report = number;
      chain.type = type;
      Row<Mentions> fullest = mentions.fullest[row];
      chain.span = mentions.span[fullest.is_none() ? first : fullest.index];
      if (!fullest.is_none()) {
        chain.shown = ascii::squeezed(text[chain.span]);
        chain.name = Spellings::words_of(chain.shown);
        if (type == NameType::person) take_titles(words, chain);
      }
    }
    Chain& chain = all_[found->second];
    std::string_view own = text[mentions.span[row]];
    switch (mentions.form[row]) {
      case MentionForm::name:
        if (!mentions.role[row].is_none())
          note_office(text[mentions.role[row]], words, chain, true);
        break;
      case MentionForm::role:
        note_office(own, words, chain, false);
        break;
      case MentionForm::metonym:
        chain.is_government = true;
        break;
      case MentionForm::pronoun:
        if (mentions.score[row].ten_thousandths >= kSure) masculine[found->second] += sex_of(own);
        break;
      case MentionForm::own: {
        chain.is_own = true;
        bool person = type == NameType::person;
        std::string_view name =
            chosen_value(metadata, person ? MetadataField::author : MetadataField::publisher);
        if (!chain.name.empty() || name.empty()) break;
        chain.name = Spellings::words_of(name);
        if (person && chain.name.size() < 2) chain.name.clear();
        if (!chain.name.empty()) chain.shown = ascii::squeezed(name);
        break;
      }
    }
  }
  for (size_t row = 0; row < statements.kind.size(); ++row) {
    SpeakerHow how = statements.how[row];
    if (statements.kind[row] == StatementKind::indirect ||
        (how != SpeakerHow::named && how != SpeakerHow::role && how != SpeakerHow::pronoun))
      continue;
    auto mention = mention_at(mentions, statements.named[row]);
    if (!mention) continue;
    auto found = chain_of.find(mentions.first[*mention].index);
    if (found == chain_of.end() || all_[found->second].quotes.size() >= kMostQuotes) continue;
    Sketch sketch = sketch_of(runs_of(words_of(text, statements.content[row])));
    if (sketch.front() != 0) all_[found->second].quotes.push_back(sketch);
  }
  std::sort(report.words.begin(), report.words.end());
  report.words.erase(std::unique(report.words.begin(), report.words.end()), report.words.end());
  for (auto [first, one] : chain_of) {
    Chain& chain = all_[one];
    if (chain.type == NameType::person && chain.gender == Gender::unknown && chain.name.size() > 1)
      chain.gender = words.given_name(chain.name.front());
    int he = masculine[one];
    if (chain.gender == Gender::unknown && he != 0)
      chain.gender = he > 0 ? Gender::male : Gender::female;
  }
}

// What is a person in most reports is one where it was taken for a place.
void Chains::settle_types(const Resources& resources) {
  constexpr uint32_t kLeast = 3;
  constexpr size_t kTypes = 3;
  const PersonWords& words = resources.made<PersonWords>();
  const World& world = resources.made<World>();
  auto index_of = [](NameType type) -> size_t {
    return type == NameType::person ? 0 : type == NameType::organisation ? 1 : 2;
  };
  constexpr std::array<NameType, kTypes> kOf = {NameType::person, NameType::organisation,
                                                NameType::place};
  std::unordered_map<std::string, std::array<uint32_t, kTypes>> votes;
  for (const Chain& chain : all_) {
    if (chain.name.empty() || chain.is_own || chain.type == NameType::nationality) continue;
    size_t type = index_of(chain.type);
    ++votes[Spellings::joined(chain.name)][type];
    if (type == 0 && chain.name.size() > 1) ++votes[chain.name.back()][0];
  }
  for (Chain& chain : all_) {
    if (chain.name.empty() || chain.is_own || chain.type == NameType::nationality) continue;
    if (chain.type == NameType::person && chain.shown.find(" & ") != std::string::npos) {
      chain.type = NameType::organisation;
      chain.name = Spellings::words_of(chain.shown);
      continue;
    }
    const auto& all = votes.at(Spellings::joined(chain.name));
    size_t own = index_of(chain.type);
    size_t most = static_cast<size_t>(std::max_element(all.begin(), all.end()) - all.begin());
    if (most == own || all[most] < kLeast || all[most] < 2 * all[own]) continue;
    // Jordan is a country, however many are called so.
    if (world.country(chain.shown) != nullptr || world.capital_of(chain.shown) != nullptr ||
        world.body(chain.shown) != nullptr)
      continue;
    chain.type = kOf[most];
    if (own == 0) chain.name = Spellings::words_of(chain.shown);
    if (most == 0) take_titles(words, chain);
  }
}

void Chains::note_company() {
  // Of a surname that given names of two initials share the surname alone names nobody.
  std::unordered_map<std::string, char> initials;
  constexpr char kTwo = 0;
  for (const Chain& chain : all_) {
    if (chain.type != NameType::person || chain.name.size() < 2) continue;
    auto [found, is_new] = initials.emplace(surname_of(chain.name), chain.name.front()[0]);
    if (!is_new && found->second != chain.name.front()[0]) found->second = kTwo;
  }
  for (Chain& chain : all_) {
    if (chain.name.empty() || chain.type == NameType::nationality) continue;
    std::string key = "o" + Spellings::joined(chain.name);
    if (chain.type == NameType::person) {
      const std::string& surname = surname_of(chain.name);
      auto found = initials.find(surname);
      bool shared = found != initials.end() && found->second == kTwo;
      if (shared && chain.name.size() < 2) continue;
      key = "p" + surname + (shared ? " " + chain.name.front().substr(0, 1) : "");
    }
    chain.company = spread(key);
    reports_[chain.report].company.push_back(chain.company);
  }
  for (Report& report : reports_) {
    std::sort(report.company.begin(), report.company.end());
    report.company.erase(std::unique(report.company.begin(), report.company.end()),
                         report.company.end());
    for (uint64_t one : report.company) ++reports_with_[one];
  }
}

std::vector<size_t> Chains::in_order() const {
  std::vector<size_t> out(all_.size());
  std::iota(out.begin(), out.end(), size_t{0});
  std::sort(out.begin(), out.end(), [&](size_t a, size_t b) { return all_[a].id < all_[b].id; });
  return out;
}

std::map<size_t, std::string> Chains::usual_names(
    std::span<const std::pair<size_t, size_t>> chains_and_roots) const {
  std::map<size_t, std::map<std::string, size_t>> counts;
  for (auto [chain, root] : chains_and_roots)
    if (!all_[chain].shown.empty()) ++counts[root][all_[chain].shown];
  std::map<size_t, std::string> out;
  for (const auto& [root, shown] : counts) {
    size_t all = 0;
    for (const auto& [name, count] : shown) all += count;
    const std::string* best = &shown.begin()->first;
    std::pair<size_t, size_t> most{0, 0};  // words, count
    for (const auto& [name, count] : shown) {
      std::pair<size_t, size_t> own{Spellings::words_of(name).size(), count};
      if (count * 10 < all || own <= most) continue;
      most = own;
      best = &name;
    }
    out[root] = *best;
  }
  return out;
}

int Chains::shared_company(size_t a, size_t b) const {
  // What is named in a quarter of all reports tells nothing; nor in thousands.
  constexpr uint32_t kFew = 12, kSome = 100;
  const std::vector<uint64_t>& x = reports_[all_[a].report].company;
  const std::vector<uint64_t>& y = reports_[all_[b].report].company;
  // What one report names is named with all of it.
  if (all_[a].report == all_[b].report) return 0;
  auto most = static_cast<uint32_t>(std::clamp<size_t>(reports_.size() / 4, 4, kSome));
  int out = 0;
  for (size_t i = 0, k = 0; i < x.size() && k < y.size();) {
    if (x[i] != y[k]) {
      ++(x[i] < y[k] ? i : k);
      continue;
    }
    uint64_t one = x[i];
    ++i;
    ++k;
    if (one == all_[a].company || one == all_[b].company) continue;
    uint32_t reports = reports_with_.at(one);
    out += reports > most ? 20 : reports > kFew ? 60 : 100;
  }
  return out;
}

bool Chains::names_word(uint32_t report, std::string_view word) const {
  const std::vector<uint32_t>& words = reports_[report].words;
  return std::binary_search(words.begin(), words.end(), stem_key(word));
}

bool Chains::near(size_t a, size_t b, int64_t days) const {
  const auto& x = reports_[all_[a].report].day;
  const auto& y = reports_[all_[b].report].day;
  return !x || !y || (*x - *y <= days && *y - *x <= days);
}

}  // namespace hearsay
