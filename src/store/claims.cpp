// See claims.hpp.
#include "store/claims.hpp"

#include "document/packed.hpp"

namespace hearsay {

Result<Problems> read_problems(Database& database, int64_t n, bool of_source) {
  Problems out;
  Statement statement = database.prepare(
      "SELECT code, message, offset FROM problems WHERE report=? AND of_source=? ORDER BY row");
  statement.bind(n).bind(int64_t{of_source});
  while (true) {
    Result<bool> row = statement.step();
    if (!row) return row.error();
    if (!*row) return out;
    out.push_back(
        {std::string(statement.text(0)), std::string(statement.text(1)), statement.integer(2)});
  }
}

Result<Source> read_claims(Database& database, int64_t n) {
  Statement row = database.prepare(
      "SELECT r.format, r.url, r.external_id, r.publisher, r.fetched, s.charset, s.title, "
      "s.published, s.authors, s.full_digest FROM reports r JOIN sources s ON s.report = r.n "
      "WHERE r.n=?");
  Result<bool> found = row.bind(n).step();
  if (!found) return found.error();
  if (!*found) return database.damaged("a report has no source");
  Source out;
  out.format = row.integer(0) == 1 ? Format::html : Format::text;
  out.url = row.text(1);
  out.external_id = row.text(2);
  out.publisher = row.text(3);
  out.fetched = row.text(4);
  out.charset = row.text(5);
  out.title = row.text(6);
  out.published = row.text(7);
  Result<std::vector<std::string>> authors = unpack_strings(row.blob(8));
  if (!authors) return database.damaged(authors.error().message);
  out.authors = std::move(*authors);
  out.full_digest = row.text(9);
  Result<Problems> wrong = read_problems(database, n, true);
  if (!wrong) return wrong.error();
  out.problems = std::move(*wrong);
  return out;
}

}  // namespace hearsay
