// Reads the pairs of texts of PAN 2013 "text alignment" and which of two halves each is in.
// Covered by eval/copies/pan13_test.cpp.
#pragma once

#include <map>
#include <string>
#include <string_view>
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
// texts it names, packed by gzip or not; and the list of its halves, a file. `damaged` with the
// line that is wrong, where a text is no UTF-8, where a case lies outside its text, and where the
// list is of other pairs or leaves a text in both halves.
Result<PanCorpus> read_pan13(const std::string& folder, const std::string& halves);

// Says of every pair which half it is in, by a list with a sign for each, 't' for those of the half
// for figures, '-' for the others; other signs mean nothing. False if it has not as many as there
// are pairs, or if a text, under whatever name, stands in both halves.
bool deal_halves(std::string_view list, PanCorpus& corpus);

}  // namespace hearsay::eval
