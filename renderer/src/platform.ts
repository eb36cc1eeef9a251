/** What the window runs on, as far as its keys differ. */
export type Platform = 'mac' | 'windows' | 'linux';

const { platform: named } = navigator;
export const platform: Platform = named.startsWith('Mac') ? 'mac' : named.startsWith('Win') ? 'windows' : 'linux';

/** Where Cmd takes the place of Ctrl. */
export const isMac = platform === 'mac';
