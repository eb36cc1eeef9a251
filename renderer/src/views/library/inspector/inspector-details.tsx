// The details of one video: request, generation, cost and file.
import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Reference } from '../../../../../shared/generation.ts';
import type { LibraryItem } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { messages } from '../../../messages.ts';
import { useNow } from '../../../use-now.ts';
import { ReferenceOrigin } from '../../slot-menu/reference-origin.tsx';
import { copyText, modelName, secondsOf } from '../item-actions.ts';
import { FileStatusLine } from './file-status.tsx';

/** A description list. Reference names are loaded separately, because the record has only their ids. */
export function InspectorDetails({ item }: { readonly item: LibraryItem }) {
  const nowMs = useNow(60_000);
  const took = item.tookSeconds === null ? [] : [messages.library.inspector.took(messages.format.took(item.tookSeconds))];
  const container = containerOf(item.fileName);
  return (
    <dl className="mt-4 grid grid-cols-[76px_1fr] gap-x-3 gap-y-2 [&>dd]:min-w-0 [&>dd]:select-text [&>dd]:break-words [&>dt]:text-dim">
      <dt>{messages.library.inspector.model}</dt>
      <dd>{modelName(item.request.model)}</dd>
      <dt>{messages.library.inspector.size}</dt>
      <dd>{sizeOf(item)}</dd>
      <dt>{messages.library.inspector.created}</dt>
      <dd>{messages.format.listed([messages.format.moment(item.createdAtMs, nowMs), ...took])}</dd>
      <dt>{messages.library.inspector.cost}</dt>
      <dd>
        {item.simulated ? messages.library.inspector.free : messages.library.inspector.costText(item.creditsUsed, item.creditsReserved)}
      </dd>
      <SourceFiles item={item} />
      <dt>{messages.library.inspector.file}</dt>
      <dd>
        <bdi>{item.fileName}</bdi>
        <span className="block text-dim">{messages.format.bytes(item.bytes)}</span>
        {container !== undefined && <span className="block text-dim">{container}</span>}
        <FileStatusLine item={item} />
        <span className="block text-dim" title={messages.library.inspector.hash(item.receivedSha256)}>
          {item.untaggedReason === null ? messages.library.inspector.tagged : messages.library.inspector.untagged[item.untaggedReason]}
        </span>
      </dd>
      <dt>{messages.library.inspector.task}</dt>
      <dd className="flex items-start gap-1">
        <code className="min-w-0 flex-1 break-all font-mono text-dim text-sm">{item.taskId}</code>
        <CopyButton text={item.taskId} />
      </dd>
    </dl>
  );
}

/** The kind of file that the service sent, if it is not an MP4. */
function containerOf(fileName: string): string | undefined {
  const byExtension: Readonly<Record<string, string>> = messages.library.inspector.containers;
  return byExtension[fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()];
}

function sizeOf(item: LibraryItem): string {
  const seconds = secondsOf(item);
  const parts: readonly (string | null)[] = [
    item.width === null || item.height === null ? null : messages.library.inspector.pixels(item.width, item.height),
    seconds === null ? null : messages.format.seconds(seconds),
    item.framesPerSecond === null ? null : messages.library.inspector.framesPerSecond(item.framesPerSecond),
    item.hasAudio === null ? null : item.hasAudio ? messages.library.inspector.audio : messages.library.inspector.silent,
  ];
  return parts.filter((part) => part !== null).join(' · ') || messages.library.inspector.unknown;
}

/** The files that the video was made from. Their names are not in the record, so they are requested. */
function SourceFiles({ item }: { readonly item: LibraryItem }): ReactNode {
  const { references } = item.request;
  const [files, setFiles] = useState<readonly Reference[]>([]);
  const ids = references.map((use) => use.referenceId).join();
  useEffect(() => {
    if (ids === '') return;
    let isCancelled = false;
    void call('references.records', { ids: ids.split(',').map(Number) }).then((answer) => {
      if (!isCancelled && answer.ok) setFiles(answer.value.references);
    });
    return () => {
      isCancelled = true;
    };
  }, [ids]);
  if (references.length === 0) return null;
  return (
    <>
      <dt>{messages.library.inspector.from}</dt>
      <dd className="flex flex-col gap-1.5">
        {references.map((use) => {
          const file = files.find((one) => one.id === use.referenceId);
          return (
            <span key={`${use.role}-${use.referenceId}`} className="flex items-center gap-2">
              {file?.kind === 'image' && (
                <img src={`studio-media://reference/${file.id}`} alt="" className="size-7 shrink-0 rounded-[4px] bg-bg object-cover" />
              )}
              <span className="min-w-0 break-words">
                <bdi>{file?.name ?? messages.library.inspector.aReference}</bdi>{' '}
                <span className="text-dim">{messages.library.inspector.as(messages.roleNames[use.role].one)}</span>
                {file?.source !== null && file?.source !== undefined && <ReferenceOrigin source={file.source} />}
              </span>
            </span>
          );
        })}
      </dd>
    </>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = window.setTimeout(() => setIsCopied(false), 1_500);
    return () => window.clearTimeout(timer);
  }, [isCopied]);
  const label = isCopied ? messages.library.copied : messages.library.copyId;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="grid size-[20px] shrink-0 place-items-center rounded-[4px] text-dim hover:bg-hover hover:text-text"
      onClick={() => void copyText(text).then(() => setIsCopied(true))}
    >
      {isCopied ? <Check size={12} aria-hidden /> : <Copy size={12} aria-hidden />}
    </button>
  );
}
