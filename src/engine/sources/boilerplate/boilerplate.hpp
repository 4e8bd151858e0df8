// Boilerplate: lines that a site puts into its articles whatever these are about (a call to
// subscribe, a note on the author) and that look like text in each of them. That they come back
// over the site gives them away (template detection, Bar-Yossef and Rajagopalan 2002).
//
// What also comes back, and is text: the versions of an article, its second delivery at another
// address, the background paragraph of a story that runs for days, a statement that every report
// of the day quotes, a refrain of a trial. Against these stand the conditions:
//
//   site      Reports of one domain. A report without one takes no part, nor does one without
//             fingerprints. An address proves nothing: the evidence shows on whom a count rests.
//   article   Reports of one address, or of which the smaller has half or more of its kept bytes in
//             common with the other, are deliveries of one article and count once.
//   line      Blocks of the same words. It is boilerplate when it stands apart and in place in at
//             least four articles of the site, and in at least half of those in which it stands.
//   apart     Short, no quotation, and of other words than its report: see Fingerprints.
//   in place  Nothing that this article alone has stands before it, or nothing behind it. A line of
//             at least ten articles and half of the site's is in place wherever it stands.
//
// Covered by sources/boilerplate/boilerplate_test.cpp and its cases.
#pragma once

#include "document/collection.hpp"
#include "ingest/article/article.hpp"
#include "ingest/fingerprints/fingerprints.hpp"

namespace hearsay {

// One amendment of `kept` per block that is boilerplate and in place: site by site, line by line,
// report by report. Target: its row of Roles. Evidence: the same line in up to three other
// articles. A line that differs by a word, as a wrong date makes it, is another line. Holds 24
// bytes per kept block of all reports, as many again at most for one site at a time, and the
// amendments, at most ten million. O(blocks * (log blocks + blocks of a report)).
Amendments set_boilerplate_aside(const Across<Metadata, Fingerprints>& reports);

}  // namespace hearsay
