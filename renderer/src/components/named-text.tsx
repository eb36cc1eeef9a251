// A sentence of the studio with a name in it that the user chose.
import { splitAtName } from './split-at-name.ts';

interface NamedTextProps {
  /** The sentence, which contains `name`. */
  readonly text: string;
  readonly name: string;
}

/**
 * Isolates the name, so that one in Arabic or Hebrew takes its direction from itself and does not reorder the sentence around it. Shows the
 * plain sentence if the name is empty or not in it.
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
