// Copies a file's address, and says so for a moment.
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { words } from '../../words.ts';

const shownMs = 1_500;

export function CopyAddress({ name, url }: { readonly name: string; readonly url: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(url);
    setCopied(true);
  };
  return (
    <IconButton
      label={copied ? words.files.copied : words.files.copy(name)}
      title={copied ? words.files.copied : words.files.copyAddress}
      onClick={() => void copy()}
    >
      {copied ? <Check size={14} className="text-ok" aria-hidden /> : <Copy size={14} aria-hidden />}
    </IconButton>
  );
}
