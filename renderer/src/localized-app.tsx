// The app in the current language. When the language changes, everything is mounted again. State that must survive this (the composer, the
// view, an open task) is kept in stores.
import { useEffect } from 'react';
import { App } from './app.tsx';
import { setLanguage, useLanguage } from './messages.ts';
import { selectStatus, useStudio } from './store/studio-store.ts';

/** The root of the window. It follows the language that main reports in its status. */
export function LocalizedApp() {
  const language = useLanguage();
  const reportedLanguage = useStudio((s) => selectStatus(s)?.language ?? null);
  useEffect(() => {
    if (reportedLanguage !== null) void setLanguage(reportedLanguage);
  }, [reportedLanguage]);
  return <App key={language} />;
}
