#include "surfaces/http/http.hpp"
namespace hearsay::http {
std::string openapi(const std::vector<Route>&) {
  return "{}\n";
}
std::vector<Route> api_routes() {
  std::vector<Route> out;
  out.push_back(
      {.pattern = "/stories",
       .name = "stories",
       .summary = "x",
       .parameters = {{.name = "q"}, {.name = "n", .kind = Parameter::Kind::number, .most = 10}},
       .answer = [](const Request&, const Edition& e) {
         return Response{.type = "text/html; charset=utf-8",
                         .body = "<p>" + std::to_string(e.stories().all().size())};
       }});
  out.push_back({.pattern = "/api/export",
                 .name = "export",
                 .summary = "x",
                 .answer = [](const Request&, const Edition&) {
                   Response r;
                   r.stream = [](const Write& w) -> Result<void> {
                     for (int i = 0; i < 2000000; ++i)
                       if (!w("line " + std::to_string(i) + "\n")) break;
                     return {};
                   };
                   return r;
                 }});
  return out;
}
}  // namespace hearsay::http
