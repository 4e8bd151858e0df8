// A small pile with everything that pages show, and an edition of it, for the tests of the surfaces
// only: copies, speakers in two spellings, a report without a date, and hostile text.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "surfaces/api/copied_reports.hpp"
#include "surfaces/api/edition.hpp"
#include "surfaces/api/test_folder.hpp"

namespace hearsay::api_test_folder {

inline constexpr std::string_view kSpeakers =
    R"({"url":"https://straits.example/1","publisher":"Straits Mail","published":"2018-05-21","title":"Envoys talk of the strait","text":"Envoys talk of the strait\n\nBahram Qasemi, the foreign ministry spokesman, said on Monday that the ferry would sail. \"We will wait for the storm,\" Qasemi said."}
{"url":"https://evening.example/2","publisher":"Evening Bell","published":"2018-06-02","title":"Ferry late again","text":"Ferry late again\n\nBahram Ghasemi, the foreign ministry spokesman, said on Tuesday that the ferry was late. Ilse Vard, a baker, denied that bread was dear."}
{"url":"https://straits.example/3","publisher":"Straits Mail","published":"2018-07-09","title":"No storm is seen","text":"No storm is seen\n\nBahram Qasemi, the foreign ministry spokesman, told reporters that no storm was seen. The weather office, quoted by the Vell Wire, said that the sea was calm."}
{"url":"https://vell.example/4","publisher":"Vell Wire","published":"2018-07","title":"Meat is dear in Vell","text":"Meat is dear in Vell\n\nOsk Qasemi, a butcher of Vell, said that meat had become dear. Zoë Märtens, a dentist, said that her patients ate none."}
)";

// Markup, quotes and tags that break out of attributes, a formula, and bidirectional marks.
inline constexpr std::string_view kHostileTitle = "=<script>alert(1)</script>\"'&";
inline constexpr std::string_view kHostile =
    R"({"url":"javascript:alert(1)//\"><b>","publisher":"\"><img src=x onerror=alert(1)>","published":"2018-08-01","title":"=<script>alert(1)</script>\"'&","text":"=<script>alert(1)</script>\"'&\n\nIlse Vard, a baker, said that <script>alert(\"bread\")</script> \u202Ewas\u202C \u0000 dear & \"so were 'rolls'\", and that nobody had asked her."}
)";

struct TestEdition {
  TestEdition() {
    hearsay = make_store(folder, {folder.write("copied.jsonl", copied_reports()),
                                  folder.write("speakers.jsonl", kSpeakers),
                                  folder.write("hostile.jsonl", kHostile)});
    if (hearsay == nullptr) return;
    Result<std::shared_ptr<const Edition>> read = Edition::read(hearsay);
    if (read) edition = std::move(*read);
  }

  // Null if it is not there.
  const ReportHead* titled(std::string_view title) const {
    for (const ReportHead& head : edition->indices().reports.all())
      if (head.title == title) return &head;
    return nullptr;
  }

  Folder folder;
  std::shared_ptr<Hearsay> hearsay;
  std::shared_ptr<const Edition> edition;  // null if anything failed
};

// Made once; nobody may change it.
inline const TestEdition& test_edition() {
  static const TestEdition edition;
  return edition;
}

}  // namespace hearsay::api_test_folder
