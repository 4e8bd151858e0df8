// Records: reports and rows as JSON and CSV. The door of the surfaces to store/exports.
#pragma once

#include "store/exports/exports.hpp"  // IWYU pragma: export
#include "store/exports/forms.hpp"    // IWYU pragma: export
#include "store/exports/lines.hpp"    // IWYU pragma: export
#include "store/exports/records.hpp"  // IWYU pragma: export
