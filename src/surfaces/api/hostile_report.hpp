// A report that means to break what it is written into, for the tests of the surfaces only.
#pragma once

#include <string_view>

namespace hearsay::api_test_folder {

// As a JSON line. Its address is no page, its outlet, author and title close every kind of bracket,
// and what is quoted ends scripts, comments, XML sections and BibTeX fields.
inline constexpr std::string_view kHostileReport =
    R"({"url":"javascript:alert(1)//<\"'>","publisher":"Evil & <Sons> \"Ltd\" }{ \\ \u0007","author":"Mal } Ice","published":"2018-05-24","title":"]]></title><script>alert('1')</script> & {50%} $x_1 #2 \\input{x} \u001b[31m \u202e","text":"<p>Quay is &lt;b onclick='x'&gt; closed</p>\n<p>Mayor Ilse Vard of Vell spoke on Monday. \"All of it is &lt;/script&gt;&lt;!-- &lt;b onclick='x'&gt; \\end{x} and &amp; ]]&gt; true,\" Ilse Vard said. Vard said that the &lt;img src=x&gt; quay } would be closed.</p>"}
)";

}  // namespace hearsay::api_test_folder
