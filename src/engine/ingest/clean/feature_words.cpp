// See feature_words.hpp.
#include "ingest/clean/feature_words.hpp"

#include <algorithm>
#include <array>

#include "ingest/clean/cues.hpp"

namespace hearsay::clean {
namespace {

// How features.hpp counts.
enum class Unit : uint8_t {
  number,
  share,  // thousandths
  tenths,
  yes,
  distance,  // in blocks, negative before; 1000 where there is nothing to count from
  levels,    // up to an element; 9 where there is none
  gap,       // line feeds, at most 4; 9 at the edge of the text
  strength,  // of a cue
  cue,       // 4 * cue + strength
  heading,   // 16 * strength + cue
  odds,      // hundredths; -500 where there is no block
};

struct Row {
  std::string_view feature;
  Unit unit;
  std::string_view words;
};
constexpr std::array<Row, 193> kRows = {{
    {"words", Unit::number, "words in it"},
    {"chars", Unit::number, "characters in it"},
    {"word_length", Unit::tenths, "characters a word"},
    {"letters", Unit::share, "letters among its characters"},
    {"capitals", Unit::share, "capitals among its letters"},
    {"digits", Unit::share, "digits among its characters"},
    {"commas", Unit::number, "commas in it"},
    {"stops", Unit::number, "ends of sentences in it"},
    {"quotes", Unit::number, "quotation marks in it"},
    {"parts", Unit::number, "bars, dots and arrows between words"},
    {"at_signs", Unit::number, "@ signs in it"},
    {"questions", Unit::number, "question marks in it"},
    {"others", Unit::share,
     "curly quotes, dashes and letters of other scripts among its characters"},
    {"capital_words", Unit::share, "words that begin with a capital"},
    {"small_words", Unit::share, "words of one to three small letters"},
    {"figures", Unit::share, "words that begin with a figure"},
    {"years", Unit::number, "years named"},
    {"times", Unit::number, "times of day named"},
    {"ends_sentence", Unit::yes, "ends as a sentence does"},
    {"ends_ellipsis", Unit::yes, "ends in an ellipsis"},
    {"ends_colon", Unit::yes, "ends in a colon"},
    {"begins_small", Unit::yes, "begins with a small letter"},
    {"begins_mark", Unit::yes, "begins with a mark"},
    {"cue_share", Unit::strength, "words of sharing"},
    {"cue_promo", Unit::strength, "words of promotion"},
    {"cue_related", Unit::strength, "words that point to other stories"},
    {"cue_comment", Unit::strength, "words of comments"},
    {"cue_navigation", Unit::strength, "words of a menu"},
    {"cue_legal", Unit::strength, "words of a legal notice"},
    {"cue_credit", Unit::strength, "words of a picture credit"},
    {"cue_byline", Unit::strength, "words of a byline"},
    {"cue_date", Unit::strength, "words of a date"},
    {"cue_source_note", Unit::strength, "words of a source note"},
    {"cue_bio", Unit::strength, "words about an author"},
    {"cues", Unit::number, "strength of all its cue words together"},
    {"of_title", Unit::share, "words of it that stand in the title"},
    {"title_in_it", Unit::share, "words of the title that stand in it"},
    {"equal_before", Unit::number, "blocks before it with the same words"},
    {"equal_after", Unit::number, "blocks after it with the same words"},
    {"at", Unit::share, "blocks before it, of all"},
    {"from_begin", Unit::number, "blocks before it"},
    {"from_end", Unit::number, "blocks after it"},
    {"words_before", Unit::share, "words before it, of all"},
    {"words_after", Unit::share, "words after it, of all"},
    {"from_title", Unit::distance, "blocks since the title"},
    {"from_first_long", Unit::distance, "blocks since the first long paragraph"},
    {"from_last_long", Unit::distance, "blocks since the last long paragraph"},
    {"all_words", Unit::number, "words of the whole text"},
    {"all_blocks", Unit::number, "blocks of the whole text"},
    {"all_long", Unit::share, "words in long paragraphs, of all"},
    {"all_sentences", Unit::share, "blocks that end as sentences do, of all"},
    {"all_cued", Unit::share, "blocks with cue words, of all"},
    {"gap_before", Unit::gap, "line breaks before it"},
    {"gap_after", Unit::gap, "line breaks after it"},
    {"before1_words", Unit::number, "words of the block before it"},
    {"before2_words", Unit::number, "words of the second block before it"},
    {"before3_words", Unit::number, "words of the third block before it"},
    {"after1_words", Unit::number, "words of the block after it"},
    {"after2_words", Unit::number, "words of the second block after it"},
    {"after3_words", Unit::number, "words of the third block after it"},
    {"before1_ends", Unit::yes, "the block before it ends as a sentence does"},
    {"after1_ends", Unit::yes, "the block after it ends as a sentence does"},
    {"before1_cues", Unit::cue, "cue words of the block before it"},
    {"after1_cues", Unit::cue, "cue words of the block after it"},
    {"before1_linked", Unit::share, "the block before it in links"},
    {"after1_linked", Unit::share, "the block after it in links"},
    {"near_words", Unit::number, "words of the four blocks on each side"},
    {"near_ends", Unit::number, "blocks that end as sentences do, of the four on each side"},
    {"heading_cue", Unit::cue, "cue words of the last short line that has some"},
    {"heading_at", Unit::distance, "blocks since that short line with cue words"},
    {"run_of_short", Unit::number, "short blocks in a row before it"},
    {"linked", Unit::share, "share of it in links"},
    {"before2_ends", Unit::yes, "the second block before it ends as a sentence does"},
    {"after2_ends", Unit::yes, "the second block after it ends as a sentence does"},
    {"sentence_words", Unit::tenths, "words a sentence"},
    {"before1_colon", Unit::yes, "the block before it ends in a colon"},
    {"since_long", Unit::distance, "blocks since a long paragraph"},
    {"until_long", Unit::number, "blocks until a long paragraph"},
    {"before1_ellipsis", Unit::yes, "the block before it ends in an ellipsis"},
    {"p", Unit::yes, "in a paragraph element"},
    {"li", Unit::yes, "in an item of a list"},
    {"td", Unit::yes, "in a cell of a table"},
    {"blockquote", Unit::yes, "in a block quotation"},
    {"figcaption", Unit::yes, "in the caption of a figure"},
    {"a", Unit::yes, "in a link"},
    {"article", Unit::yes, "in an article element"},
    {"main", Unit::yes, "in the main element"},
    {"aside", Unit::yes, "in an aside element"},
    {"nav", Unit::yes, "in a navigation element"},
    {"header", Unit::yes, "in a header element"},
    {"footer", Unit::yes, "in a footer element"},
    {"section", Unit::yes, "in a section element"},
    {"form", Unit::yes, "in a form"},
    {"table", Unit::yes, "in a table"},
    {"figure", Unit::yes, "in a figure"},
    {"button", Unit::yes, "in a button"},
    {"pre", Unit::yes, "in preformatted text"},
    {"dl", Unit::yes, "in a list of definitions"},
    {"details", Unit::yes, "in an element that unfolds"},
    {"noscript", Unit::yes, "in an element for browsers without scripts"},
    {"div", Unit::yes, "in a division"},
    {"span", Unit::yes, "in a span element"},
    {"label", Unit::yes, "in a label"},
    {"address", Unit::yes, "in an address element"},
    {"time", Unit::yes, "in an element for a date"},
    {"near_article", Unit::levels, "element named as an article"},
    {"near_body", Unit::levels, "element named as the body of an article"},
    {"near_deck", Unit::levels, "element named as a deck"},
    {"near_title", Unit::levels, "element named as a title"},
    {"near_byline", Unit::levels, "element named as a byline"},
    {"near_bio", Unit::levels, "element named as being about an author"},
    {"near_date", Unit::levels, "element named as a date"},
    {"near_comment", Unit::levels, "element named as comments"},
    {"near_share", Unit::levels, "element named as sharing"},
    {"near_promo", Unit::levels, "element named as promotion"},
    {"near_related", Unit::levels, "element named as related stories"},
    {"near_navigation", Unit::levels, "element named as navigation"},
    {"near_footer", Unit::levels, "element named as a footer"},
    {"near_sidebar", Unit::levels, "element named as a sidebar"},
    {"near_caption", Unit::levels, "element named as a caption"},
    {"near_hidden", Unit::levels, "element named as hidden"},
    {"near_cookie", Unit::levels, "element named as about cookies"},
    {"near_login", Unit::levels, "element named as a login"},
    {"near_quote", Unit::levels, "element named as a quotation"},
    {"near_note", Unit::levels, "element named as a note"},
    {"heading", Unit::number, "level of the heading it is, 0 for none"},
    {"depth", Unit::number, "elements around it"},
    {"is_hidden", Unit::yes, "hidden by its element"},
    {"up1_words", Unit::number, "words in the element around its own"},
    {"up1_linked", Unit::share, "words in links, of the element around its own"},
    {"up1_blocks", Unit::number, "blocks in the element around its own"},
    {"up1_long", Unit::number, "long paragraphs in the element around its own"},
    {"up1_share", Unit::share, "words of the page in the element around its own"},
    {"up2_words", Unit::number, "words two elements up"},
    {"up2_linked", Unit::share, "words in links, two elements up"},
    {"up2_blocks", Unit::number, "blocks two elements up"},
    {"up2_long", Unit::number, "long paragraphs two elements up"},
    {"up2_share", Unit::share, "words of the page two elements up"},
    {"up3_words", Unit::number, "words three elements up"},
    {"up3_linked", Unit::share, "words in links, three elements up"},
    {"up3_long", Unit::number, "long paragraphs three elements up"},
    {"likes", Unit::number, "blocks of the page that are made alike"},
    {"likes_words", Unit::number, "words a block, of those made alike"},
    {"likes_share", Unit::share, "words of the page in blocks made alike"},
    {"likes_linked", Unit::share, "words in links, of blocks made alike"},
    {"likes_long", Unit::share, "long paragraphs among the blocks made alike"},
    {"to_container", Unit::number, "levels up to an element that holds the main text"},
    {"from_container", Unit::number,
     "levels from the main text up to an element that holds this block"},
    {"container_words", Unit::number, "words of the main text's element"},
    {"container_linked", Unit::share, "words in links, of the main text's element"},
    {"container_long", Unit::number, "long paragraphs in the main text's element"},
    {"after_container", Unit::yes, "after the main text's element"},
    {"siblings", Unit::number, "blocks of the element around its own"},
    {"sibling_at", Unit::share, "how far down in the element around its own"},
    {"mean_up1", Unit::number, "words a block, in the element around its own"},
    {"last_heading_cue", Unit::heading, "cue words of the last heading"},
    {"last_heading_at", Unit::distance, "blocks since the last heading"},
    {"last_heading_level", Unit::number, "level of the last heading, 0 for none"},
    {"heading_title", Unit::share, "words of the title that stand in the last heading"},
    {"best_depth", Unit::number, "elements around the main text"},
    {"best_share", Unit::share, "words in long paragraphs that stand in the main text's element"},
    {"child_share", Unit::share, "words of its element that are its own"},
    {"before1_same", Unit::yes, "made like the block before it"},
    {"after1_same", Unit::yes, "made like the block after it"},
    {"same_run", Unit::number, "blocks before it in a row that are made like it"},
    {"li_words", Unit::yes, "an element named as an article within two levels"},
    {"title_up", Unit::number, "levels up to an element that holds the title too"},
    {"title_down", Unit::number, "levels from there down to the title"},
    {"title_article", Unit::number, "in no article element, the title's (1), or another (2)"},
    {"articles_before", Unit::number, "article elements that end before it"},
    {"titles_before", Unit::number, "main headings before it"},
    {"odds", Unit::odds, "what the first trees say of it"},
    {"before1_odds", Unit::odds, "what the first trees say of the block before it"},
    {"before2_odds", Unit::odds, "what the first trees say of the second block before it"},
    {"before3_odds", Unit::odds, "what the first trees say of the third block before it"},
    {"after1_odds", Unit::odds, "what the first trees say of the block after it"},
    {"after2_odds", Unit::odds, "what the first trees say of the second block after it"},
    {"after3_odds", Unit::odds, "what the first trees say of the third block after it"},
    {"near_odds", Unit::odds, "what the first trees say of the five blocks on each side"},
    {"all_odds", Unit::odds, "what the first trees say of all blocks"},
    {"body_before", Unit::share, "words of the article before it, by the first trees"},
    {"body_after", Unit::share, "words of the article after it, by the first trees"},
    {"from_first_body", Unit::distance, "blocks since the article begins, by the first trees"},
    {"from_last_body", Unit::distance, "blocks since the article ends, by the first trees"},
    {"best_near", Unit::odds, "what the first trees say of the likeliest of four blocks around it"},
    {"worst_near", Unit::odds, "what the first trees say of the unlikelier block beside it"},
    {"body_words", Unit::number, "words of the article, by the first trees"},
    {"body_blocks", Unit::number, "blocks of the article, by the first trees"},
    {"likes_odds", Unit::odds, "what the first trees say of blocks made alike"},
    {"likes_body", Unit::share, "words of the article in blocks made alike, by the first trees"},
    {"up1_odds", Unit::odds, "what the first trees say of the element around its own"},
    {"up2_odds", Unit::odds, "what the first trees say of all two elements up"},
    {"up3_odds", Unit::odds, "what the first trees say of all three elements up"},
}};

// 125 with one decimal is 12.5.
std::string decimal(int32_t value, size_t decimals) {
  std::string digits = std::to_string(value < 0 ? -int64_t{value} : int64_t{value});
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  return (value < 0 ? "-" : "") + digits.insert(digits.size() - decimals, ".");
}

std::string strength_text(int32_t strength) {
  static constexpr std::array<std::string_view, 4> kStrengths = {
      "none", "somewhere", "at its beginning", "it is nothing else"};
  return std::string(kStrengths[static_cast<size_t>(std::clamp(strength, 0, 3))]);
}

std::string cue_text(int32_t cue, int32_t strength) {
  if (strength == 0) return "none";
  auto names = names_of(Cue{});
  auto last = static_cast<int32_t>(names.size()) - 1;
  return std::string(names[static_cast<size_t>(std::clamp(cue, 0, last))]) + ", " +
         strength_text(strength);
}

std::string value_text(Unit unit, int32_t value) {
  switch (unit) {
    case Unit::number:
      break;
    case Unit::share:
      return decimal(value, 1) + " %";
    case Unit::tenths:
      return decimal(value, 1);
    case Unit::yes:
      return value != 0 ? "yes" : "no";
    case Unit::distance:
      if (value == 1000) return "none";
      break;
    case Unit::levels:
      if (value == 9) return "none";
      return value == 0 ? "its own"
                        : std::to_string(value) + (value == 1 ? " level up" : " levels up");
    case Unit::gap:
      if (value == 9) return "none, at the edge of the text";
      break;
    case Unit::strength:
      return strength_text(value);
    case Unit::cue:
      return cue_text(value / 4, value % 4);
    case Unit::heading:
      return cue_text(value % 16, value / 16);
    case Unit::odds:
      return value == -500 ? "no block" : decimal(value, 2);
  }
  return std::to_string(value);
}

}  // namespace

std::string in_words(std::string_view feature, int32_t value) {
  auto found = std::find_if(kRows.begin(), kRows.end(),
                            [feature](const Row& row) { return row.feature == feature; });
  if (found == kRows.end()) return std::string(feature) + ": " + std::to_string(value);
  return std::string(found->words) + ": " + value_text(found->unit, value);
}

}  // namespace hearsay::clean
