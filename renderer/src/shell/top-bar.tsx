// The title area. On macOS it is also the title bar, so it leaves room for the window buttons and can be dragged.

import { messages } from '../messages.ts';
import { selectStatus, useStudio } from '../store/studio-store.ts';

/** Shows the name of the app. Dragging it moves the window. */
export function TopBar() {
  const isMac = useStudio((s) => selectStatus(s)?.app.platform === 'darwin');
  return (
    <header
      className={`flex items-center gap-3 border-b border-line bg-panel px-3 [-webkit-app-region:drag] [grid-area:bar] ${isMac ? 'pl-[84px]' : ''}`}
    >
      <h1 className="text-[13px] font-semibold">{messages.app.name}</h1>
    </header>
  );
}
