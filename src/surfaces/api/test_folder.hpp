// A temporary folder and a store in it, for the tests of the surfaces only.
#pragma once

#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "surfaces/api/api.hpp"

namespace hearsay::api_test_folder {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "hearsay-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string at(const std::string& name) const { return path_ + "/" + name; }
  // Makes folders on the way; gives the path.
  std::string write(const std::string& name, std::string_view content) const {
    std::filesystem::create_directories(std::filesystem::path(at(name)).parent_path());
    std::ofstream(at(name), std::ios::binary) << content;
    return at(name);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline const std::atomic<bool>& never() {
  static const std::atomic<bool> stop = false;
  return stop;
}

inline Result<AddSummary> add(Hearsay& hearsay, const std::vector<std::string>& paths,
                              unsigned jobs = 2) {
  return hearsay.add(
      paths, {InputFormat::automatic, jobs}, [](const AddProgress&) {}, never());
}

// A store with these files read into it. Null if anything failed.
inline std::unique_ptr<Hearsay> make_store(const Folder& folder,
                                           const std::vector<std::string>& paths) {
  auto hearsay = Hearsay::open(folder.at("store.db"), Store::Open::write);
  if (!hearsay || !add(**hearsay, paths)) return nullptr;
  return std::move(*hearsay);
}

// Five reports of one site as JSON lines, at courier.example/1 to 5, whose last line is the site's.
inline constexpr std::string_view kFiveReports =
    R"({"url":"https://courier.example/1","text":"Ferry waits at Tern Harbour\n\nThe ferry to Vell stayed at its quay on Monday because of the storm, the harbour master said.\n\nFollow the Courier every morning."}
{"url":"https://courier.example/2","text":"Nine eels for the bishop\n\nThe bishop of Orlan was given nine eels by the fishers of his town.\n\nFollow the Courier every morning."}
{"url":"https://courier.example/3","text":"Bridge opens a year late\n\nThe bridge over the Sarn was opened on Friday by the mayor of Merrow.\n\nFollow the Courier every morning."}
{"url":"https://courier.example/4","text":"School buys a bell\n\nThe school of Merrow has bought a bell from a ship that was broken up there.\n\nFollow the Courier every morning."}
{"url":"https://courier.example/5","text":"Price of bread rises\n\nBakers in the capital asked for a penny more, and blamed the price of flour.\n\nFollow the Courier every morning."}
)";

}  // namespace hearsay::api_test_folder
