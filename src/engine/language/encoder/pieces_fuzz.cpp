// Any text is cut into atoms that lie in order at code points, each with word-pieces, and whatever
// stands in the tables of a file of weights does no harm.
#include "language/encoder/pieces.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "base/utf8.hpp"

namespace {

constexpr std::string_view kWords =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##a\n##bc\nboat\n##s\ndid\nn\n'\nt\n.\n1\n##1\n";
constexpr std::string_view kFolding = "41 U a\n42 U b\nc3 U a\ne3 l a\n301 l \n";
constexpr std::string_view kGlued = "cannot 3\naab 1\n";

void must(bool holds) {
  if (!holds) std::abort();
}

void cut(const hearsay::encoder::Vocabulary& vocabulary, std::string_view text) {
  hearsay::encoder::Atoms atoms;
  vocabulary.cut(text, {0, static_cast<uint32_t>(text.size())}, atoms);
  uint32_t end = 0;
  uint32_t pieces = 0;
  for (const hearsay::encoder::Atom& atom : atoms.atoms) {
    must(atom.span.begin >= end && atom.span.begin < atom.span.end && atom.span.end <= text.size());
    must(hearsay::is_boundary(text, atom.span.begin) && hearsay::is_boundary(text, atom.span.end));
    must(atom.first == pieces && atom.count > 0);
    end = atom.span.end;
    pieces += atom.count;
  }
  must(pieces == atoms.pieces.size());
  for (uint32_t piece : atoms.pieces) must(piece < std::max<size_t>(vocabulary.size(), 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace hearsay;
  static const encoder::Vocabulary vocabulary(kWords, kFolding, kGlued);
  std::string text;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (size_t at = 0; at < bytes.size();) {
    Utf8Step step = decode_utf8(bytes, at);
    if (step.valid) text += bytes.substr(at, step.size);
    at += step.size;
  }
  cut(vocabulary, text);
  encoder::Vocabulary odd(bytes, bytes.substr(bytes.size() / 3), bytes.substr(bytes.size() / 2));
  cut(odd, text.substr(0, text.size() < 200 ? text.size() : 0));
  return 0;
}
