// The service's id of a task, and a button that copies it: what support asks for first.
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { words } from '../../words.ts';

const shownMs = 1_500;

export function CopyId({ id }: { readonly id: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
  };
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 select-all break-all font-mono text-[12px]">{id}</code>
      <IconButton label={copied ? words.inspector.copied : words.inspector.copy} onClick={() => void copy()} className="-my-1">
        {copied ? <Check size={14} className="text-ok" aria-hidden /> : <Copy size={14} aria-hidden />}
      </IconButton>
    </span>
  );
}
