// The app in the language in use. Another language is another app: all of it is drawn anew. What matters (the composer, the view, an open
// task) lives in stores and stays.
import { useEffect } from 'react';
import { App } from './app.tsx';
import { setLanguage, useLanguage } from './messages.ts';
import { selectStatus, useStudio } from './store/studio-store.ts';

export function AppInLanguage() {
  const spoken = useLanguage();
  const wanted = useStudio((s) => selectStatus(s)?.language ?? null);
  useEffect(() => {
    if (wanted !== null) void setLanguage(wanted);
  }, [wanted]);
  return <App key={spoken} />;
}
