// A folder's path as a person says it. Pure.

const parts = (folder: string): readonly string[] => folder.split(/[\\/]+/).filter((part) => part !== '');

/** "Videos / Evolink Studio": the last two names, for sentences. */
export function folderShort(folder: string): string {
  return parts(folder).slice(-2).join(' / ');
}

/** "~/Videos/Evolink Studio": the home folder shortened where it can be told from the path itself. */
export function folderPath(folder: string): string {
  return folder.replace(/^(\/home\/[^/]+|\/Users\/[^/]+|\/root)(?=\/|$)/, '~');
}
