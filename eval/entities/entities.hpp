// Scores names of persons, organisations and places against a file in IOB2: exact spans with their
// types, F1 over all of them, as CoNLL 2003 counts (Tjong Kim Sang and De Meulder 2003). Names of
// nationalities and works are left out: Universal NER has none. Covered by
// eval/entities/eval_entities_test.cpp.
#pragma once

#include <string>

#include "base/result.hpp"
#include "eval/measures/measures.hpp"

namespace hearsay::eval {

// `file` is IOB2. `missing` without weights.
Result<Scored> run_entities(const std::string& file);

}  // namespace hearsay::eval
