#include "eval/measures/json_lines.hpp"

#include "eval/measures/test_folder.hpp"

namespace hearsay::eval {
namespace {

class json_lines_test : public TestFolder {
 protected:
  static std::string read(const std::string& file) {
    std::string out;
    auto done = read_json_lines(file, "a list", [&](JsonRow row) {
      std::string name;
      Span span;
      uint64_t number = 0;
      if (!read_field(row, "name", name) || !read_field(row, "span", span)) return false;
      std::vector<std::string> others;
      if (!read_field(row, "number", number) || !read_field(row, "others", others)) return false;
      for (const std::string& other : others) name += "," + other;
      out += name + " " + std::to_string(span.begin) + "-" + std::to_string(span.end) + " " +
             std::to_string(number) + "\n";
      return true;
    });
    return done ? out : done.error().text().substr(file.size() + 2);
  }
};

TEST_F(json_lines_test, every_line_is_taken) {
  EXPECT_EQ(read(write("a", "")), "");
  EXPECT_EQ(read(write("a",
                       "{\"name\":\"x\",\"span\":[1,3],\"number\":7,\"others\":[]}\n\n"
                       "{\"name\":\"y\",\"span\":[0,1],\"number\":8,\"others\":[\"z\",\"v\"]}")),
            "x 1-3 7\ny,z,v 0-1 8\n");
}

TEST_F(json_lines_test, a_line_that_is_wrong_is_named) {
  std::string right = "{\"name\":\"x\",\"span\":[1,3],\"number\":7,\"others\":[]}\n";
  for (std::string wrong : {"{", "[]", "{\"name\":1,\"span\":[1,3],\"number\":7,\"others\":[]}",
                            "{\"name\":\"x\",\"span\":[3,1],\"number\":7,\"others\":[]}",
                            "{\"name\":\"x\",\"span\":[1],\"number\":7,\"others\":[]}",
                            "{\"name\":\"x\",\"span\":[1,4294967295],\"number\":7,\"others\":[]}",
                            "{\"name\":\"x\",\"span\":[1,3],\"number\":-7,\"others\":[]}",
                            "{\"name\":\"x\",\"span\":[1,3],\"number\":7,\"others\":[7]}"})
    EXPECT_EQ(read(write("a", right + wrong + "\n")), "line 2 does not belong into a list")
        << wrong;
}

TEST_F(json_lines_test, a_file_that_is_not_there_is_missing) {
  auto done = read_json_lines((folder_ / "none").string(), "a list", [](JsonRow) { return true; });
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().kind, ErrorKind::missing);
}

}  // namespace
}  // namespace hearsay::eval
