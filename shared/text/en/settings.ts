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

/** "ends in 4f2a · kept in the system keychain". */
function keyText(key: Profile['key']): string {
  switch (key.state) {
    case 'none':
      return 'no key';
    case 'not-needed':
      return 'the EvoLink service on this computer, for trying and testing';
    case 'locked':
      return `ends in ${key.lastFour} · the keychain does not give it back now`;
    case 'present':
      return key.protection === 'keychain'
        ? `ends in ${key.lastFour} · kept in ${backendName(key.backend)}`
        : `ends in ${key.lastFour} · for this session only: this computer has no keychain`;
  }
}

/** The remaining credits: "1,095 credits", "unlimited credits"; null where the balance was never read. */
function creditsText(credits: Profile['credits'], simulated = false): string | null {
  if (credits === null) return null;
  const { remaining, unlimited, accountRemaining } = credits;
  if (unlimited || remaining === null) {
    if (accountRemaining !== null) return `${format.credits(accountRemaining, simulated)} on the account`;
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
  simulatorDetail: 'the EvoLink service on this computer, for trying and testing',
  use: 'Use',
  check: 'Check',
  checking: 'Checking…',
  checked: (credits: string | null): string => (credits === null ? 'The key works.' : `The key works: ${credits}.`),
  replaceKey: 'Replace key…',
  addKey: 'Add key…',
  replaceKeyOf: (profile: string): string => `A key for ${profile}`,
  replaceKeyDetail: 'It is checked first. Tasks of this profile that wait go on with it.',
  forgetKey: 'Forget key',
  forgetAsk: {
    title: 'Forget this key?',
    detail: 'It is removed from this computer. Tasks of this profile wait until it gets another.',
    confirm: 'Forget key',
  },
  addProfile: 'Add a profile',
  addProfileDetail:
    'A profile is an EvoLink account as the studio knows it: a name, an API key, its balance and its queue. Add one for each key you use.',
  add: 'Add…',
  name: 'Name',
  nameHint: 'e.g. Work',
  defaultName: 'Personal key',
  key: 'API key',
  keyHint: 'sk-…',
  showKey: 'Show the key',
  hideKey: 'Hide the key',
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
  writesTagsDetail: 'for new videos; whoever gets the file can read them',
  rebuild: 'Rebuild from the folder',
  rebuildDetail: 'brings back what the database does not know, as far as the files tell how they were made',
  rebuildStart: 'Rebuild',
  rebuildFrom: 'From another folder…',
  rebuildFromHint: 'Looks in a folder you choose. Where new videos go stays as it is.',
  rebuildStop: 'Stop',
  rebuildText: (
    { state, scanned, added, relinked, known, changedCopies, untagged, unreadable, folder }: Rebuilding,
    libraryFolder: string,
  ): string => {
    const begin = { running: 'Looking', done: 'Done', cancelled: 'Stopped', failed: 'Could not go on' }[state];
    const counts = [
      `${format.counted(scanned, 'file')} looked at`,
      `${format.number(added)} added`,
      ...(relinked > 0 ? [`${format.number(relinked)} found again`] : []),
      ...(known > 0 ? [`${format.number(known)} known`] : []),
      ...(changedCopies > 0
        ? [
            `${format.counted(changedCopies, 'changed copy', 'changed copies')} of known videos added as ${changedCopies === 1 ? 'a file of its own' : 'files of their own'}`,
          ]
        : []),
      ...(untagged > 0 ? [`${format.number(untagged)} left out, they do not tell how they were made`] : []),
      ...(unreadable > 0 ? [`${format.number(unreadable)} unreadable`] : []),
    ];
    if (folder === libraryFolder) return `${begin}: ${counts.join(', ')}.`;
    const stays = state === 'running' ? '' : ` New videos still go to ${libraryFolder}; Settings, Library, changes that.`;
    return `${begin} in ${folder}: ${counts.join(', ')}.${stays}`;
  },
  behaviour: 'Behaviour',
  maxConcurrentTasks: 'At most running at once',
  maxRunningDetail: 'tasks at the service at one time; the others wait here',
  triesAgain: 'Try again by itself after a retryable error',
  triesAgainDetail:
    'When EvoLink says that a task failed for a reason that may pass, the studio makes a new one, at most two more for each. Each costs like any other; failed ones are refunded, EvoLink’s own programs say.',
  pace: 'Requests a second',
  paceOf: (profile: string): string => `Requests a second for ${profile}`,
  /** Shown while EvoLink's "too many requests" still lowers the rate. */
  slowed: (now: number, usual: number, left: string): string =>
    `EvoLink slowed it to ${format.number(Math.round(now * 10) / 10)} a second; it rises back to ${format.number(usual)} in about ${left}`,
  recovered: 'back to the set rate',
  allowedHosts: 'Allowed hosts that may be in a private network',
  allowedHost: 'leads to a private network or a local proxy; you allowed it',
  forgetHost: 'Forget',
  forgetHostOf: (host: string): string => `Forget ${host}`,
  spellCheck: 'Check spelling in prompts',
  /** Chromium downloads its dictionaries from this host; macOS has its own. */
  checksSpellingDetail: (platform: 'darwin' | 'win32' | 'linux'): string =>
    platform === 'darwin'
      ? 'with the spelling checker of macOS; nothing is fetched'
      : 'Dictionaries are fetched from Google (redirector.gvt1.com) once for each language, and kept on this computer. The prompt is checked here and is not sent.',
  theme: 'Appearance',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  language: 'Language',
  languageDetail: 'of windows, menus and messages',
  /** Each language in its own words, so that its speakers find it. */
  languages: { system: 'System', en: 'English', zh: '中文' },
  about: 'About',
  keys: 'Keys',
  version: (version: string): string => `Evolink Studio ${version}`,
  electron: (version: string): string => `Electron ${version}`,
  diagnostics: 'Save diagnostics…',
  diagnosticsSaved: 'Saved. It holds no key, no prompt and no link.',
  logs: 'Open logs',
  documentation: 'EvoLink documentation',
  held: 'Nothing is sent now.',
};
