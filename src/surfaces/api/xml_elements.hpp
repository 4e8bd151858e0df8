// What a parser of XML reads, for the tests of the surfaces only.
#pragma once

#include <expat.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hearsay::api_test_folder {

struct XmlElement {
  std::string path;  // names from the root, "/feed/entry/title"
  std::map<std::string, std::string> attributes;
  std::string text;  // its own
};

struct XmlElements {
  explicit XmlElements(const std::string& xml) {
    XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser,
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          static_cast<XmlElements*>(self)->open(name, attributes);
        },
        [](void* self, const XML_Char*) { static_cast<XmlElements*>(self)->inside.pop_back(); });
    XML_SetCharacterDataHandler(parser, [](void* self, const XML_Char* text, int size) {
      auto* read = static_cast<XmlElements*>(self);
      if (!read->inside.empty())
        read->all[read->inside.back()].text.append(text, static_cast<size_t>(size));
    });
    valid = XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
    if (!valid) error = XML_ErrorString(XML_GetErrorCode(parser));
    XML_ParserFree(parser);
  }

  std::vector<XmlElement> at(std::string_view path) const {
    std::vector<XmlElement> out;
    for (const XmlElement& one : all)
      if (one.path == path) out.push_back(one);
    return out;
  }
  std::vector<std::string> texts(std::string_view path) const {
    std::vector<std::string> out;
    for (const XmlElement& one : at(path)) out.push_back(one.text);
    return out;
  }
  // Addresses of links with this relation.
  std::vector<std::string> links(std::string_view path, std::string_view relation) const {
    std::vector<std::string> out;
    for (const XmlElement& one : at(path))
      if (one.attributes.at("rel") == relation) out.push_back(one.attributes.at("href"));
    return out;
  }

  bool valid = false;
  std::string error;
  std::vector<XmlElement> all;

 private:
  void open(const XML_Char* name, const XML_Char** attributes) {
    XmlElement out;
    out.path = (inside.empty() ? "" : all[inside.back()].path) + "/" + name;
    for (; *attributes != nullptr; attributes += 2) out.attributes[attributes[0]] = attributes[1];
    inside.push_back(all.size());
    all.push_back(std::move(out));
  }

  std::vector<size_t> inside;
};

}  // namespace hearsay::api_test_folder
