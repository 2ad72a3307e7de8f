// minizip as Swift sees it: its reader, and an archive that lies in memory.
#ifndef QUOTIENT_CMINIZIP_SHIM_H
#define QUOTIENT_CMINIZIP_SHIM_H

#include <unzip.h>
#include <stdlib.h>
#include <string.h>

// The bytes of an archive, and how far they are read.
typedef struct {
  const unsigned char *bytes;
  ZPOS64_T count;
  ZPOS64_T at;
} quotient_archive;

static inline voidpf quotient_archive_open(voidpf opaque, const void *name, int mode) {
  (void)name;
  (void)mode;
  return opaque;
}

static inline uLong quotient_archive_read(voidpf opaque, voidpf stream, void *into, uLong size) {
  (void)opaque;
  quotient_archive *archive = (quotient_archive *)stream;
  ZPOS64_T left = archive->count - archive->at;
  uLong taken = size < left ? size : (uLong)left;
  memcpy(into, archive->bytes + archive->at, taken);
  archive->at += taken;
  return taken;
}

static inline ZPOS64_T quotient_archive_tell(voidpf opaque, voidpf stream) {
  (void)opaque;
  return ((quotient_archive *)stream)->at;
}

static inline long quotient_archive_seek(
    voidpf opaque, voidpf stream, ZPOS64_T offset, int origin) {
  (void)opaque;
  quotient_archive *archive = (quotient_archive *)stream;
  ZPOS64_T from = origin == ZLIB_FILEFUNC_SEEK_SET
      ? 0
      : origin == ZLIB_FILEFUNC_SEEK_CUR ? archive->at : archive->count;
  if (offset > archive->count - from) return -1;
  archive->at = from + offset;
  return 0;
}

static inline int quotient_archive_end(voidpf opaque, voidpf stream) {
  (void)opaque;
  (void)stream;
  return 0;
}

// Opens an archive in memory, which must outlive it; NULL where the bytes are none.
static inline unzFile quotient_unzip(quotient_archive *archive) {
  zlib_filefunc64_def functions;
  memset(&functions, 0, sizeof functions);
  functions.zopen64_file = quotient_archive_open;
  functions.zread_file = quotient_archive_read;
  functions.ztell64_file = quotient_archive_tell;
  functions.zseek64_file = quotient_archive_seek;
  functions.zclose_file = quotient_archive_end;
  functions.zerror_file = quotient_archive_end;
  functions.opaque = archive;
  return unzOpen2_64("", &functions);
}

#endif
