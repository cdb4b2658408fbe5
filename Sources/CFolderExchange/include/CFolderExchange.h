#ifndef SKJUTS_FOLDER_EXCHANGE_H
#define SKJUTS_FOLDER_EXCHANGE_H

/// Swaps the files or folders at two paths in one step that no reader can see half of.
/// Returns 0, or -1 with errno set (EINVAL or ENOSYS where the file system cannot do it).
int skjuts_exchange(const char *one, const char *other);

/// Waits until everything written to the file system that holds `descriptor` is on disk: one wait for a folder of
/// thousands of files, where one for each would take minutes. Returns 0, or -1 with errno set.
int skjuts_flush_file_system(int descriptor);

#endif
