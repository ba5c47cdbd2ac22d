// A wish keeps its id until the shop has answered it, also over a reload: asked again, it is still the same wish and costs once.

export interface Wish {
  readonly rewardId: string;
  readonly steps: number;
}

interface Kept {
  readonly id: string;
  readonly at: number;
}

/** A wish that was not answered for so long was given up. */
const KEPT_MS = 10 * 60_000;
const keyOf = ({ rewardId, steps }: Wish) => `lasting.wish ${rewardId} ${steps}`;

export function requestIdOf(wish: Wish): string {
  const kept = read(keyOf(wish));
  if (kept !== null && Date.now() - kept.at < KEPT_MS) return kept.id;
  const id = crypto.randomUUID();
  write(keyOf(wish), JSON.stringify({ id, at: Date.now() } satisfies Kept));
  return id;
}

export function answered(wish: Wish): void {
  write(keyOf(wish), null);
}

/** Storage of the tab, which a browser may refuse; then a wish lives as long as its tap. */
function read(key: string): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Partial<Kept> | null;
    return typeof kept?.id === 'string' && typeof kept.at === 'number' ? { id: kept.id, at: kept.at } : null;
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // Nothing is lost but the memory of a reload.
  }
}
