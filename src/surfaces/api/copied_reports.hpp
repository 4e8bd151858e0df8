// Reports of which it is known who copied whom, for the tests of the surfaces only.
#pragma once

#include <string>
#include <string_view>

namespace hearsay::api_test_folder {

// Of the wire, on the first day.
inline constexpr std::string_view kWire =
    "The harbour master of Tern Harbour closed the northern quay on Monday after two barges broke "
    "their moorings in the night and drifted against the lock gates. Divers found a cracked hinge "
    "below the waterline and advised the council to keep all vessels out of the basin. Three "
    "fishing boats were towed to Vell, where they will stay until the gates have been lifted and "
    "repaired. The council expects the work to last eleven days and to cost nearly forty thousand "
    "crowns, which it has not set aside. Insurers of both barges were informed before noon.";

// Of the ledger, on the same day, of something else.
inline constexpr std::string_view kLedger =
    "Bakers in the upper town of Orlan have agreed to share a single mill for the winter, because "
    "the stream that drives the other two has nearly run dry. The guild drew lots for the hours at "
    "which each of them may grind, and the youngest baker drew the hour before dawn. Flour will be "
    "carried down the hill by donkeys that the monastery lends. Nobody could recall a drier autumn "
    "since the bridge was built, and the miller keeps a tally of the falling water on his door.";

inline std::string json_line(std::string_view site, std::string_view outlet, std::string_view day,
                             std::string_view title, std::string_view text) {
  return R"({"url":"https://)" + std::string(site) + R"(/)" + std::string(day) +
         R"(/a","publisher":")" + std::string(outlet) + R"(","published":")" + std::string(day) +
         R"(","title":")" + std::string(title) + R"(","text":")" + std::string(title) + R"(\n\n)" +
         std::string(text) + "\"}\n";
}

// Line 1 the wire, 2 the courier's identical copy a day later, 3 the bell's truncated copy two days
// later.
inline std::string copies_of_the_wire() {
  std::string half(kWire.substr(0, kWire.find(" The council expects")));
  return json_line("wire.example", "Tern Wire", "2018-05-21", "Quay is closed", kWire) +
         json_line("courier.example", "The Courier", "2018-05-22", "Barges shut the quay", kWire) +
         json_line("bell.example", "Evening Bell", "2018-05-23", "Quay shut for days", half);
}

// These; line 4 the ledger, 5 a page spliced of both, 6 a report that has it from nobody and gives
// no day, outlet or title.
inline std::string copied_reports() {
  std::string half(kWire.substr(0, kWire.find(" The council expects")));
  std::string other(kLedger.substr(0, kLedger.find(" Nobody could recall")));
  return copies_of_the_wire() +
         json_line("ledger.example", "The Ledger", "2018-05-21", "One mill for three", kLedger) +
         json_line("drift.example", "Newsdrift", "2018-05-29", "Quays and mills",
                   half + R"(\n\n)" + other) +
         R"({"text":"A goat was elected to the parish council of Lower Maru with more votes than the two other candidates together, and ate the ballot papers while they were counted again."})"
         "\n";
}

}  // namespace hearsay::api_test_folder
