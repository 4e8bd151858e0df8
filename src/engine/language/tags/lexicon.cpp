// See lexicon.hpp.
#include "language/tags/lexicon.hpp"

#include <algorithm>
#include <charconv>

#include "base/folded_words.hpp"
#include "base/utf8.hpp"

namespace hearsay {
namespace {

constexpr size_t kLongestEnding = 5;  // code points
constexpr std::string_view kNames = "PROPN";

// Code points off the end.
void drop_last(std::string& text, int count) {
  while (count > 0 && !text.empty()) {
    bool begins = is_boundary(text, text.size() - 1);
    text.pop_back();
    count -= begins;
  }
}

// Where the last code points begin, the longest ending first: at most kLongestEnding, then none.
std::vector<size_t> endings_of(std::string_view text) {
  std::vector<size_t> out = {text.size()};
  for (size_t at = text.size(); at > 0 && out.size() <= kLongestEnding;)
    if (is_boundary(text, --at)) out.push_back(at);
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace

std::string apply_script(std::string_view script, std::string_view form) {
  if (script.starts_with("= ")) return std::string(script.substr(2));
  std::string out =
      script.starts_with('f') || script.starts_with('n') ? std::string(form) : lowered(form);
  if (script.starts_with('n')) std::erase(out, ',');
  if (script.starts_with('t') && !form.empty()) {
    size_t first = decode_utf8(form, 0).size;
    std::string small = lowered(form.substr(0, first));
    out = raised(form.substr(0, first)) + out.substr(small.size());
  }
  std::string_view rest = script.substr(std::min<size_t>(2, script.size()));
  int cut = 0;
  auto end = std::from_chars(rest.data(), rest.data() + rest.size(), cut).ptr;
  std::string before = out;
  drop_last(out, cut);
  rest.remove_prefix(static_cast<size_t>(end - rest.data()));
  if (rest.starts_with(' ')) out += rest.substr(1);
  return out.empty() ? before : out;
}

SortedLines::SortedLines(std::string_view text) : text_(text) {
  for (size_t at = 0; at < text.size();) {
    begins_.push_back(static_cast<uint32_t>(at));
    at = std::min(text.find('\n', at), text.size()) + 1;
  }
}

std::string_view SortedLines::line(size_t i) const {
  std::string_view rest = text_.substr(begins_[i]);
  return rest.substr(0, std::min(rest.find('\n'), rest.size()));
}

std::string_view SortedLines::after(std::string_view begin) const {
  size_t low = 0;
  size_t high = begins_.size();
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (line(middle) < begin)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == begins_.size() || !line(low).starts_with(begin)) return {};
  return line(low).substr(begin.size());
}

Lexicon::Lexicon(std::string_view forms, std::string_view known, std::string_view endings)
    : forms_(forms), known_(known), endings_(endings) {}

bool Lexicon::is_known(const std::string& lemma) const {
  std::string_view rest = known_.after(lemma);
  return rest.data() != nullptr && rest.empty();
}

std::string Lexicon::lemma(std::string_view form, std::string_view upos, std::string own) const {
  std::string key = std::string(form) + " " + std::string(upos) + "\t";
  std::string_view found = forms_.after(key);
  std::string small = lowered(form);
  if (found.empty() && upos != kNames)
    found = forms_.after(small + " " + std::string(upos) + "\t");
  if (!found.empty()) {
    std::string first(found.substr(0, std::min(found.find('\t'), found.size())));
    while (!found.empty()) {
      size_t end = std::min(found.find('\t'), found.size());
      if (found.substr(0, end) == own) return own;
      found.remove_prefix(std::min(end + 1, found.size()));
    }
    return first;
  }
  for (size_t at : endings_of(small)) {
    std::string_view script =
        endings_.after(std::string(upos) + " " + small.substr(at) + "\t");
    if (script.empty()) continue;
    std::string said = apply_script(script, form);
    return is_known(said) || !is_known(own) ? said : own;
  }
  return own;
}

}  // namespace hearsay
