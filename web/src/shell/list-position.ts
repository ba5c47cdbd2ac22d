// Where one is in a long list. It lives in the address, so that a link, a reload and the browser's Back button all lead to the same rows.
import { useLocation, useNavigate, useSearchParams } from 'react-router';

export interface ListPosition {
  readonly cursor: string | undefined;
  readonly previous: (() => void) | null;
  readonly next: (cursor: string | null) => (() => void) | null;
}

/** Cursors only lead forward; the ones passed on the way here are kept with the history entry. */
interface Trail {
  readonly trail: readonly string[];
}

export function useListPosition(): ListPosition {
  const [params] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const cursor = params.get('cursor') ?? undefined;
  const trail = trailOf(location.state);

  function goTo(target: string | undefined, state: Trail): void {
    const query = new URLSearchParams(params);
    if (target === undefined || target === '') query.delete('cursor');
    else query.set('cursor', target);
    void navigate({ search: query.toString() }, { state });
  }

  return {
    cursor,
    previous: cursor === undefined ? null : () => goTo(trail.at(-1), { trail: trail.slice(0, -1) }),
    next: (following) => (following === null ? null : () => goTo(following, { trail: [...trail, cursor ?? ''] })),
  };
}

function trailOf(state: unknown): readonly string[] {
  if (typeof state !== 'object' || state === null || !('trail' in state) || !Array.isArray(state.trail)) return [];
  return state.trail.filter((entry): entry is string => typeof entry === 'string');
}
