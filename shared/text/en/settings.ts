// Settings: profiles and keys, the library folder, behaviour, about.
import type { Profile, StudioStatus } from '../../ipc.ts';
import { format } from './format.ts';

type Rebuilding = NonNullable<StudioStatus['library']['rebuild']>;

const backends: Readonly<Record<string, string>> = {
  keychain: 'the macOS keychain',
  keychain_access: 'the macOS keychain',
  dpapi: 'Windows’ data protection',
  gnome_libsecret: 'the system keychain (GNOME)',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};
const backendName = (backend: string): string => backends[backend] ?? 'the system keychain';

/** "ends in 4f2a · stored in the system keychain". */
function keyText(key: Profile['key']): string {
  switch (key.state) {
    case 'none':
      return 'no key';
    case 'not-needed':
      return 'a simulated EvoLink on this computer, for trying things out';
    case 'locked':
      return `ends in ${key.lastFour} · cannot be read from the keychain now`;
    case 'present':
      return key.protection === 'keychain'
        ? `ends in ${key.lastFour} · stored in ${backendName(key.backend)}`
        : `ends in ${key.lastFour} · for this session only: this computer has no keychain`;
  }
}

/** The remaining credits: "1,095 credits", "unlimited credits"; null where the balance was never read. */
function creditsText(credits: Profile['credits'], simulated = false): string | null {
  if (credits === null) return null;
  const { remaining, unlimited, accountRemaining } = credits;
  if (unlimited || remaining === null) {
    if (accountRemaining !== null) return `${format.credits(accountRemaining, simulated)} in the account`;
    return unlimited ? 'unlimited credits' : 'balance unknown';
  }
  // The limit of a key is often far above the account's balance.
  return format.credits(Math.min(remaining, accountRemaining ?? remaining), simulated);
}

/** The settings view: profiles and keys, library, behaviour, about. */
export const settings = {
  title: 'Settings',
  profiles: 'Profiles',
  keyText,
  creditsText,
  active: 'in use',
  simulator: 'Simulator',
  simulatorDetail: 'A simulated EvoLink on this computer, for trying things out.',
  use: 'Use',
  check: 'Check',
  checking: 'Checking…',
  checked: (credits: string | null): string => (credits === null ? 'The key works.' : `The key works: ${credits}.`),
  replaceKey: 'Replace key…',
  addKey: 'Add key…',
  replaceKeyOf: (profile: string): string => `Key for ${profile}`,
  replaceKeyDetail: 'The key is checked first. Waiting tasks of this profile then continue with it.',
  removeKey: 'Remove key',
  confirmRemoveKey: {
    title: 'Remove this key?',
    detail: 'It is deleted from this computer. Tasks of this profile wait until you add another key.',
    confirm: 'Remove key',
  },
  addProfile: 'Add a profile',
  addProfileDetail:
    'A profile is your connection to an EvoLink account: a name, an API key, its balance and its queue. Add one for each key you use.',
  add: 'Add…',
  name: 'Name',
  nameHint: 'e.g. Work',
  defaultName: 'Personal key',
  key: 'API key',
  keyHint: 'sk-…',
  showKey: 'Show key',
  hideKey: 'Hide key',
  baseUrls: 'Base URLs',
  apiBaseUrl: 'API base URL',
  filesBaseUrl: 'Files base URL',
  apiBaseUrlHint: 'https://api.evolink.ai',
  filesBaseUrlHint: 'https://files-api.evolink.ai',
  save: 'Save',
  connect: 'Connect',
  connecting: 'Checking the key…',
  cancel: 'Cancel',
  library: 'Library',
  folder: 'Library folder',
  folderDetail: (videos: number, bytes: number, free: number | null): string =>
    [`${format.counted(videos, 'video')}, ${format.bytes(bytes)}`, ...(free === null ? [] : [`${format.bytes(free)} free`])].join(' · '),
  open: 'Open',
  writeTags: 'Write prompt and settings into the file',
  writeTagsDetail: 'Applies to new videos. Anyone who gets the file can read them.',
  rebuild: 'Rebuild from the folder',
  rebuildDetail:
    'Adds videos that are missing from the library, if their files hold prompt and settings. Deleted ones return to the trash.',
  rebuildStart: 'Rebuild',
  rebuildFrom: 'From another folder…',
  rebuildFromHint: 'Searches a folder that you choose. The library folder stays the same.',
  rebuildStop: 'Stop',
  rebuildText: (
    { state, scanned, added, relinked, known, changedCopies, untagged, unreadable, folder }: Rebuilding,
    libraryFolder: string,
  ): string => {
    const begin = { running: 'Searching', done: 'Done', cancelled: 'Stopped', failed: 'Could not continue' }[state];
    const counts = [
      `${format.counted(scanned, 'file')} checked`,
      `${format.number(added)} added`,
      ...(relinked > 0 ? [`${format.number(relinked)} found again`] : []),
      ...(known > 0 ? [`${format.number(known)} already known`] : []),
      ...(changedCopies > 0
        ? [
            `${format.counted(changedCopies, 'changed copy', 'changed copies')} of known videos added as ${changedCopies === 1 ? 'a separate file' : 'separate files'}`,
          ]
        : []),
      ...(untagged > 0 ? [`${format.number(untagged)} skipped without prompt and settings`] : []),
      ...(unreadable > 0 ? [`${format.number(unreadable)} unreadable`] : []),
    ];
    if (folder === libraryFolder) return `${begin}: ${counts.join(', ')}.`;
    const stays = state === 'running' ? '' : ` New videos are still saved to ${libraryFolder}; you can change that in Settings › Library.`;
    return `${begin} in ${folder}: ${counts.join(', ')}.${stays}`;
  },
  behaviour: 'Behaviour',
  maxConcurrentTasks: 'Tasks at once',
  maxConcurrentTasksDetail: 'The most tasks that EvoLink works on at the same time. The others wait on this computer.',
  autoRetry: 'Retry automatically after a temporary error',
  autoRetryDetail:
    'When EvoLink says that a task failed for a temporary reason, the app creates a new task, at most two more for each. Each is charged like any other task. According to EvoLink’s own tools, failed tasks are refunded.',
  requestRate: 'Requests per second',
  requestRateOf: (profile: string): string => `Requests per second for ${profile}`,
  /** Shown while EvoLink's "too many requests" still lowers the rate. */
  rateReduced: (now: number, usual: number, left: string): string =>
    `EvoLink slowed it to ${format.number(Math.round(now * 10) / 10)} per second; it rises back to ${format.number(usual)} in about ${left}`,
  rateRestored: 'Back to the set rate',
  allowedHosts: 'Allowed hosts that may be on a private network',
  allowedHost: 'Leads to a private network or a local proxy. You allowed it.',
  removeHost: 'Remove',
  removeHostOf: (host: string): string => `Remove ${host}`,
  spellCheck: 'Check spelling in prompts',
  /** Chromium downloads its dictionaries from this host; macOS has its own. */
  spellCheckDetail: (platform: 'darwin' | 'win32' | 'linux'): string =>
    platform === 'darwin'
      ? 'Uses the spelling checker of macOS. Nothing is downloaded.'
      : 'Dictionaries are downloaded from Google (redirector.gvt1.com) once for each language and kept on this computer. Prompts are checked here and not sent anywhere for it.',
  theme: 'Appearance',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  language: 'Language',
  languageDetail: 'For windows, menus and messages.',
  /** Each language in its own words, so that its speakers find it. */
  languages: { system: 'System', en: 'English', zh: '中文' },
  about: 'About',
  keys: 'Keyboard shortcuts',
  version: (version: string): string => `Evolink Studio ${version}`,
  electron: (version: string): string => `Electron ${version}`,
  diagnostics: 'Save diagnostics…',
  diagnosticsSaved: 'Saved. The file contains no key, prompt or link.',
  logs: 'Open logs',
  documentation: 'EvoLink documentation',
  onHold: 'Sending is on hold.',
};
