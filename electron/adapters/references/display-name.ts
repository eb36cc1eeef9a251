// The name of a file as it is shown and sent: the last part of whatever it came as, in one line that reads in one direction.

const longest = 1_024;
/** Controls, and the marks that turn the direction of what follows: with them "gnp.exe" can be made to read "exe.png". */
const misleading = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;
const halfPair = /\p{Cs}/gu;

/** Empty where nothing is left: then it has no name worth showing. */
export function displayName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(misleading, '').replace(halfPair, '\ufffd').trim();
  return clean === '.' || clean === '..' ? '' : clean.slice(0, longest);
}
