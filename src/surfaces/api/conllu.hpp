// CoNLL-U (universaldependencies.org/format): tokens, tags and trees of every report as linguists
// exchange them. Covered by surfaces/api/conllu_test.cpp.
#pragma once

#include <functional>
#include <string_view>

#include "base/result.hpp"
#include "store/store.hpp"

namespace hearsay {

// Every report, in the order of ids, is a document ("# newdoc id"), every kept block a paragraph. MISC
// has TokenRange=BEGIN:END, code points of the report's text, and SpaceAfter=No. Written in pieces of
// whole lines; stops without an error when `write` returns false. Memory of one report.
Result<void> export_conllu(const Store& store, const std::function<bool(std::string_view)>& write);

}  // namespace hearsay
