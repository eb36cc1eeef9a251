// Copies the address of a file at EvoLink.
import { CopyButton } from '../../../components/copy-button.tsx';
import { words } from '../../../messages.ts';

export function CopyAddress({ name, url }: { readonly name: string; readonly url: string }) {
  return <CopyButton text={url} label={words.files.copy(name)} copiedLabel={words.files.copied} title={words.files.copyAddress} />;
}
