// What is searched for is in the address; what is being typed is not, until the person pauses.
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';

const PAUSE_MS = 300;

export interface Search {
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly searched: string;
}

export function useSearch(): Search {
  const [params, setParams] = useSearchParams();
  const searched = params.get('search') ?? '';
  const [typed, type] = useState(searched);
  const [followed, follow] = useState(searched);

  // The browser's Back button changed the search: show it, and do not search for the old text again.
  if (followed !== searched) {
    follow(searched);
    if (typed.trim() !== searched) type(searched);
  }

  useEffect(() => {
    if (typed.trim() === searched) return undefined;
    const timer = setTimeout(() => {
      // The entry is replaced so that Back does not walk through half-typed words.
      setParams((before) => withFilter(before, 'search', typed.trim()), { replace: true });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, searched, setParams]);

  return { typed, type, searched };
}

/** Another question starts at its first page. */
export function withFilter(params: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete('cursor');
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}
