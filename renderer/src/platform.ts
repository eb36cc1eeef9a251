// The operating system, which determines the names of keys.

/** The operating systems, as far as their keyboard shortcuts differ. */
export type Platform = 'mac' | 'windows' | 'linux';

const { platform: platformName } = navigator;
/** The operating system of this window, from `navigator.platform`. Anything unknown counts as Linux. */
export const platform: Platform = platformName.startsWith('Mac') ? 'mac' : platformName.startsWith('Win') ? 'windows' : 'linux';

/** True where Cmd replaces Ctrl. */
export const isMac = platform === 'mac';
