// The dialog of all tags: rename, merge, delete. Each is one action that can be undone.
import { Menu } from '@base-ui/react/menu';
import { Merge, Pencil, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { ActionOutcome } from '../../../../shared/ipc.ts';
import { foldedName } from '../../../../shared/judgement/judgement.ts';
import { shownUndoKeys } from '../../../../shared/menu-commands.ts';
import type { Result } from '../../../../shared/result.ts';
import { call } from '../../api.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { menuItem, menuPopup } from '../../components/popups/menu-styles.ts';
import { TextField } from '../../components/text-field.tsx';
import { messages } from '../../messages.ts';
import { isMac } from '../../platform.ts';
import { announceAction } from './judge.ts';
import { type TagEntry, useTags } from './name-lists.ts';
import { useTagDialog } from './tag-dialog-store.ts';

type TagAction = 'rename-tag' | 'merge-tags' | 'delete-tag';

/** Makes one change and shows its refusal in the dialog, or a message with Undo. Resolves to whether it succeeded. */
type ChangeTag = (kind: TagAction, subject: string, change: () => Promise<Result<ActionOutcome, AppError>>) => Promise<boolean>;

/** Mounted by the app while it is open. */
export function TagDialog() {
  const tags = useTags();
  const [filterText, setFilterText] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const { title, detail, search, none } = messages.judging.tagDialog;
  const foldedFilter = foldedName(filterText);
  const matchingTags = tags.filter(({ name }) => foldedName(name).includes(foldedFilter));
  const change: ChangeTag = async (kind, subject, makeCall) => {
    const result = await makeCall();
    setError(result.ok ? null : result.error);
    if (result.ok) announceAction(result.value, kind, subject);
    return result.ok;
  };
  return (
    <Dialog
      open
      onClose={() => useTagDialog.setState({ isOpen: false })}
      title={title}
      description={detail(shownUndoKeys(isMac).undo)}
      widthPixels={460}
    >
      {tags.length === 0 ? (
        <p className="text-dim">{none}</p>
      ) : (
        <>
          <TextField label={search} value={filterText} onChange={setFilterText} />
          {error !== null && <ErrorNotice error={error} />}
          <ul className="mt-3">
            {matchingTags.slice(0, 200).map((tag) => (
              <TagLine key={tag.id} tag={tag} others={tags.filter(({ id }) => id !== tag.id)} change={change} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

interface LineProps {
  readonly tag: TagEntry;
  readonly others: readonly TagEntry[];
  readonly change: ChangeTag;
}

function TagLine({ tag, others, change }: LineProps) {
  const [isRenaming, setIsRenaming] = useState(false);
  const { rename, merge, mergeInto, remove } = messages.judging.tagDialog;
  if (isRenaming) return <RenameLine tag={tag} change={change} onClose={() => setIsRenaming(false)} />;
  return (
    <li className="flex min-h-[32px] items-center gap-1">
      <bdi className="min-w-0 flex-1 truncate">{tag.name}</bdi>
      <span className="px-2 text-dim text-sm">{messages.library.videos(tag.videoCount)}</span>
      <IconButton label={rename(tag.name)} onClick={() => setIsRenaming(true)}>
        <Pencil size={13} aria-hidden />
      </IconButton>
      <Menu.Root modal={false}>
        <Menu.Trigger render={<IconButton label={merge(tag.name)} disabled={others.length === 0} />}>
          <Merge size={13} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="z-[60] outline-none" align="end" sideOffset={4}>
            <Menu.Popup className={`${menuPopup} max-h-[300px] max-w-[300px] overflow-y-auto`}>
              {others.map(({ id, name }) => (
                <Menu.Item
                  key={id}
                  className={menuItem}
                  onClick={() => void change('merge-tags', name, () => call('tags.merge', { id: tag.id, intoId: id }))}
                >
                  <bdi className="truncate">{mergeInto(name)}</bdi>
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <IconButton label={remove(tag.name)} onClick={() => void change('delete-tag', tag.name, () => call('tags.delete', { id: tag.id }))}>
        <Trash2 size={13} aria-hidden />
      </IconButton>
    </li>
  );
}

function RenameLine({ tag, change, onClose }: Pick<LineProps, 'tag' | 'change'> & { readonly onClose: () => void }) {
  const [name, setName] = useState(tag.name);
  const { rename, save } = messages.judging.tagDialog;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await change('rename-tag', name, () => call('tags.rename', { id: tag.id, name }))) onClose();
  };
  return (
    <li>
      <form className="flex min-h-[32px] items-center gap-2" onSubmit={(event) => void submit(event)}>
        <div className="min-w-0 flex-1">
          <TextField label={rename(tag.name)} isLabelHidden value={name} onChange={setName} autoFocus />
        </div>
        <Button type="submit" size="small">
          {save}
        </Button>
        <Button size="small" variant="ghost" onClick={onClose}>
          {messages.settings.cancel}
        </Button>
      </form>
    </li>
  );
}
