// Formats the path of a folder for display. Pure.

const pathSegments = (folder: string): readonly string[] => folder.split(/[\\/]+/).filter((part) => part !== '');

/** Returns the last two names of the path, for use in a sentence, e.g. "Videos / Evolink Studio". */
export function shortFolderName(folder: string): string {
  return pathSegments(folder).slice(-2).join(' / ');
}

/** Returns the path with `~` for a home folder on Linux or macOS, e.g. "~/Videos/Evolink Studio"; any other path unchanged. */
export function folderPath(folder: string): string {
  return folder.replace(/^(\/home\/[^/]+|\/Users\/[^/]+|\/root)(?=\/|$)/, '~');
}
