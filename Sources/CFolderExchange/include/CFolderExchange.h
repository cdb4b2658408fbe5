#ifndef SKJUTS_FOLDER_EXCHANGE_H
#define SKJUTS_FOLDER_EXCHANGE_H

/// Swaps the files or folders at two paths in one step that no reader can see half of.
/// Returns 0, or -1 with errno set (EINVAL or ENOSYS where the file system cannot do it).
int skjuts_exchange(const char *one, const char *other);

#endif
