// The text of an error in one run of sentences.
import type { AppError } from '../../../../shared/errors.ts';
import { messages } from '../../messages.ts';
import { NamedText } from '../named-text.tsx';
import { nameInError } from './name-in-error.ts';

/** Title and detail of an error. A name in the text, e.g. of a file, is isolated, so that its own script determines its direction. */
export function ErrorSentences({ error }: { readonly error: AppError }) {
  const { title, detail } = messages.errorText(error);
  const name = nameInError(error);
  return (
    <>
      <NamedText text={title} name={name} />
      {messages.format.sentenceGap}
      <NamedText text={detail} name={name} />
    </>
  );
}
