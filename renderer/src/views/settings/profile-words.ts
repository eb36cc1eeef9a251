// An account in one line. Pure.
import type { Profile } from '../../../../shared/ipc.ts';
import { words } from '../../words.ts';

/** "ends in 4f2a · kept in the system keychain · 1,095 credits · api.example.com": the address only where it is not EvoLink's. */
export function profileDetail(profile: Profile): string {
  const credits = profile.key.state === 'none' ? null : words.settings.creditsText(profile.credits);
  const elsewhere = [
    [profile.apiBaseUrl, words.settings.apiBaseUrlHint],
    [profile.filesBaseUrl, words.settings.filesBaseUrlHint],
  ].flatMap(([url, usual]) => (url === undefined || url === usual ? [] : [url.replace(/^https:\/\//, '')]));
  return [words.settings.keyText(profile.key), ...(credits === null ? [] : [credits]), ...new Set(elsewhere)].join(' · ');
}
