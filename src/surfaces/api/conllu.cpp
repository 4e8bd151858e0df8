// See conllu.hpp.
#include "surfaces/api/conllu.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "ingest/clean/clean.hpp"
#include "language/parse/parse.hpp"
#include "language/sentences/sentences.hpp"
#include "language/tags/tags.hpp"
#include "language/tokens/tokens.hpp"

namespace hearsay {
namespace {

// Cells of a line are parted by tabs, lines by line feeds; a form may hold neither.
std::string one_line(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool blank = static_cast<unsigned char>(c) < 0x20 || c == ' ';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out.empty() ? "_" : out;
}

// What one report has, or nothing where it is not stored.
struct Report {
  StoredReport stored;
  std::shared_ptr<const Tokens> tokens;
  std::shared_ptr<const Sentences> sentences;
  std::shared_ptr<const Tags> tags;
  std::shared_ptr<const Parse> parse;
  std::shared_ptr<const Roles> roles;
};

template <class Layer>
Result<void> read(const Store& store, const ReportId& id, std::shared_ptr<const Layer>& out) {
  auto layer = store.layer(id, layer_info<Layer>());
  if (!layer) return layer.error();
  out = std::static_pointer_cast<const Layer>(*layer);
  return {};
}

class Writer {
 public:
  explicit Writer(const Report& report)
      : report_(report), points_(report.stored.text.view()), kept_(kept_spans(*report.roles)) {}

  std::string write() {
    out_ = "# newdoc id = " + report_.stored.id.hex() + "\n";
    size_t sentences = report_.sentences->span.size();
    for (size_t s = 0; s < sentences; ++s) write_sentence(s);
    return sentences == 0 ? "" : std::move(out_);
  }

 private:
  std::string_view text_of(Span span) const { return report_.stored.text[span]; }

  void write_sentence(size_t s) {
    Span span = report_.sentences->span[s];
    std::string id = report_.stored.id.hex() + "-" + std::to_string(s + 1);
    bool new_block = false;
    for (; block_ < kept_.size() && kept_[block_].begin <= span.begin; ++block_) new_block = true;
    if (new_block) out_ += "# newpar\n";
    out_ += "# sent_id = " + id + "\n# text = " + one_line(text_of(span)) + "\n";
    size_t first = report_.sentences->first[s];
    size_t last = first + report_.sentences->count[s];
    for (size_t i = first; i < last; ++i) {
      size_t end = i + 1;
      while (end < last && report_.tokens->joined[end].yes) ++end;
      if (end > i + 1 && !report_.tokens->joined[i].yes) write_range(i, end, first);
      write_token(i, first, last);
    }
    out_ += '\n';
  }

  // A token that is several words: don't.
  void write_range(size_t begin, size_t end, size_t first) {
    const Tokens& tokens = *report_.tokens;
    Span span{tokens.span[begin].begin, tokens.span[end - 1].end};
    out_ += std::to_string(begin - first + 1) + "-" + std::to_string(end - first) + "\t" +
            one_line(text_of(span)) + "\t_\t_\t_\t_\t_\t_\t_\t" + place(span, end) + "\n";
  }

  void write_token(size_t i, size_t first, size_t last) {
    const Tokens& tokens = *report_.tokens;
    int32_t head = report_.parse->head[i];
    bool in_range = tokens.joined[i].yes || (i + 1 < last && tokens.joined[i + 1].yes);
    out_ += std::to_string(i - first + 1) + "\t" + one_line(text_of(tokens.span[i])) + "\t" +
            one_line(report_.tags->lemma[i]) + "\t" +
            std::string(names_of(Upos{})[static_cast<size_t>(report_.tags->upos[i])]) + "\t_\t" +
            std::string(report_.tags->features[i]) + "\t" +
            std::to_string(head < 0 ? 0 : static_cast<size_t>(head) - first + 1) + "\t" +
            std::string(report_.parse->relation[i]) + "\t_\t" +
            (in_range ? range_of(tokens.span[i]) : place(tokens.span[i], i + 1)) + "\n";
  }

  std::string range_of(Span span) const {
    return "TokenRange=" + std::to_string(points_.from_byte(span.begin)) + ":" +
           std::to_string(points_.from_byte(span.end));
  }
  // With whether the next token, `next`, follows at once.
  std::string place(Span span, size_t next) const {
    const Tokens& tokens = *report_.tokens;
    bool touches = next < tokens.span.size() && tokens.span[next].begin == span.end;
    return (touches ? "SpaceAfter=No|" : "") + range_of(span);
  }

  const Report& report_;
  CodePoints points_;
  std::vector<Span> kept_;
  std::string out_;
  size_t block_ = 0;
};

}  // namespace

Result<void> export_conllu(const Store& store, const std::function<bool(std::string_view)>& write) {
  Result<std::unique_ptr<Store>> state = store.snapshot();
  if (!state) return state.error();
  Result<void> failed;
  Result<void> read_all = (*state)->each_report([&](const StoredReport& stored) {
    Report report{stored, {}, {}, {}, {}, {}};
    auto note = [&](Result<void> done) {
      if (failed && !done) failed = std::move(done);
    };
    note(read(**state, stored.id, report.tokens));
    note(read(**state, stored.id, report.sentences));
    note(read(**state, stored.id, report.tags));
    note(read(**state, stored.id, report.parse));
    note(read(**state, stored.id, report.roles));
    if (!failed) return false;
    // A report that an older version analysed may lack what it did not find.
    size_t size = report.tokens->span.size();
    if (report.tags->upos.size() != size || report.parse->head.size() != size) return true;
    std::string lines = Writer(report).write();
    return lines.empty() || write(lines);
  });
  return failed ? read_all : failed;
}

}  // namespace hearsay
