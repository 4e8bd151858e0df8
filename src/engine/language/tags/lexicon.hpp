// Lexicon: lemmas of the forms that the training texts have, and endings for those that they have not.
// Covered by language/tags/lexicon_test.cpp; made by models/train/language/lexicon.py.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearsay {

// What a script makes of a form: "= LEMMA", or "CASE CUT ADD": l for small letters, f as the form
// is, t for a capital and small letters, n without commas; how many code points fall off the end;
// what comes there.
std::string apply_script(std::string_view script, std::string_view form);

// Lines in the order of their bytes, found by how they begin. The text must outlive it.
class SortedLines {
 public:
  // Lines that are out of order may not be found; nothing else happens. O(text).
  explicit SortedLines(std::string_view text);
  // The rest of the first line that begins so, or no data() at all. O(log lines).
  std::string_view after(std::string_view begin) const;

 private:
  std::string_view line(size_t i) const;
  std::string_view text_;
  std::vector<uint32_t> begins_;
};

class Lexicon {
 public:
  // `forms`: lines "FORM UPOS\tLEMMA\tLEMMA", the most frequent first; `known`: a lemma each;
  // `endings`: "UPOS ENDING\tSCRIPT". The views must outlive it.
  Lexicon(std::string_view forms, std::string_view known, std::string_view endings);
  // `own` is what the network says: it decides where the form has several lemmas, or none that is
  // known. O(log lines).
  std::string lemma(std::string_view form, std::string_view upos, std::string own) const;

 private:
  bool is_known(const std::string& lemma) const;
  SortedLines forms_, known_, endings_;
};

}  // namespace hearsay
