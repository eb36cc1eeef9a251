// The banner for a proxy whose sign-in the user has declined. All requests wait meanwhile. Its button asks for name and password again.
import { ShieldAlert } from 'lucide-react';
import { call } from '../api.ts';
import { CallButton } from '../components/errors/call-button.tsx';
import { messages } from '../messages.ts';
import { selectStatus, useStudio } from '../store/studio-store.ts';

/** Shows nothing unless the user has declined to sign in to the proxy. */
export function ProxyBanner() {
  const proxy = useStudio((s) => selectStatus(s)?.network.proxy ?? null);
  if (proxy?.state !== 'declined') return null;
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b bg-warn-soft px-4 py-2 select-text">
      <ShieldAlert size={16} className="shrink-0 text-warn" aria-hidden />
      <span className="min-w-0 flex-1 break-words">{messages.network.proxySignInRequired(`${proxy.host}:${proxy.port}`)}</span>
      <CallButton label={messages.network.openSignIn} makeCall={() => call('network.showProxyPrompt', {})} />
    </div>
  );
}
