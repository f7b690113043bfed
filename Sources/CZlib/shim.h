#include <zlib.h>

/// `inflateInit2` is a macro, which Swift cannot import; this is the same call as a function.
static inline int bailey_inflateInit2(z_stream *stream, int windowBits) {
  return inflateInit2(stream, windowBits);
}
