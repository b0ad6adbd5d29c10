/* Writes down every change a program makes to files below one folder, in order.
 *
 * Preloaded into the program under test: LD_PRELOAD=record_writes.so RECORD_BELOW=folder
 * RECORD_INTO=file. Each record is: one letter, path length, path, second path length, second
 * path, offset, data length, data (lengths and offset as 8 bytes, little-endian).
 * w = write at offset, t = truncated to offset, s = synced, r = renamed, u = unlinked,
 * l = hard link made, p = promise (what is written to the file named in RECORD_PROMISES).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static int record = -1;
static char below[4096];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void start(void) {
    const char *folder = getenv("RECORD_BELOW"), *into = getenv("RECORD_INTO");
    if (!folder || !into) return;
    snprintf(below, sizeof below, "%s/", folder);
    record = REAL(open)(into, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static int is_ours(const char *path) {
    return record >= 0 && strncmp(path, below, strlen(below)) == 0;
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 4095);
    if (length < 0) return 0;
    path[length] = 0;
    return is_ours(path);
}

static void number(uint64_t value) { REAL(write)(record, &value, 8); }

static void note(char kind, const char *path, const char *other, uint64_t offset,
                 const void *data, uint64_t size) {
    REAL(write)(record, &kind, 1);
    number(strlen(path));
    REAL(write)(record, path, strlen(path));
    number(strlen(other));
    REAL(write)(record, other, strlen(other));
    number(offset);
    number(size);
    if (size) REAL(write)(record, data, size);
}

#define LOCKED(...) do { pthread_mutex_lock(&order); __VA_ARGS__; pthread_mutex_unlock(&order); } while (0)

static ssize_t placed(int fd, const void *data, size_t size, off_t offset,
                      ssize_t (*real)(int, const void *, size_t, off_t)) {
    char path[4096];
    ssize_t done;
    LOCKED(done = real(fd, data, size, offset);
           if (done > 0 && path_of(fd, path)) note('w', path, "", offset, data, done));
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    return placed(fd, data, size, offset, REAL(pwrite));
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    return placed(fd, data, size, offset, (ssize_t(*)(int, const void *, size_t, off_t))REAL(pwrite64));
}

ssize_t write(int fd, const void *data, size_t size) {
    char path[4096];
    ssize_t done;
    if (fd == record || record < 0) return REAL(write)(fd, data, size);
    LOCKED(off_t at = lseek(fd, 0, SEEK_CUR); int flags = fcntl(fd, F_GETFL);
           int ours = path_of(fd, path);
           if (ours && (flags & O_APPEND)) at = lseek(fd, 0, SEEK_END);
           done = REAL(write)(fd, data, size);
           if (done > 0 && ours) note('w', path, "", at, data, done));
    return done;
}

static int cut(int fd, off_t size, int (*real)(int, off_t)) {
    char path[4096];
    int done;
    LOCKED(done = real(fd, size); if (!done && path_of(fd, path)) note('t', path, "", size, "", 0));
    return done;
}

int ftruncate(int fd, off_t size) { return cut(fd, size, REAL(ftruncate)); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size, (int (*)(int, off_t))REAL(ftruncate64)); }

static int synced(int fd, int (*real)(int)) {
    char path[4096];
    int done;
    LOCKED(done = real(fd); if (!done && path_of(fd, path)) note('s', path, "", 0, "", 0));
    return done;
}

int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }

static void opened(int fd, int flags) {
    char path[4096];
    if (fd < 0 || record < 0 || !(flags & (O_CREAT | O_TRUNC)) || !path_of(fd, path)) return;
    LOCKED(note(flags & O_TRUNC ? 't' : 'c', path, "", 0, "", 0));
}

#define OPEN(name)                                                     \
    int name(const char *path, int flags, ...) {                       \
        va_list rest;                                                  \
        va_start(rest, flags);                                         \
        mode_t mode = va_arg(rest, mode_t);                            \
        va_end(rest);                                                  \
        int fd = ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name))(path, flags, mode); \
        opened(fd, flags);                                             \
        return fd;                                                     \
    }

OPEN(open)
OPEN(open64)

int rename(const char *from, const char *to) {
    int done;
    LOCKED(done = REAL(rename)(from, to); if (!done && is_ours(to)) note('r', from, to, 0, "", 0));
    return done;
}

int renameat(int here, const char *from, int there, const char *to) {
    int done;
    LOCKED(done = REAL(renameat)(here, from, there, to);
           if (!done && is_ours(to)) note('r', from, to, 0, "", 0));
    return done;
}

int link(const char *from, const char *to) {
    int done;
    LOCKED(done = REAL(link)(from, to); if (!done && is_ours(to)) note('l', from, to, 0, "", 0));
    return done;
}

int unlink(const char *path) {
    int done;
    LOCKED(done = REAL(unlink)(path); if (!done && is_ours(path)) note('u', path, "", 0, "", 0));
    return done;
}
