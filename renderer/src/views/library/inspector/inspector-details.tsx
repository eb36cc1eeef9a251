// The details of one video: request, generation, cost and file.
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { LibraryItem } from '../../../../../shared/ipc.ts';
import { FileNameText } from '../../../components/file-name-text.tsx';
import { messages } from '../../../messages.ts';
import { useNow } from '../../../use-now.ts';
import { copyText, modelName, secondsOf } from '../item-actions.ts';
import { FileStatusLine } from './file-status.tsx';
import { SourceFiles } from './source-files.tsx';

/** A description list. Reference names are loaded separately, because the record contains only the ids of the references. */
export function InspectorDetails({ item }: { readonly item: LibraryItem }) {
  const nowMs = useNow(60_000);
  const duration = item.tookSeconds === null ? [] : [messages.library.inspector.took(messages.format.duration(item.tookSeconds))];
  const container = containerOf(item.fileName);
  return (
    <dl className="mt-4 grid grid-cols-[76px_minmax(0,1fr)] gap-x-3 gap-y-2 [&>dd]:min-w-0 [&>dd]:select-text [&>dd]:break-words [&>dt]:text-dim">
      <dt>{messages.library.inspector.model}</dt>
      <dd>{modelName(item.request.model)}</dd>
      <dt>{messages.library.inspector.size}</dt>
      <dd>{sizeOf(item)}</dd>
      <dt>{messages.library.inspector.created}</dt>
      <dd>{messages.format.listed([messages.format.moment(item.createdAtMs, nowMs), ...duration])}</dd>
      <dt>{messages.library.inspector.cost}</dt>
      <dd>
        {item.simulated ? messages.library.inspector.free : messages.library.inspector.costText(item.creditsUsed, item.creditsReserved)}
      </dd>
      <SourceFiles references={item.request.references} />
      <dt>{messages.library.inspector.file}</dt>
      <dd>
        <FileNameText>{item.fileName}</FileNameText>
        <span className="block text-dim">{messages.format.bytes(item.bytes)}</span>
        {container !== undefined && <span className="block text-dim">{container}</span>}
        <FileStatusLine item={item} />
        <span className="block text-dim" title={messages.library.inspector.hash(item.receivedSha256)}>
          {item.untaggedReason === null ? messages.library.inspector.tagged : messages.library.inspector.untagged[item.untaggedReason]}
        </span>
      </dd>
      <dt>{messages.library.inspector.task}</dt>
      <dd className="flex items-start gap-1">
        <code className="min-w-0 flex-1 break-all font-mono text-dim text-sm">{item.serviceTaskId}</code>
        <CopyButton text={item.serviceTaskId} />
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
      className="-my-0.5 grid size-6 shrink-0 place-items-center rounded-[4px] text-dim hover:bg-hover hover:text-text"
      onClick={() => void copyText(text).then(() => setIsCopied(true))}
    >
      {isCopied ? <Check size={12} aria-hidden /> : <Copy size={12} aria-hidden />}
    </button>
  );
}
