#include "language/encoder/pieces.hpp"

#include <gtest/gtest.h>

namespace hearsay::encoder {
namespace {

constexpr std::string_view kWords =
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\nboat\n##s\ndid\nn\n'\nt\ncan\nnot\nu\n.\ns\n2\npm\nsa\n##o\na\n"
    "##a\n##aa\n";
constexpr std::string_view kFolding = "41 U a\n42 U b\n53 U s\nc3 U a\ne3 l a\n301 l \n";
constexpr std::string_view kGlued = "cannot 3\n";

// "boat ##s|2" : the pieces of every atom.
std::string pieces_of(std::string_view text) {
  std::vector<std::string> names;
  for (size_t at = 0; at < kWords.size(); at = kWords.find('\n', at) + 1)
    names.emplace_back(kWords.substr(at, kWords.find('\n', at) - at));
  Vocabulary vocabulary(kWords, kFolding, kGlued);
  Atoms atoms;
  vocabulary.cut(text, {0, static_cast<uint32_t>(text.size())}, atoms);
  std::string out;
  for (const Atom& atom : atoms.atoms) {
    out += out.empty() ? "" : "|";
    for (uint32_t i = 0; i < atom.count; ++i)
      out += (i == 0 ? "" : " ") + names[atoms.pieces[atom.first + i]];
  }
  return out;
}

std::vector<std::string> atoms_of(std::string_view text) {
  Vocabulary vocabulary(kWords, kFolding, kGlued);
  Atoms atoms;
  vocabulary.cut(text, {0, static_cast<uint32_t>(text.size())}, atoms);
  std::vector<std::string> out;
  for (const Atom& atom : atoms.atoms) out.emplace_back(text.substr(atom.span.begin, atom.span.size()));
  return out;
}

using List = std::vector<std::string>;

TEST(pieces_test, a_text_is_cut_into_atoms) {
  EXPECT_EQ(atoms_of("U.S. boats, 2pm"), (List{"U", ".", "S", ".", "boats", ",", "2", "pm"}));
  EXPECT_EQ(atoms_of("a\xc2\xa0" "b\xe2\x80\x8b" "c"), (List{"a", "b", "c"})) << "blanks of all kinds";
  EXPECT_EQ(atoms_of("汉字x🚢🚢"), (List{"汉", "字", "x", "🚢", "🚢"}));
  EXPECT_EQ(atoms_of(" \n\t"), List{});
  EXPECT_EQ(atoms_of(""), List{});
}

TEST(pieces_test, a_negation_is_cut_off) {
  EXPECT_EQ(atoms_of("didn't"), (List{"did", "n", "'", "t"}));
  EXPECT_EQ(atoms_of("DIDN’T"), (List{"DID", "N", "’", "T"}));
  EXPECT_EQ(atoms_of("n't"), (List{"n", "'", "t"}));
  EXPECT_EQ(atoms_of("on'to"), (List{"on", "'", "to"}));
  EXPECT_EQ(atoms_of("Cannot can"), (List{"Can", "not", "can"}));
}

TEST(pieces_test, a_long_word_is_cut_after_48_signs) {
  std::string word(100, 'a');
  EXPECT_EQ(atoms_of(word), (List{word.substr(0, 48), word.substr(0, 48), "aaaa"}));
  EXPECT_EQ(pieces_of("aaaa"), "a ##aa ##a");
}

TEST(pieces_test, atoms_become_pieces_of_the_vocabulary) {
  EXPECT_EQ(pieces_of("boats Boat"), "boat ##s|boat");
  EXPECT_EQ(pieces_of("São"), "sa ##o");
  EXPECT_EQ(pieces_of("a\xcc\x81"), "a") << "a mark of its own is dropped";
  EXPECT_EQ(pieces_of("boaty"), "[UNK]");
  EXPECT_EQ(pieces_of("🚢"), "[UNK]");
  EXPECT_EQ(pieces_of("didn't"), "did|n|'|t");
}

TEST(pieces_test, the_case_of_an_atom_is_kept) {
  Vocabulary vocabulary(kWords, kFolding, kGlued);
  Atoms atoms;
  std::string_view text = "boat Boat BABA bOaT A 2 . Ãa";
  vocabulary.cut(text, {0, static_cast<uint32_t>(text.size())}, atoms);
  std::vector<Case> cases;
  for (const Atom& atom : atoms.atoms) cases.push_back(atom.letters);
  EXPECT_EQ(cases, (std::vector<Case>{Case::lower, Case::title, Case::upper, Case::mixed, Case::title,
                                      Case::digit, Case::sign, Case::title}));
}

}  // namespace
}  // namespace hearsay::encoder
