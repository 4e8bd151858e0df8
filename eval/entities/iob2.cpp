// See iob2.hpp.
#include "eval/entities/iob2.hpp"

#include <algorithm>

namespace hearsay::eval {
namespace {

class Reader {
 public:
  Result<std::vector<GoldNames>> read(std::string_view bytes) {
    for (int64_t number = 1; !bytes.empty(); ++number) {
      size_t end = std::min(bytes.find('\n'), bytes.size());
      std::string_view line = bytes.substr(0, end);
      bytes.remove_prefix(std::min(end + 1, bytes.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (!take(line))
        return Error{ErrorKind::damaged, "line " + std::to_string(number) + " is no IOB2", "", -1};
    }
    close();
    return std::move(documents_);
  }

 private:
  bool take(std::string_view line) {
    constexpr std::string_view kText = "# text = ";
    if (line.empty()) {
      close();
    } else if (line.starts_with("# newdoc")) {
      new_document_ = true;
    } else if (line.starts_with(kText)) {
      text_ = line.substr(kText.size());
    } else if (line[0] != '#') {
      size_t first = line.find('\t');
      size_t second = line.find('\t', std::min(first, line.size() - 1) + 1);
      if (first == std::string_view::npos || second == std::string_view::npos) return false;
      size_t third = std::min(line.find('\t', second + 1), line.size());
      words_.emplace_back(line.substr(first + 1, second - first - 1));
      labels_.emplace_back(line.substr(second + 1, third - second - 1));
      if (words_.back().empty()) return false;
    }
    return true;
  }

  // Where the words lie in the text, or nowhere.
  std::vector<Span> places() const {
    std::vector<Span> out;
    size_t at = 0;
    for (const std::string& word : words_) {
      size_t begin = text_.find(word, at);
      if (begin == std::string::npos || begin > at + 1) return {};
      out.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + word.size())});
      at = begin + word.size();
    }
    return out;
  }

  void close() {
    if (!words_.empty()) {
      if (documents_.empty() || new_document_) documents_.emplace_back();
      new_document_ = false;
      std::vector<Span> spans = places();
      if (spans.empty()) {
        text_.clear();
        for (const std::string& word : words_) text_ += (text_.empty() ? "" : " ") + word;
        spans = places();
      }
      GoldNames& document = documents_.back();
      if (!document.text.empty()) document.text += ' ';
      auto base = static_cast<uint32_t>(document.text.size());
      document.text += text_;
      document.sentences.push_back(static_cast<uint32_t>(document.words.size()));
      for (Span span : spans) document.words.push_back({base + span.begin, base + span.end});
      document.labels.insert(document.labels.end(), labels_.begin(), labels_.end());
    }
    text_.clear();
    words_.clear();
    labels_.clear();
  }

  std::vector<GoldNames> documents_;
  bool new_document_ = false;
  std::string text_;
  std::vector<std::string> words_, labels_;
};

}  // namespace

Result<std::vector<GoldNames>> read_iob2(std::string_view bytes) {
  return Reader().read(bytes);
}

}  // namespace hearsay::eval
