// What one thread wrote before it handed over, the others may read: told to the thread sanitizer where the
// hand-over happens in code it cannot see (oneTBB is built without it). Nothing in other builds.
#pragma once

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace entrepot {

class Handover {
 public:
#ifdef __SANITIZE_THREAD__
  void give() { __tsan_release(this); }
  void take() { __tsan_acquire(this); }
#else
  void give() {}
  void take() {}
#endif
};

}  // namespace entrepot
