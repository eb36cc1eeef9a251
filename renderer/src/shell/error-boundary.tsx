// An error boundary. Instead of the part that failed to render, it shows the id of the error in the log and a button that reloads the
// window. The rest of the window keeps working, and so do the tasks, which run in main.
import { Component, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { messages } from '../messages.ts';
import { reportWindowError } from '../report-window-error.ts';

interface State {
  readonly hasFailed: boolean;
  /** The id of the error in the log; null until main has answered, and when main did not log the error. */
  readonly incident: string | null;
}

/** Shows a message and a Reload button instead of its children after one of them has thrown. It does not recover without a reload. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { hasFailed: false, incident: null };

  static getDerivedStateFromError(): Pick<State, 'hasFailed'> {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    void reportWindowError('render', error).then((incident) => this.setState({ incident }));
  }

  override render() {
    const { hasFailed, incident } = this.state;
    if (!hasFailed) return this.props.children;
    return (
      <div role="alert" className="flex h-full flex-col items-center justify-center gap-3 p-6 text-center">
        <p className="font-semibold">{messages.app.crashed}</p>
        <p className="text-dim">{messages.app.crashedDetail}</p>
        {incident === null ? null : <p className="text-dim select-text">{messages.app.crashedIncident(incident)}</p>}
        <Button onClick={() => location.reload()}>{messages.app.reload}</Button>
      </div>
    );
  }
}
