// An error boundary: the part that failed to render offers to reload the window. The rest keeps working, and so do the tasks, which run in main.
import { Component, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { messages } from '../messages.ts';

interface State {
  readonly hasFailed: boolean;
}

/** Shows a message and a Reload button instead of its children after one of them has thrown. It does not recover without a reload. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromError(): State {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div role="alert" className="flex h-full flex-col items-center justify-center gap-3 p-6 text-center">
        <p className="font-semibold">{messages.app.crashed}</p>
        <p className="text-dim">{messages.app.crashedDetail}</p>
        <Button onClick={() => location.reload()}>{messages.app.reload}</Button>
      </div>
    );
  }
}
