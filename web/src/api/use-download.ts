// A file from the server, kept by the browser. It needs the token of a call, so a plain link could not fetch it.
import { useCallback, useState } from 'react';
import { useClient } from './client-context.tsx';
import type { FileToKeep } from './client.ts';
import type { GetName, RequestOf } from './endpoint-types.ts';
import type { ApiProblem } from './problem.ts';
import { asProblem } from './use-resource.ts';

export interface Downloading<N extends GetName> {
  readonly keep: (request: RequestOf<N>) => Promise<void>;
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
}

export function useDownload<N extends GetName>(name: N): Downloading<N> {
  const client = useClient();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const keep = useCallback(
    async (request: RequestOf<N>) => {
      setBusy(true);
      setProblem(null);
      try {
        keepFile(await client.download(name, request));
      } catch (error) {
        setProblem(asProblem(error));
      } finally {
        setBusy(false);
      }
    },
    [client, name],
  );
  return { keep, busy, problem };
}

export function keepFile({ name, type, text }: FileToKeep): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
