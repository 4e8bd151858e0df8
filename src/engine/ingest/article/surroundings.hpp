// Internal to ingest/article: what the readers of titles and authors see of a report, and where its
// elements stand in the visible text. Covered by ingest/article/article_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/source.hpp"
#include "document/text.hpp"
#include "ingest/article/candidates.hpp"
#include "ingest/blocks/blocks.hpp"
#include "ingest/html/html.hpp"
#include "ingest/rendering/rendering.hpp"

namespace hearsay::article {

// Views; all of them must outlive it.
struct Surroundings {
  const Source& source;
  const Page& page;
  const Rendering& rendering;
  const Text& text;
  const Blocks& blocks;
};

// First to last visible character of an element, without white space at either end; none if it
// shows nothing. O(log pieces).
Span visible_span(const Surroundings& around, uint32_t node);

// Trimmed, every run of white space and of what shows nothing one space.
std::string tidy(std::string_view text);

// What remains of a title or name when case, punctuation and spacing do not count; no more of it
// once it has `most` bytes.
std::string skeleton(std::string_view text, size_t most = std::string::npos);
// Its words, each as skeleton() leaves it.
std::vector<std::string> skeleton_words(std::string_view text);

// Drops application names that are a title: some pages are applications of one page.
void drop_titles_of_applications(Candidates& candidates);

// The skeletons of the names by which the outlet may call itself: publishers and the domain, with
// and without its ending.
std::vector<std::string> outlet_names(const Candidates& candidates);
// Whether this is one of them, case, punctuation and "the" aside.
bool is_outlet_itself(const std::vector<std::string>& outlets, std::string_view words);
// The same, or a good part of one, or one with a word or two more.
bool is_outlet(const std::vector<std::string>& outlets, std::string_view words);

// Moves title candidates to the place where they are visible, cuts the outlet's name off them, adds
// the headings of the text, and ranks first those that say what the report's title is: a heading
// that some claim confirms, else what most claims say. Bounded by the page.
void settle_titles(const Surroundings& around, Candidates& candidates);

// Adds outlets that name themselves without metadata: behind the title in the window's title, where
// the domain, a line of copyright or a line of its own bears it out; and in the line of copyright,
// where the domain bears it out, since otherwise it names the owner. `window` is what the title
// element said before titles were settled. O(blocks).
void settle_publishers(const Surroundings& around, const Candidate& window, Candidates& candidates);

// Where a title may be parted from names around it.
struct Seam {
  size_t begin, end;  // of the separator
  int hard;  // 0: it may be in a sentence; 1: it mostly parts a title from a name; 2: nearly always
};
std::vector<Seam> seams_of(std::string_view title);

// Parts author candidates into names, adds those of visible bylines, drops what names nobody, and
// ranks. Titles must be settled: bylines stand beside them. Bounded by the page.
void settle_authors(const Surroundings& around, Candidates& candidates);

}  // namespace hearsay::article
