// The JSON of a request, as it goes to the service. It does not contain the API key, which is in the header of the request.
import { useState } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { call } from '../../api.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { ErrorNotice } from '../../components/errors/error-notice.tsx';
import { messages } from '../../messages.ts';
import { requestJson } from './request-json.ts';

type Files = CallOutput<'tasks.read'>['files'];

interface Props {
  readonly taskId: number;
  readonly request: GenerationRequest;
  /** False for a task that was never sent. */
  readonly wasSent: boolean;
}

/** A section that is collapsed at first. Opening it loads the addresses of the request's files. */
export function SentRequest({ taskId, request, wasSent }: Props) {
  const [files, setFiles] = useState<Files>([]);
  const [error, setError] = useState<AppError | null>(null);
  const loadFiles = async (): Promise<void> => {
    if (request.references.length === 0) return;
    const result = await call('tasks.read', { id: taskId });
    if (result.ok) setFiles(result.value.files);
    setError(result.ok ? null : result.error);
  };
  const json = requestJson(request, files);
  const { sentRequest, requestAsJson, copyRequest, copied } = messages.inspector;
  return (
    <div className="mt-4 flex shrink-0 items-start gap-1">
      <div className="min-w-0 flex-1">
        <Disclosure title={wasSent ? sentRequest : requestAsJson} onOpen={() => void loadFiles()}>
          {json}
        </Disclosure>
        {error !== null && <ErrorNotice error={error} frame="plain" />}
      </div>
      <CopyButton text={json} label={copyRequest} copiedLabel={copied} className="mt-0.5" />
    </div>
  );
}
