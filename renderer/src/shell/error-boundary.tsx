// A part of the window that broke says so and can be loaded again; the rest goes on, and so do the tasks, which live in main.
import { Component, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { messages } from '../messages.ts';

interface State {
  readonly broken: boolean;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { broken: false };

  static getDerivedStateFromError(): State {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div role="alert" className="flex h-full flex-col items-center justify-center gap-3 p-6 text-center">
        <p className="font-semibold">{messages.app.crashed}</p>
        <p className="text-dim">{messages.app.crashedDetail}</p>
        <Button onClick={() => location.reload()}>{messages.app.reload}</Button>
      </div>
    );
  }
}
