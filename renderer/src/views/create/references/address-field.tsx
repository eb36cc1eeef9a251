// A file given by its URL: main fetches it, checks it and stores a copy.
import { type FormEvent, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { addUrl, type PlacementTarget } from './add-references.ts';

/**
 * A field with an Add button. `target`: where the file should go. `onDone` closes the field, after the file was added or after Escape;
 * after a failure the field stays.
 */
export function AddressField({ target, onDone }: { readonly target: PlacementTarget; readonly onDone: () => void }) {
  const [url, setUrl] = useState('');
  const [isFetching, setIsFetching] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (url.trim() === '' || isFetching) return;
    setIsFetching(true);
    const isAdded = await addUrl(url.trim(), target);
    setIsFetching(false);
    if (isAdded) onDone();
  };
  return (
    <form className="mb-2 flex gap-1.5" onSubmit={(event) => void submit(event)}>
      <input
        dir="auto"
        aria-label={messages.composer.addAddress}
        placeholder={messages.composer.addressHint}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
        // The user has just asked for the field.
        // biome-ignore lint/a11y/noAutofocus: the field appears because its button was pressed
        autoFocus
        spellCheck={false}
        className="h-[26px] min-w-0 flex-1 rounded-control border border-line-strong bg-bg px-2 text-[12px] select-text focus:border-accent focus:outline-none"
      />
      <Button type="submit" size="small" disabled={isFetching || url.trim() === ''}>
        {isFetching ? messages.composer.fetching : messages.composer.add}
      </Button>
    </form>
  );
}
