// Metadata in elements and in the address, see candidates.hpp.
#include <array>

#include "base/ascii.hpp"
#include "base/word_set.hpp"
#include "ingest/article/candidates.hpp"
#include "ingest/article/dates.hpp"

namespace hearsay::article {
namespace {

struct MetaName {
  std::string_view name;
  MetadataField field;
  int rank;
};

// `property`, `name` or `itemprop` of a meta element, lower case.
constexpr std::array kMetaNames = {
    MetaName{"og:title", MetadataField::title, 11},
    MetaName{"twitter:title", MetadataField::title, 14},
    MetaName{"parsely-title", MetadataField::title, 13},
    MetaName{"sailthru.title", MetadataField::title, 13},
    MetaName{"dc.title", MetadataField::title, 13},
    MetaName{"dcterms.title", MetadataField::title, 13},
    MetaName{"citation_title", MetadataField::title, 12},
    MetaName{"headline", MetadataField::title, 12},
    MetaName{"author", MetadataField::author, 12},
    MetaName{"article:author", MetadataField::author, 13},
    MetaName{"og:article:author", MetadataField::author, 13},
    MetaName{"parsely-author", MetadataField::author, 13},
    MetaName{"sailthru.author", MetadataField::author, 14},
    MetaName{"dc.creator", MetadataField::author, 15},
    MetaName{"dcterms.creator", MetadataField::author, 15},
    MetaName{"citation_author", MetadataField::author, 15},
    MetaName{"byl", MetadataField::author, 16},
    MetaName{"og:site_name", MetadataField::publisher, 9},
    MetaName{"dc.publisher", MetadataField::publisher, 12},
    MetaName{"dcterms.publisher", MetadataField::publisher, 12},
    MetaName{"citation_publisher", MetadataField::publisher, 12},
    MetaName{"application-name", MetadataField::publisher, 20},
    MetaName{"og:url", MetadataField::url, 12},
};

void add(Candidates& out, Candidate candidate, std::string_view value) {
  candidate.value = ascii::squeezed(value);
  if (candidate.value.empty()) return;
  // `article:author` is often an address of a profile, which is no name.
  if (candidate.field == MetadataField::author && candidate.value.starts_with("http")) return;
  out.push_back(std::move(candidate));
}

std::string text_of(const Page& page, uint32_t node) {
  std::string text;
  for (uint32_t at = node + 1; at < page.subtree_end[node]; ++at)
    if (page.kind[at] == NodeKind::text)
      text += decode_references(
          std::string_view(*page.text).substr(page.span[at].begin, page.span[at].size()), false);
  return text;
}

// First to last text inside an element, without the tags around.
Span inside(const Page& page, uint32_t node) {
  Span span = Span::none();
  for (uint32_t at = node + 1; at < page.subtree_end[node]; ++at) {
    if (page.kind[at] != NodeKind::text) continue;
    if (span.is_none()) span = page.span[at];
    span.end = std::max(span.end, page.span[at].end);
  }
  return span;
}

void read_meta(const Page& page, uint32_t node, Candidates& out) {
  for (std::string_view key : {"property", "name", "itemprop"}) {
    auto named = attribute(page, node, key);
    if (!named) continue;
    std::string name = ascii::lowered(*named);
    for (const MetaName& meta : kMetaNames) {
      if (meta.name != name) continue;
      Candidate candidate;
      candidate.field = meta.field;
      candidate.source = attribute_span(page, node, "content");
      candidate.how = "meta " + name;
      candidate.rank = meta.rank;
      add(out, std::move(candidate), attribute(page, node, "content").value_or(""));
      return;
    }
  }
}

void read_link(const Page& page, uint32_t node, Candidates& out) {
  auto rel = attribute(page, node, "rel");
  if (!rel || !ascii::equal_folded(*rel, "canonical")) return;
  add(out,
      {.field = MetadataField::url,
       .source = attribute_span(page, node, "href"),
       .how = "link canonical",
       .rank = 11},
      attribute(page, node, "href").value_or(""));
}

void read_property(const Page& page, uint32_t node, Candidates& out) {
  auto property = attribute(page, node, "itemprop");
  if (!property) return;
  std::string name = ascii::lowered(*property);
  Candidate candidate;
  if (name == "headline")
    candidate.field = MetadataField::title;
  else if (name == "author")
    candidate.field = MetadataField::author;
  else
    return;
  candidate.how = "itemprop " + name;
  candidate.rank = 15;
  auto content = attribute(page, node, "content");
  // Authors that are shown are read from the visible text.
  if (candidate.field == MetadataField::author && !content) return;
  candidate.source = content ? attribute_span(page, node, "content") : inside(page, node);
  std::string value = content ? *content : text_of(page, node);
  if (value.size() < 300) add(out, std::move(candidate), value);
}

bool may_tell(const Page& page, uint32_t node) {
  static constexpr WordSet kNames({"itemprop", "datetime", "title"});
  Tag tag = page.tag[node];
  if (tag == Tag::meta || tag == Tag::link || tag == Tag::title || tag == Tag::script) return true;
  for (uint32_t i = page.first_attribute[node]; i < page.first_attribute[node + 1]; ++i) {
    Span span = page.attributes.name[i];
    std::string_view name = std::string_view(*page.text).substr(span.begin, span.size());
    if (kNames.has_lowered(name)) return true;
  }
  return false;
}

bool in_svg(const Page& page, uint32_t node) {
  for (uint32_t up = page.parent[node]; up != 0; up = page.parent[up])
    if (page.tag[up] == Tag::svg) return true;
  return false;
}

void read_title(const Page& page, uint32_t node, Candidates& out) {
  if (in_svg(page, node)) return;
  add(out,
      {.field = MetadataField::title,
       .source = inside(page, node),
       .how = "title element",
       .rank = 18},
      text_of(page, node));
}

}  // namespace

Elements find_elements(const Page& page) {
  Elements out;
  for (uint32_t node = 0; node < row_count(page); ++node)
    if (may_tell(page, node)) out.push_back(node);
  return out;
}

void read_elements(const Page& page, const Elements& elements, const Limits& limits,
                   Candidates& out, Problems& problems) {
  size_t most = out.size() + limits.attributes;
  for (uint32_t node : elements) {
    if (out.size() >= most) break;
    Tag tag = page.tag[node];
    if (tag == Tag::meta)
      read_meta(page, node, out);
    else if (tag == Tag::link)
      read_link(page, node, out);
    else if (tag == Tag::title)
      read_title(page, node, out);
    else if (tag == Tag::script) {
      auto type = attribute(page, node, "type");
      if (!type || !ascii::equal_folded(ascii::trimmed(*type), "application/ld+json")) continue;
      Span json = inside(page, node);
      if (!json.is_none())
        read_json_ld(std::string_view(*page.text).substr(json.begin, json.size()), json.begin,
                     limits, out, problems);
    } else {
      read_property(page, node, out);
    }
  }
}

void read_address(std::string_view url, Candidates& out) {
  size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return;
  std::string_view rest = url.substr(scheme + 3);
  std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  std::string_view path = rest.substr(host.size());
  if (size_t user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
  host = host.substr(0, host.rfind(':'));
  std::string domain = ascii::lowered(host);
  if (domain.starts_with("www.")) domain.erase(0, 4);
  if (!domain.empty())
    out.push_back({.field = MetadataField::domain, .value = domain, .how = "url", .rank = 10});
  read_date_of_path(path.substr(0, path.find_first_of("?#")), out);
}

}  // namespace hearsay::article
