// The path of a folder for people. Pure.

const parts = (folder: string): readonly string[] => folder.split(/[\\/]+/).filter((part) => part !== '');

/** The last two names for sentences, e.g. "Videos / Evolink Studio". */
export function folderShort(folder: string): string {
  return parts(folder).slice(-2).join(' / ');
}

/** The path with a shortened home folder, if the path itself shows which part that is, e.g. "~/Videos/Evolink Studio". */
export function folderPath(folder: string): string {
  return folder.replace(/^(\/home\/[^/]+|\/Users\/[^/]+|\/root)(?=\/|$)/, '~');
}
