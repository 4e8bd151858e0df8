#include "eval/measures/table_lines.hpp"

#include "eval/measures/test_folder.hpp"

namespace hearsay::eval {
namespace {

class table_lines_test : public TestFolder {
 protected:
  static std::string read(const std::string& file) {
    std::string out;
    auto done = read_table_lines(file, "a list", "a row of two", [&](const auto& fields) {
      for (std::string_view field : fields) out += "<" + std::string(field) + ">";
      return fields.size() == 2;
    });
    return done ? out : done.error().text().substr(file.size() + 2);
  }
};

TEST_F(table_lines_test, fields_lie_between_tabs) {
  EXPECT_EQ(read(write("a", "# a note\nx\ty\n\n\tz\nv\t")), "<x><y><><z><v><>");
}

TEST_F(table_lines_test, a_line_that_is_wrong_is_named) {
  EXPECT_EQ(read(write("a", "x\ty\nx\n")), "line 2 is not a row of two");
  EXPECT_EQ(read(write("a", "x\ty\t\n")), "line 1 is not a row of two");
}

TEST_F(table_lines_test, a_file_that_is_not_there_is_missing) {
  EXPECT_NE(read((folder_ / "none").string()).find("a list is wanted"), std::string::npos);
}

}  // namespace
}  // namespace hearsay::eval
