// Recognises paths to another computer or to a device. Opening one on Windows can send the user's credentials to whoever wrote the path.

/** `\\server\share`, in either slash; `\\?\…` and `\\.\…`, which are raw paths and devices; and `\??\…`, how Windows itself spells these. */
export const isNetworkOrDevicePath = (path: string): boolean => /^[\\/]{2}/.test(path) || path.startsWith('\\??\\');
