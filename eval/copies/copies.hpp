// Scores how copies are found: passages that two texts share, and how two reports are related.
// Covered by eval/copies/copies_test.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/copies/copies_engine.hpp"
#include "eval/copies/copy_pairs.hpp"
#include "eval/copies/pan13.hpp"
#include "eval/measures/measures.hpp"

namespace hearsay::eval {

// The suite. `folder` holds pairs.jsonl of PAN 2013 (pan13.hpp), or articles.jsonl of the Fake News
// Challenge; the list of its halves, pan13_halves.txt, or the labels of its pairs, fnc1_pairs.tsv,
// lie there, or else in eval/copies below the working folder. `missing` where it holds neither, and
// where the list is in neither place.
Result<Scored> run_copies(const std::string& folder);

using FindPassages =
    std::function<std::vector<Detection>(std::string_view source, std::string_view suspicious)>;
using FindRelation = std::function<std::string(std::string_view first, std::string_view second)>;

// PlagDet, precision and recall of each type of pairs and of all together, and the share of pairs
// without reuse ("no-plagiarism") in which something was found; the half for figures first, then
// the one for tuning, each type named so ("tune: random PlagDet"). What is found in a pair that has
// no case makes the precision of all together worse, and that of its type.
// Details, of the half for tuning only, because nobody is to mend errors by looking at the other: a
// line for every case with its recall, and for every detection of which less than half lies in
// cases.
Scored score_pan13(const PanCorpus& corpus, const FindPassages& find);

// PlagDet of each type in the half for figures, as words in a row alone reach it (word_runs.hpp),
// with runs of 3 words or of 5, what is better there.
std::vector<Measure> pan13_floor(const PanCorpus& corpus);

// The share of pairs whose relation was rightly told, then that of each label, by half. Details, of
// the half for tuning only: a line for every pair that was told wrong.
Scored score_copy_pairs(const std::vector<CopyPair>& pairs, const FindRelation& find);

}  // namespace hearsay::eval
