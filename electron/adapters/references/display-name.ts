// Derives the name of a file for display and upload: the last part of its path or address, on one line and in one text direction.

const maxLength = 1_024;
/** Control characters, and marks that change the text direction: with them "gnp.exe" can be displayed as "exe.png". */
const misleadingCharacters = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;
const loneSurrogate = /\p{Cs}/gu;

/** Returns the name for display; empty if nothing is left. */
export function displayName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(misleadingCharacters, '').replace(loneSurrogate, '\ufffd').trim();
  return clean === '.' || clean === '..' ? '' : clean.slice(0, maxLength);
}
