// Describes a profile in one line. Pure.
import type { Profile } from '../../../../../shared/ipc.ts';
import { messages } from '../../../messages.ts';

/** Returns the key and the credits of a profile, e.g. "ends in 4f2a · kept in the system keychain · 1,095 credits". */
export function profileDetail(profile: Profile): string {
  const credits = profile.key.state === 'none' ? null : messages.settings.creditsText(profile.credits);
  return [messages.settings.keyText(profile.key), ...(credits === null ? [] : [credits])].join(' · ');
}

/** Returns the base URLs of a profile that are not EvoLink's, each once, e.g. "proxy.example.com"; null if both are EvoLink's. */
export function profileAddresses({ apiBaseUrl, filesBaseUrl }: Pick<Profile, 'apiBaseUrl' | 'filesBaseUrl'>): string | null {
  const defaultUrls: readonly string[] = [messages.settings.apiBaseUrlHint, messages.settings.filesBaseUrlHint];
  const otherUrls = [apiBaseUrl, filesBaseUrl].filter((url) => !defaultUrls.includes(url)).map((url) => url.replace(/^https:\/\//, ''));
  return otherUrls.length === 0 ? null : [...new Set(otherUrls)].join(' · ');
}
