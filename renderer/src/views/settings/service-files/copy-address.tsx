// Copies the address of a file at EvoLink.
import { CopyButton } from '../../../components/copy-button.tsx';
import { messages } from '../../../messages.ts';

export function CopyAddress({ name, url }: { readonly name: string; readonly url: string }) {
  return <CopyButton text={url} label={messages.files.copy(name)} copiedLabel={messages.files.copied} title={messages.files.copyAddress} />;
}
