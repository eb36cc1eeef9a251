/** The operating systems, as far as their keyboard shortcuts differ. */
export type Platform = 'mac' | 'windows' | 'linux';

const { platform: named } = navigator;
/** The operating system of this window, from `navigator.platform`. Anything unknown counts as Linux. */
export const platform: Platform = named.startsWith('Mac') ? 'mac' : named.startsWith('Win') ? 'windows' : 'linux';

/** True where Cmd replaces Ctrl. */
export const isMac = platform === 'mac';
