// Paths that lead off this computer, or to no file at all. Opening one on Windows hands the person's sign-in to whoever wrote it.

/** `\\server\share`, in either slash; `\\?\…` and `\\.\…`, which are raw paths and devices; and `\??\…`, how Windows itself spells these. */
export const isNetworkOrDevicePath = (path: string): boolean => /^[\\/]{2}/.test(path) || path.startsWith('\\??\\');
