// See copies_engine.hpp.
#include "eval/copies/copies_engine.hpp"

#include "document/pipeline.hpp"
#include "eval/measures/paragraphs.hpp"
#include "reported/terms/terms.hpp"
#include "sources/relations/relations.hpp"

namespace hearsay::eval {
namespace {

// What stands between empty lines is a block, because PAN's texts break lines within paragraphs
// too; nothing is a title.
Sequence read_sequence(std::string_view bytes, const Frequencies& frequencies) {
  Text text(std::string(bytes), {});
  Roles roles = paragraphs_of(bytes, "\n\n");
  return {find_terms(text, roles, find_quotations(text, roles)), frequencies};
}

}  // namespace

struct CopiesEngine::Kept {
  Resources resources = make_resources();
  const Frequencies& frequencies = resources.made<Frequencies>();
};

CopiesEngine::CopiesEngine() : kept_(std::make_unique<Kept>()) {}
CopiesEngine::~CopiesEngine() = default;

std::vector<Detection> CopiesEngine::find_passages(std::string_view source,
                                                   std::string_view suspicious) const {
  Sequence from = read_sequence(source, kept_->frequencies);
  Sequence to = read_sequence(suspicious, kept_->frequencies);
  std::vector<Detection> out;
  for (const Passage& passage : align(from, to).passages)
    out.push_back({from.place(passage.from), to.place(passage.to)});
  return out;
}

std::string CopiesEngine::find_relation(std::string_view first, std::string_view second) const {
  Sequence from = read_sequence(first, kept_->frequencies);
  Sequence to = read_sequence(second, kept_->frequencies);
  switch (judge(compare(from, to)).relatedness) {
    case Relatedness::copy:
      return "copy";
    case Relatedness::rewrite:
      return "rewrite";
    case Relatedness::quotation:
      return "quotation";
    case Relatedness::none:
      break;
  }
  return "independent";
}

}  // namespace hearsay::eval
