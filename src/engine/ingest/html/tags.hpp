// The tag names that the HTML Standard's parser and renderer, or a later stage, know by name, with
// what they are.
// Covered by ingest/html/tags_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hearsay {

enum class Space : uint8_t { html, svg, mathml };

// What a name is. All but the last three speak of HTML elements.
enum TagTrait : uint32_t {
  kSpecial = 1U << 0,        // 13.2.4.2
  kFormatting = 1U << 1,     // 13.2.4.2
  kBlock = 1U << 2,          // displayed as a block, 15.3
  kImplied = 1U << 3,        // end tag may be implied, 13.2.6.3
  kThorough = 1U << 4,       // end tag implied "thoroughly"
  kScope = 1U << 5,          // bounds every scope but that of select
  kHeading = 1U << 6,        // h1 to h6
  kLeavesForeign = 1U << 7,  // its start tag ends SVG and MathML, 13.2.6.5
  kRaw = 1U << 8,            // its text has no references
  kTablePart = 1U << 9,      // table, tbody, tfoot, thead, tr: text in them is foster-parented
  kAlwaysOpens = 1U << 10,   // opened beyond the depth limit too: bounded by its own context
  kMathText = 1U << 11,      // MathML text integration point, special and scope in MathML
  kMathSpecial = 1U << 12,   // special and scope in MathML
  kSvgHtml = 1U << 13,       // HTML integration point, special and scope in SVG
};

// X(identifier, name, traits)
#define HEARSAY_TAGS(X)                                                        \
  X(a, "a", kFormatting)                                                       \
  X(abbr, "abbr", 0)                                                           \
  X(address, "address", kSpecial | kBlock)                                     \
  X(annotation, "annotation", 0)                                               \
  X(annotation_xml, "annotation-xml", kMathSpecial)                            \
  X(applet, "applet", kSpecial | kScope)                                       \
  X(area, "area", kSpecial)                                                    \
  X(article, "article", kSpecial | kBlock)                                     \
  X(aside, "aside", kSpecial | kBlock)                                         \
  X(audio, "audio", 0)                                                         \
  X(b, "b", kFormatting | kLeavesForeign)                                      \
  X(base, "base", kSpecial)                                                    \
  X(basefont, "basefont", kSpecial)                                            \
  X(bgsound, "bgsound", kSpecial)                                              \
  X(big, "big", kFormatting | kLeavesForeign)                                  \
  X(blockquote, "blockquote", kSpecial | kBlock | kLeavesForeign)              \
  X(body, "body", kSpecial | kBlock | kLeavesForeign | kAlwaysOpens)           \
  X(br, "br", kSpecial | kLeavesForeign)                                       \
  X(button, "button", kSpecial)                                                \
  X(canvas, "canvas", 0)                                                       \
  X(caption, "caption", kSpecial | kBlock | kThorough | kScope | kAlwaysOpens) \
  X(center, "center", kSpecial | kBlock | kLeavesForeign)                      \
  X(code, "code", kFormatting | kLeavesForeign)                                \
  X(col, "col", kSpecial)                                                      \
  X(colgroup, "colgroup", kSpecial | kThorough | kAlwaysOpens)                 \
  X(dd, "dd", kSpecial | kBlock | kImplied | kLeavesForeign)                   \
  X(desc, "desc", kSvgHtml)                                                    \
  X(details, "details", kSpecial | kBlock)                                     \
  X(dialog, "dialog", kBlock)                                                  \
  X(dir, "dir", kSpecial | kBlock)                                             \
  X(div, "div", kSpecial | kBlock | kLeavesForeign)                            \
  X(dl, "dl", kSpecial | kBlock | kLeavesForeign)                              \
  X(dt, "dt", kSpecial | kBlock | kImplied | kLeavesForeign)                   \
  X(em, "em", kFormatting | kLeavesForeign)                                    \
  X(embed, "embed", kSpecial | kLeavesForeign)                                 \
  X(fieldset, "fieldset", kSpecial | kBlock)                                   \
  X(figcaption, "figcaption", kSpecial | kBlock)                               \
  X(figure, "figure", kSpecial | kBlock)                                       \
  X(font, "font", kFormatting)                                                 \
  X(footer, "footer", kSpecial | kBlock)                                       \
  X(foreignobject, "foreignobject", kSvgHtml)                                  \
  X(form, "form", kSpecial | kBlock)                                           \
  X(frame, "frame", kSpecial | kBlock)                                         \
  X(frameset, "frameset", kSpecial | kBlock)                                   \
  X(h1, "h1", kSpecial | kBlock | kHeading | kLeavesForeign)                   \
  X(h2, "h2", kSpecial | kBlock | kHeading | kLeavesForeign)                   \
  X(h3, "h3", kSpecial | kBlock | kHeading | kLeavesForeign)                   \
  X(h4, "h4", kSpecial | kBlock | kHeading | kLeavesForeign)                   \
  X(h5, "h5", kSpecial | kBlock | kHeading | kLeavesForeign)                   \
  X(h6, "h6", kSpecial | kBlock | kHeading | kLeavesForeign)                   \
  X(head, "head", kSpecial | kLeavesForeign | kAlwaysOpens)                    \
  X(header, "header", kSpecial | kBlock)                                       \
  X(hgroup, "hgroup", kSpecial | kBlock)                                       \
  X(hr, "hr", kSpecial | kBlock | kLeavesForeign)                              \
  X(html, "html", kSpecial | kBlock | kScope | kAlwaysOpens)                   \
  X(i, "i", kFormatting | kLeavesForeign)                                      \
  X(iframe, "iframe", kSpecial | kRaw | kAlwaysOpens)                          \
  X(image, "image", 0)                                                         \
  X(img, "img", kSpecial | kLeavesForeign)                                     \
  X(input, "input", kSpecial)                                                  \
  X(keygen, "keygen", kSpecial)                                                \
  X(label, "label", 0)                                                         \
  X(legend, "legend", kBlock)                                                  \
  X(li, "li", kSpecial | kBlock | kImplied | kLeavesForeign)                   \
  X(link, "link", kSpecial)                                                    \
  X(listing, "listing", kSpecial | kBlock | kLeavesForeign)                    \
  X(main, "main", kSpecial | kBlock)                                           \
  X(malignmark, "malignmark", 0)                                               \
  X(marquee, "marquee", kSpecial | kScope)                                     \
  X(math, "math", 0)                                                           \
  X(menu, "menu", kSpecial | kBlock | kLeavesForeign)                          \
  X(meta, "meta", kSpecial | kLeavesForeign)                                   \
  X(metadata, "metadata", 0)                                                   \
  X(mglyph, "mglyph", 0)                                                       \
  X(mi, "mi", kMathText)                                                       \
  X(mn, "mn", kMathText)                                                       \
  X(mo, "mo", kMathText)                                                       \
  X(ms, "ms", kMathText)                                                       \
  X(mtext, "mtext", kMathText)                                                 \
  X(nav, "nav", kSpecial | kBlock)                                             \
  X(nobr, "nobr", kFormatting | kLeavesForeign)                                \
  X(noembed, "noembed", kSpecial | kRaw | kAlwaysOpens)                        \
  X(noframes, "noframes", kSpecial | kRaw | kAlwaysOpens)                      \
  X(noscript, "noscript", kSpecial)                                            \
  X(object, "object", kSpecial | kScope)                                       \
  X(ol, "ol", kSpecial | kBlock | kLeavesForeign)                              \
  X(optgroup, "optgroup", kBlock | kImplied)                                   \
  X(option, "option", kBlock | kImplied)                                       \
  X(p, "p", kSpecial | kBlock | kImplied | kLeavesForeign)                     \
  X(param, "param", kSpecial)                                                  \
  X(plaintext, "plaintext", kSpecial | kBlock | kRaw | kAlwaysOpens)           \
  X(pre, "pre", kSpecial | kBlock | kLeavesForeign)                            \
  X(rb, "rb", kImplied)                                                        \
  X(rp, "rp", kImplied)                                                        \
  X(rt, "rt", kImplied)                                                        \
  X(rtc, "rtc", kImplied)                                                      \
  X(ruby, "ruby", kLeavesForeign)                                              \
  X(s, "s", kFormatting | kLeavesForeign)                                      \
  X(script, "script", kSpecial | kRaw | kAlwaysOpens)                          \
  X(search, "search", kSpecial | kBlock)                                       \
  X(section, "section", kSpecial | kBlock)                                     \
  X(select, "select", kSpecial)                                                \
  X(small, "small", kFormatting | kLeavesForeign)                              \
  X(source, "source", kSpecial)                                                \
  X(span, "span", kLeavesForeign)                                              \
  X(strike, "strike", kFormatting | kLeavesForeign)                            \
  X(strong, "strong", kFormatting | kLeavesForeign)                            \
  X(style, "style", kSpecial | kRaw | kAlwaysOpens)                            \
  X(sub, "sub", kLeavesForeign)                                                \
  X(summary, "summary", kSpecial | kBlock)                                     \
  X(sup, "sup", kLeavesForeign)                                                \
  X(svg, "svg", 0)                                                             \
  X(table, "table", kSpecial | kBlock | kScope | kLeavesForeign | kTablePart)  \
  X(tbody, "tbody", kSpecial | kBlock | kThorough | kTablePart | kAlwaysOpens) \
  X(td, "td", kSpecial | kThorough | kScope | kAlwaysOpens)                    \
  X(template_, "template", kSpecial | kScope)                                  \
  X(text, "text", 0)                                                           \
  X(textarea, "textarea", kSpecial | kBlock | kAlwaysOpens)                    \
  X(tfoot, "tfoot", kSpecial | kBlock | kThorough | kTablePart | kAlwaysOpens) \
  X(th, "th", kSpecial | kThorough | kScope | kAlwaysOpens)                    \
  X(thead, "thead", kSpecial | kBlock | kThorough | kTablePart | kAlwaysOpens) \
  X(time, "time", 0)                                                           \
  X(title, "title", kSpecial | kAlwaysOpens | kSvgHtml)                        \
  X(tr, "tr", kSpecial | kBlock | kThorough | kTablePart | kAlwaysOpens)       \
  X(track, "track", kSpecial)                                                  \
  X(tt, "tt", kFormatting | kLeavesForeign)                                    \
  X(u, "u", kFormatting | kLeavesForeign)                                      \
  X(ul, "ul", kSpecial | kBlock | kLeavesForeign)                              \
  X(var, "var", kLeavesForeign)                                                \
  X(video, "video", 0)                                                         \
  X(wbr, "wbr", kSpecial)                                                      \
  X(xmp, "xmp", kSpecial | kBlock | kRaw | kAlwaysOpens)

// `other` is no tag. Names not in the list get numbers from `end` on, page by page (see TagNames).
enum class Tag : uint32_t {
  other,
#define HEARSAY_TAG(identifier, name, traits) identifier,
  HEARSAY_TAGS(HEARSAY_TAG)
#undef HEARSAY_TAG
      end
};
inline constexpr uint32_t kTags = static_cast<uint32_t>(Tag::end);

inline constexpr std::array<uint32_t, kTags> kTraits = {0,
#define HEARSAY_TAG(identifier, name, traits) traits,
                                                        HEARSAY_TAGS(HEARSAY_TAG)
#undef HEARSAY_TAG
};

// Traits of a name; 0 for names not in the list.
constexpr uint32_t traits(Tag tag) {
  return tag < Tag::end ? kTraits[static_cast<uint32_t>(tag)] : 0;
}
constexpr bool has(Tag tag, uint32_t trait) {
  return (traits(tag) & trait) != 0;
}

// Lower-case ASCII of one byte.
constexpr char lower_ascii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}
bool equal_without_case(std::string_view any, std::string_view lower);

// The listed name that `name` is, without regard to case, or Tag::other. O(1).
Tag known_tag(std::string_view name);

// Numbers for the tag names of one page, so that names compare as numbers.
class TagNames {
 public:
  // The number of a name in any case; a new one if `add`, otherwise Tag::other if it has none.
  Tag find(std::string_view name, bool add);
  // Lower case. Valid as long as this object.
  std::string_view operator[](Tag tag) const;

 private:
  struct Hash {
    size_t operator()(const std::string& name) const;
  };
  std::unordered_map<std::string, Tag, Hash> numbers_;
  std::vector<const std::string*> names_;  // keys of numbers_, which do not move
  std::string scratch_;
};

}  // namespace hearsay
