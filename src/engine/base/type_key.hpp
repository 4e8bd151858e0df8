// TypeKey: what tells types apart at run time. Covered by document/pipeline_test.cpp.
#pragma once

namespace hearsay {

// Identity of a type, equal within one run of the program.
using TypeKey = const void*;
template <class T>
TypeKey type_key() {
  static const char key = 0;
  return &key;
}

}  // namespace hearsay
