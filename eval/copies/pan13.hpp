// Reads the pairs of texts of PAN 2013 "text alignment" and deals them out into two halves.
// Covered by eval/copies/pan13_test.cpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "eval/copies/plagdet.hpp"

namespace hearsay::eval {

struct PanPair {
  std::string type;                  // "none" (copied as is), "random", "summary" ...
  std::string source, suspicious;    // keys of the texts
  std::vector<SharedPassage> cases;  // in characters; `pair` is the pair's place in the corpus
  bool test = false;                 // in the half for figures, else in the one for tuning
};

struct PanCorpus {
  std::vector<PanPair> pairs;                // in order of the file
  std::map<std::string, std::string> texts;  // by the file's name as pairs.jsonl has it; UTF-8
};

// A folder with pairs.jsonl, {"type","src","susp","cases":[{"src":[b,e],"susp":[b,e]}]}, and the
// texts it names, packed by gzip or not. `damaged` with the line that is wrong, where a text is no
// UTF-8, and where a case lies outside its text.
Result<PanCorpus> read_pan13(const std::string& folder);

// Says of every pair which half it is in, where eval/copies/pan13_halves.txt (from the working
// directory) is not of this corpus: that list was dealt by a hash of groups before the first
// threshold was chosen. Pairs that share a text, or of which one has a text that
// is byte for byte one of the other's, are always in the same half: no text stands in both. Such
// groups are dealt out the largest first, each to the half that has fewer of its types of pairs;
// of groups of one size the hash of their least file name says which goes first.
void deal_halves(PanCorpus& corpus);

}  // namespace hearsay::eval
