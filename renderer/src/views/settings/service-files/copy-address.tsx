// Copies the URL of a file at EvoLink.
import { CopyButton } from '../../../components/copy-button.tsx';
import { messages } from '../../../messages.ts';

/** A copy button for the service's URL of a file. `name` is the file name, for screen readers. */
export function CopyAddress({ name, url }: { readonly name: string; readonly url: string }) {
  return <CopyButton text={url} label={messages.files.copy(name)} copiedLabel={messages.files.copied} title={messages.files.copyAddress} />;
}
