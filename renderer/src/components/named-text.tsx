// A sentence of the studio that contains a name chosen by the user.
import { splitAtName } from './split-at-name.ts';

interface NamedTextProps {
  /** The sentence, which contains `name`. */
  readonly text: string;
  readonly name: string;
}

/**
 * Isolates the name, so that an Arabic or Hebrew name does not reorder the sentence around it. Shows the plain sentence if the name is
 * empty or does not occur in it.
 */
export function NamedText({ text, name }: NamedTextProps) {
  const parts = splitAtName(text, name);
  if (parts === null) return text;
  return (
    <>
      {parts.before}
      <bdi>{parts.name}</bdi>
      {parts.after}
    </>
  );
}
