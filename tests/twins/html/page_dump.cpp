// Prints pages as the engine reads them, for comparison with other parsers.
// Usage: page_dump [--rendering | --pieces] FILE...   (gzip or plain; "-" reads standard input)
// For every file: a line "page <bytes of text>", the decoded text itself, a line feed, then
//   - one line per node, "<depth> <name>" for elements, "<depth> ! ..." for comments and doctypes
//     and "<depth> \"<text>" for adjacent text nodes, joined, references decoded, CR as LF, with
//     line feeds and backslashes escaped; attributes follow as "<depth> @name=value"; or
//   - with --rendering, the rendered text; with --pieces, one line per run of the offset map;
// and a line "end".
#include <zlib.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "ingest/characters/characters.hpp"
#include "ingest/html/html.hpp"
#include "ingest/rendering/rendering.hpp"

namespace {

using namespace hearsay;

std::string read_file(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::string out;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return out;
  char buffer[65536];
  for (int got = 0; (got = gzread(file, buffer, sizeof buffer)) > 0;) {
    out.append(buffer, static_cast<size_t>(got));
  }
  gzclose(file);
  return out;
}

std::string with_line_feeds(std::string_view raw) {
  std::string out;
  for (size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\r') {
      out += raw[i];
    } else if (i + 1 >= raw.size() || raw[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

std::string text_of(const Page& page, size_t node) {
  Span span = page.span[node];
  std::string text = with_line_feeds(std::string_view(*page.text).substr(span.begin, span.size()));
  return is_raw_text(page, node) ? text : decode_references(text, false);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\') {
      out += "\\\\";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      out += c;
    }
  }
  return out;
}

void dump_attributes(const Page& page, size_t node, size_t depth, std::string& out) {
  std::map<std::string, std::string> sorted;
  for (size_t i = page.first_attribute[node]; i < page.first_attribute[node + 1]; ++i) {
    Span name = page.attributes.name[i];
    std::string key(std::string_view(*page.text).substr(name.begin, name.size()));
    for (char& c : key) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    Span value = page.attributes.value[i];
    std::string raw =
        with_line_feeds(std::string_view(*page.text).substr(value.begin, value.size()));
    sorted[key] = decode_references(raw, true);
  }
  for (const auto& [name, value] : sorted) {
    out += std::to_string(depth + 1) + " @" + escaped(name) + "=" + escaped(value) + "\n";
  }
}

void dump_tree(const Page& page, std::string& out) {
  std::vector<size_t> depth(page.kind.size(), 0);
  std::string text;
  for (size_t node = 1; node < page.kind.size(); ++node) {
    depth[node] = depth[page.parent[node]] + 1;
    size_t shown = depth[node] - 1;
    switch (page.kind[node]) {
      case NodeKind::element:
        out += std::to_string(shown) + " " + (page.foreign[node].yes ? "*" : "") +
               std::string(page.name[node]) + "\n";
        dump_attributes(page, node, shown, out);
        break;
      case NodeKind::text: {
        text += text_of(page, node);
        bool goes_on = page.subtree_end[node] < page.kind.size() &&
                       page.kind[node + 1] == NodeKind::text &&
                       page.parent[node + 1] == page.parent[node];
        if (goes_on) break;
        out += std::to_string(shown) + " \"" + escaped(text) + "\n";
        text.clear();
        break;
      }
      case NodeKind::comment:
      case NodeKind::doctype: {
        Span span = page.span[node];
        std::string_view raw = std::string_view(*page.text).substr(span.begin, span.size());
        out += std::to_string(shown) + (page.kind[node] == NodeKind::comment ? " !" : " ?") +
               escaped(with_line_feeds(raw)) + "\n";
        break;
      }
      case NodeKind::document:
        break;
    }
  }
}

void dump_pieces(const Rendering& rendering, std::string& out) {
  const OffsetMap& map = rendering.offsets;
  for (size_t i = 0; i < map.runs(); ++i) {
    out += std::to_string(map.text_begin[i]) + " " + std::to_string(map.source_begin[i]) + " " +
           std::to_string(map.text_unit[i]) + " " + std::to_string(map.source_unit[i]) + " " +
           std::string(names_of(map.kind[i])[static_cast<size_t>(map.kind[i])]) + "\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::string mode;
  for (int i = 1; i < argc; ++i) {
    std::string path = argv[i];
    if (path.starts_with("--")) {
      mode = path;
      continue;
    }
    Source source;
    source.bytes = read_file(path);
    source.format = Format::html;
    Characters characters = read_characters(source, Resources());
    Page page = parse_page(source, characters, Resources());
    std::string out = "page " + std::to_string(characters.text->size()) + "\n" + *characters.text;
    out += "\n";
    if (mode == "--rendering") {
      out += *render_page(page, characters).text + "\n";
    } else if (mode == "--pieces") {
      dump_pieces(render_page(page, characters), out);
    } else {
      dump_tree(page, out);
    }
    for (const Problem& problem : page.problems) {
      out += "problem " + problem.code + " at " + std::to_string(problem.offset) + "\n";
    }
    out += "end\n";
    std::fwrite(out.data(), 1, out.size(), stdout);
  }
  return 0;
}
