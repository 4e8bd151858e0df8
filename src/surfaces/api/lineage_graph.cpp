// See lineage_graph.hpp.
#include "surfaces/api/lineage_graph.hpp"

#include <array>
#include <optional>
#include <set>
#include <string>

#include "base/xml.hpp"
#include "surfaces/api/view.hpp"

namespace hearsay {
namespace {

struct Attribute {
  std::string_view name, type;  // both languages have these types
};
constexpr std::array<Attribute, 6> kOfNodes = {{{"title", "string"},
                                                {"outlet", "string"},
                                                {"family", "string"},
                                                {"published", "string"},
                                                {"story", "string"},
                                                {"is_origin", "boolean"}}};
constexpr std::array<Attribute, 3> kOfEdges = {
    {{"relation", "string"}, {"score", "double"}, {"words", "long"}}};

std::string xml(std::string_view text) {
  std::string out;
  append_xml(out, text);
  return out;
}

// Values that are not known are left out.
template <size_t N>
struct Element {
  std::array<std::string, N> values;
};
struct Node : Element<kOfNodes.size()> {
  std::string id;
};
struct Edge : Element<kOfEdges.size()> {
  std::string id, from, to;
};

// ---- the two languages --------------------------------------------------------------------------

class GraphMl {
 public:
  static std::string begin() {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    declare(kOfNodes, "node", out);
    declare(kOfEdges, "edge", out);
    return out + "<graph id=\"lineage\" edgedefault=\"directed\">\n";
  }
  static std::string node(const Node& node) {
    return "<node id=\"" + node.id + "\">" + data(kOfNodes, node.values) + "</node>\n";
  }
  static std::string between() { return ""; }
  static std::string edge(const Edge& edge) {
    return "<edge id=\"" + edge.id + "\" source=\"" + edge.from + "\" target=\"" + edge.to + "\">" +
           data(kOfEdges, edge.values) + "</edge>\n";
  }
  static std::string end() { return "</graph>\n</graphml>\n"; }

 private:
  template <size_t N>
  static void declare(const std::array<Attribute, N>& all, std::string_view of, std::string& out) {
    for (const Attribute& one : all)
      out += "<key id=\"" + std::string(one.name) + "\" for=\"" + std::string(of) +
             "\" attr.name=\"" + std::string(one.name) + "\" attr.type=\"" + std::string(one.type) +
             "\"/>\n";
  }
  template <size_t N>
  static std::string data(const std::array<Attribute, N>& all,
                          const std::array<std::string, N>& values) {
    std::string out;
    for (size_t i = 0; i < N; ++i)
      if (!values[i].empty())
        out += "<data key=\"" + std::string(all[i].name) + "\">" + xml(values[i]) + "</data>";
    return out;
  }
};

class Gexf {
 public:
  static std::string begin() {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
        "<graph mode=\"static\" defaultedgetype=\"directed\" idtype=\"string\">\n";
    declare(kOfNodes, "node", out);
    declare(kOfEdges, "edge", out);
    return out + "<nodes>\n";
  }
  static std::string node(const Node& node) {
    return "<node id=\"" + node.id + "\" label=\"" +
           xml(node.values[0].empty() ? node.id : node.values[0]) + "\">" +
           data(kOfNodes, node.values) + "</node>\n";
  }
  static std::string between() { return "</nodes>\n<edges>\n"; }
  static std::string edge(const Edge& edge) {
    return "<edge id=\"" + edge.id + "\" source=\"" + edge.from + "\" target=\"" + edge.to +
           "\" label=\"" + xml(edge.values[0]) + "\">" + data(kOfEdges, edge.values) + "</edge>\n";
  }
  static std::string end() { return "</edges>\n</graph>\n</gexf>\n"; }

 private:
  template <size_t N>
  static void declare(const std::array<Attribute, N>& all, std::string_view of, std::string& out) {
    out += "<attributes class=\"" + std::string(of) + "\">\n";
    for (const Attribute& one : all)
      out += "<attribute id=\"" + std::string(one.name) + "\" title=\"" + std::string(one.name) +
             "\" type=\"" + std::string(one.type) + "\"/>\n";
    out += "</attributes>\n";
  }
  template <size_t N>
  static std::string data(const std::array<Attribute, N>& all,
                          const std::array<std::string, N>& values) {
    std::string out = "<attvalues>";
    for (size_t i = 0; i < N; ++i)
      if (!values[i].empty())
        out +=
            "<attvalue for=\"" + std::string(all[i].name) + "\" value=\"" + xml(values[i]) + "\"/>";
    return out + "</attvalues>";
  }
};

// ---- the graph ----------------------------------------------------------------------------------

class Writer {
 public:
  Writer(const Store& store, const SourcesView& sources, const StoriesView& stories,
         const std::function<bool(std::string_view)>& write)
      : store_(store), sources_(sources), stories_(stories), write_(write) {}

  template <class Language>
  Result<void> write() {
    put(Language::begin());
    Result<void> failed;
    Result<void> read = store_.each_report([&](const StoredReport& report) {
      Result<Node> node = node_of(report);
      if (!node) failed = node.error();
      return node && put(Language::node(*node));
    });
    if (!failed || !read) return failed ? read : failed;
    return write_edges<Language>([](const Derivation&) { return true; });
  }

  // Of these reports only.
  template <class Language>
  Result<void> write(const std::set<ReportId>& reports) {
    put(Language::begin());
    std::set<ReportId> there;
    for (const ReportId& id : reports) {
      Result<std::optional<StoredReport>> report = store_.report(id);
      if (!report) return report.error();
      if (!*report) continue;
      Result<Node> node = node_of(**report);
      if (!node && node.error().kind == ErrorKind::missing) continue;
      if (!node) return node.error();
      if (!put(Language::node(*node))) return {};
      there.insert(id);
    }
    return write_edges<Language>([&there](const Derivation& one) {
      return there.contains(one.from) && there.contains(one.to);
    });
  }

 private:
  template <class Language, class Wanted>
  Result<void> write_edges(const Wanted& is_wanted) {
    put(Language::between());
    size_t number = 0;
    for (const Derivation& one : sources_.derivations()) {
      if (!is_wanted(one)) continue;
      Result<Edge> edge = edge_of(one, number++);
      if (!edge) return edge.error();
      if (!put(Language::edge(*edge))) return {};
    }
    put(Language::end());
    flush();
    return {};
  }

  Result<Node> node_of(const StoredReport& report) {
    Result<ReportView> view = view_report(store_, report);
    if (!view) return view.error();
    const StoryView* story = stories_.of(report.id);
    Node node;
    node.id = report.id.hex();
    node.values = {view->title,
                   std::string(sources_.outlet(report.id)),
                   std::string(sources_.family(report.id)),
                   view->published,
                   story == nullptr ? "" : story->id.hex(),
                   sources_.is_origin(report.id) ? "true" : "false"};
    return node;
  }

  Result<Edge> edge_of(const Derivation& one, size_t number) {
    Result<CopiedWords> words = copied_words(store_, sources_, one);
    if (!words) return words.error();
    Edge edge;
    edge.id = "e" + std::to_string(number);
    edge.from = one.from.hex();
    edge.to = one.to.hex();
    edge.values = {std::string(one.relation), one.score.text(), std::to_string(words->copied)};
    return edge;
  }

  bool put(const std::string& text) {
    constexpr size_t kPiece = size_t{1} << 16;
    piece_ += text;
    return piece_.size() < kPiece ? listening_ : flush();
  }
  bool flush() {
    if (listening_ && !piece_.empty()) listening_ = write_(piece_);
    piece_.clear();
    return listening_;
  }

  const Store& store_;
  const SourcesView& sources_;
  const StoriesView& stories_;
  const std::function<bool(std::string_view)>& write_;
  std::string piece_;
  bool listening_ = true;
};

}  // namespace

std::span<const std::string_view> names_of(GraphFormat) {
  static constexpr std::array<std::string_view, 2> kNames = {"graphml", "gexf"};
  return kNames;
}

Result<void> export_lineage(const Store& store, GraphFormat format,
                            const std::function<bool(std::string_view)>& write) {
  Result<Views> views = Views::read(store);
  if (!views) return views.error();
  Writer writer(*views->store, views->sources, views->stories, write);
  return format == GraphFormat::graphml ? writer.write<GraphMl>() : writer.write<Gexf>();
}

Result<void> export_lineage_of(const Store& store, const SourcesView& sources,
                               const StoriesView& stories, std::span<const ReportId> reports,
                               bool below, GraphFormat format,
                               const std::function<bool(std::string_view)>& write) {
  std::set<ReportId> drawn;
  for (const LineageLine& line : sources.lineage(reports, below)) drawn.insert(line.report);
  Writer writer(store, sources, stories, write);
  return format == GraphFormat::graphml ? writer.write<GraphMl>(drawn) : writer.write<Gexf>(drawn);
}

}  // namespace hearsay
