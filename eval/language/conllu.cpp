// See conllu.hpp.
#include "eval/language/conllu.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace hearsay::eval {
namespace {

constexpr size_t kCells = 10;

bool read_number(std::string_view text, int32_t& out) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

class Reader {
 public:
  Result<std::vector<GoldDocument>> read(std::string_view bytes) {
    int64_t number = 0;
    while (!bytes.empty()) {
      size_t end = std::min(bytes.find('\n'), bytes.size());
      std::string_view line = bytes.substr(0, end);
      bytes.remove_prefix(std::min(end + 1, bytes.size()));
      ++number;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (!take(line))
        return Error{ErrorKind::damaged, "line " + std::to_string(number) + " is no CoNLL-U", "", -1};
    }
    close();
    return std::move(documents_);
  }

 private:
  bool take(std::string_view line) {
    if (line.empty()) {
      close();
      return true;
    }
    if (line.starts_with("# newdoc")) new_document_ = true;
    if (line.starts_with("# newpar")) new_block_ = true;
    if (line.starts_with('#')) return true;
    std::array<std::string_view, kCells> cells;
    for (size_t i = 0; i < kCells; ++i) {
      size_t tab = i + 1 < kCells ? line.find('\t') : line.size();
      if (tab == std::string_view::npos) return false;
      cells[i] = line.substr(0, tab);
      line.remove_prefix(std::min(tab + 1, line.size()));
    }
    if (cells[0].find('.') != std::string_view::npos) return true;  // an empty node
    bool space = cells[9].find("SpaceAfter=No") == std::string_view::npos;
    size_t dash = cells[0].find('-');
    if (dash != std::string_view::npos) {
      space_of_range_ = space;
      return read_number(cells[0].substr(0, dash), range_begin_) &&
             read_number(cells[0].substr(dash + 1), range_end_);
    }
    int32_t number = 0;
    int32_t head = 0;
    if (!read_number(cells[0], number) || !read_number(cells[6], head)) return false;
    add(cells, number, head, space);
    return true;
  }

  void add(const std::array<std::string_view, kCells>& cells, int32_t number, int32_t head,
           bool space) {
    if (!open_) begin_sentence();
    GoldDocument& document = documents_.back();
    bool in_range = number >= range_begin_ && number <= range_end_;
    GoldWord word;
    word.span.begin = static_cast<uint32_t>(document.text.size());
    document.text += cells[1];
    word.span.end = static_cast<uint32_t>(document.text.size());
    word.joined = in_range && number > range_begin_;
    word.lemma = cells[2];
    word.upos = cells[3];
    word.features = cells[5];
    word.relation = cells[7];
    word.head = head;
    document.words.push_back(std::move(word));
    if (in_range ? number == range_end_ && space_of_range_ : space) document.text += ' ';
  }

  void begin_sentence() {
    open_ = true;
    if (documents_.empty() || new_document_) {
      documents_.emplace_back();
      new_block_ = true;
    }
    GoldDocument& document = documents_.back();
    if (new_block_) {
      if (document.text.ends_with(' ')) document.text.pop_back();
      if (!document.text.empty()) document.text += '\n';
      auto begin = static_cast<uint32_t>(document.text.size());
      document.blocks.push_back({begin, begin});
    }
    document.sentences.push_back(static_cast<uint32_t>(document.words.size()));
    new_document_ = new_block_ = false;
  }

  void close() {
    range_begin_ = range_end_ = 0;
    if (!open_) return;
    open_ = false;
    GoldDocument& document = documents_.back();
    document.blocks.back().end = document.words.back().span.end;
    auto first = static_cast<int32_t>(document.sentences.back());
    auto count = static_cast<int32_t>(document.words.size()) - first;
    for (int32_t i = first; i < first + count; ++i) {
      int32_t& head = document.words[static_cast<size_t>(i)].head;
      head = head <= 0 || head > count ? -1 : first + head - 1;
    }
  }

  std::vector<GoldDocument> documents_;
  bool open_ = false;  // a sentence
  bool new_document_ = false, new_block_ = false;
  bool space_of_range_ = true;
  int32_t range_begin_ = 0, range_end_ = 0;
};

}  // namespace

Result<std::vector<GoldDocument>> read_conllu(std::string_view bytes) {
  return Reader().read(bytes);
}

}  // namespace hearsay::eval
