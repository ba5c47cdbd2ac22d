import type { ReactNode } from 'react';
import type { Resource } from '../api/use-resource.ts';
import { Skeleton } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import { ProblemBanner } from './problem-words.tsx';

interface LoadedProps<T> {
  readonly resource: Resource<T>;
  /** As many lines as the content usually has. */
  readonly lines: number;
  readonly children: (data: T) => ReactNode;
}

/** The three states of everything that comes from the server. Old figures stay visible beside the news that newer ones could not be had. */
export function Loaded<T>({ resource, lines, children }: LoadedProps<T>): ReactNode {
  const { say } = useWords();
  const { data, problem } = resource;
  return (
    <>
      {problem && (
        <ProblemBanner
          problem={problem}
          title={say(data === undefined ? 'problem.title' : 'problem.stale-title')}
          retry={resource.reload}
        />
      )}
      {data !== undefined && children(data)}
      {data === undefined && !problem && <Skeleton lines={lines} />}
    </>
  );
}
