// See mend_xml.hpp.
#include "ingest/feed/mend_xml.hpp"
#include "base/ascii.hpp"

#include <algorithm>
#include <array>

namespace hearsay {
namespace {

// No reference and no mark that opens or closes something is longer.
constexpr size_t kLongest = 48;

// Consecutive code points from `first` on, in order.
struct Row {
  char32_t first;
  std::string_view names;
};
// HTML 4.01, chapter 24.
constexpr std::array<Row, 37> kRows = {{
    {160,
     "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn "
     "sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave "
     "Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc "
     "Iuml "
     "ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute "
     "THORN "
     "szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave "
     "iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute "
     "ucirc "
     "uuml yacute thorn yuml"},
    {338, "OElig oelig"},
    {352, "Scaron scaron"},
    {376, "Yuml"},
    {402, "fnof"},
    {710, "circ"},
    {732, "tilde"},
    {913,
     "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho"},
    {931, "Sigma Tau Upsilon Phi Chi Psi Omega"},
    {945,
     "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
     "sigmaf sigma tau upsilon phi chi psi omega"},
    {8194, "ensp emsp"},
    {8201, "thinsp"},
    {8204, "zwnj zwj lrm rlm"},
    {8211, "ndash mdash"},
    {8216, "lsquo rsquo sbquo"},
    {8220, "ldquo rdquo bdquo"},
    {8224, "dagger Dagger bull"},
    {8230, "hellip"},
    {8240, "permil"},
    {8242, "prime Prime"},
    {8249, "lsaquo rsaquo"},
    {8254, "oline"},
    {8260, "frasl"},
    {8364, "euro"},
    {8482, "trade"},
    {8592, "larr uarr rarr darr harr"},
    {8706, "part"},
    {8721, "sum minus"},
    {8730, "radic"},
    {8734, "infin"},
    {8776, "asymp"},
    {8800, "ne equiv"},
    {8804, "le ge"},
    {9674, "loz"},
    {9824, "spades"},
    {9827, "clubs"},
    {9829, "hearts diams"},
}};

// XML 1.0, production 2.
bool is_legal(uint32_t point) {
  return point == 9 || point == 10 || point == 13 || (point >= 0x20 && point < 0xD800) ||
         (point >= 0xE000 && point < 0xFFFE) || (point >= 0x10000 && point < 0x110000);
}

// Value of "#39" or "#x27"; 0 if it is none, or no legal character.
uint32_t numeric(std::string_view name) {
  bool hex = name.size() > 2 && (name[1] == 'x' || name[1] == 'X');
  uint32_t point = 0;
  for (char c : name.substr(hex ? 2 : 1)) {
    uint32_t digit = ascii::is_digit(c)            ? static_cast<uint32_t>(c - '0')
                     : hex && c >= 'a' && c <= 'f' ? static_cast<uint32_t>(c - 'a' + 10)
                     : hex && c >= 'A' && c <= 'F' ? static_cast<uint32_t>(c - 'A' + 10)
                                                   : 99;
    if (digit == 99 || point > 0x110000) return 0;
    point = point * (hex ? 16 : 10) + digit;
  }
  return is_legal(point) ? point : 0;
}

bool is_illegal(std::string_view rest) {
  auto byte = static_cast<unsigned char>(rest[0]);
  if (byte < 0x20) return byte != '\t' && byte != '\n' && byte != '\r';
  return byte == 0xEF && (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF"));
}

}  // namespace

char32_t html_character(std::string_view name) {
  for (const Row& row : kRows) {
    char32_t point = row.first;
    for (std::string_view rest = row.names; !rest.empty(); ++point) {
      size_t end = std::min(rest.find(' '), rest.size());
      if (rest.substr(0, end) == name) return point;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return 0;
}

size_t XmlMender::reference(std::string_view rest, std::string& out) {
  size_t end = rest.substr(0, kLongest).find(';');
  std::string_view name = end == std::string_view::npos ? "" : rest.substr(1, end - 1);
  bool sound = name.starts_with('#') && numeric(name) != 0 && name[1] != 'X';
  for (std::string_view known : {"amp", "lt", "gt", "quot", "apos"}) sound |= name == known;
  if (sound) {
    out += rest.substr(0, end + 1);
    return end + 1;
  }
  if (char32_t point = html_character(name); point != 0 && !name.empty()) {
    out += "&#" + std::to_string(static_cast<uint32_t>(point)) + ";";
    return end + 1;
  }
  note(out);
  out += "&amp;";
  return 1;
}

size_t XmlMender::markup(std::string_view rest, std::string& out) {
  std::string_view mark = rest.substr(0, 1);
  if (rest.starts_with("<!--"))
    in_ = In::comment, mark = rest.substr(0, 4);
  else if (rest.starts_with("<![CDATA["))
    in_ = In::cdata, mark = rest.substr(0, 9);
  else if (rest.starts_with("<?"))
    in_ = In::instruction, mark = rest.substr(0, 2);
  else if (char next = rest.size() > 1 ? rest[1] : 'a'; !ascii::is_letter(next) && next != '/' &&
                                                        next != '!' && next != '_' &&
                                                        static_cast<unsigned char>(next) < 0x80) {
    note(out);
    out += "&lt;";
    return 1;
  }
  out += mark;
  return mark.size();
}

// Takes one thing off the front.
size_t XmlMender::step(std::string_view rest, std::string& out) {
  if (is_illegal(rest)) {
    note(out);
    out += ' ';
    return static_cast<unsigned char>(rest[0]) == 0xEF ? 3 : 1;
  }
  if (rest.starts_with("\xEF\xBF\xBD")) note(out);
  if (in_ == In::text && rest[0] == '&') return reference(rest, out);
  if (in_ == In::text && rest[0] == '<') return markup(rest, out);
  for (auto [state, close] : {std::pair<In, std::string_view>{In::comment, "-->"},
                              {In::cdata, "]]>"},
                              {In::instruction, "?>"}}) {
    if (in_ != state || !rest.starts_with(close)) continue;
    in_ = In::text;
    out += close;
    return close.size();
  }
  size_t end = 1;
  auto plain = [](char c) {
    auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != 0xEF && c != '&' && c != '<' && c != '-' && c != ']' && c != '?';
  };
  while (end < rest.size() && (plain(rest[end]) || rest[end] == '\n')) ++end;
  out += rest.substr(0, end);
  return end;
}

uint64_t XmlMender::take_mended(uint64_t before) {
  auto end = std::lower_bound(mended_.begin(), mended_.end(), before);
  auto count = static_cast<uint64_t>(end - mended_.begin());
  mended_.erase(mended_.begin(), end);
  return count;
}

void XmlMender::add(std::string_view text, bool last, std::string& out) {
  size_t before = out.size();
  put_out_ -= before;
  waiting_ += text;
  std::string_view rest = waiting_;
  while (!rest.empty() && (last || rest.size() >= kLongest)) rest.remove_prefix(step(rest, out));
  waiting_.erase(0, waiting_.size() - rest.size());
  put_out_ += out.size();
}

}  // namespace hearsay
