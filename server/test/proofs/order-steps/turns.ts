// Lets several workers run one step at a time, in every possible sequence. A worker stands still before each step until it is its turn, so
// a sequence of turns is the whole story of a run and can be told again.

export type Turns = readonly number[];

/** What a worker does before each of its steps. */
export type Pause = (step: string) => Promise<void>;

interface Standing {
  readonly step: string;
  readonly go: () => void;
}

export interface Run {
  /** Whose turn it was at each point, and who else could have been chosen there. */
  readonly taken: readonly { readonly worker: number; readonly choices: readonly number[]; readonly step: string }[];
}

class Table {
  readonly #standing = new Map<number, Standing>();
  readonly #working = new Set<number>();
  #settled: () => void = () => undefined;

  begin(worker: number, work: (pause: Pause) => Promise<void>): Promise<void> {
    this.#working.add(worker);
    return work((step) => this.#stand(worker, step)).finally(() => this.#rest(worker));
  }

  /** Waits until nobody moves; says who could take the next step. */
  async quiet(): Promise<ReadonlyMap<number, Standing>> {
    while (this.#working.size > 0) await new Promise<void>((resolve) => (this.#settled = resolve));
    return this.#standing;
  }

  release(worker: number): void {
    const { go } = this.#standing.get(worker) ?? { go: () => undefined };
    this.#standing.delete(worker);
    this.#working.add(worker);
    go();
  }

  async #stand(worker: number, step: string): Promise<void> {
    await new Promise<void>((go) => {
      this.#standing.set(worker, { step, go });
      this.#rest(worker);
    });
  }

  #rest(worker: number): void {
    this.#working.delete(worker);
    if (this.#working.size === 0) this.#settled();
  }
}

/**
 * Runs the workers; `turns` decides as far as it goes, after that the lowest number goes first. `dies` = a worker and the number of steps
 * after which it is never let on again: to everybody else it looks killed.
 */
export async function runInTurns(
  workers: readonly ((pause: Pause) => Promise<void>)[],
  turns: Turns,
  dies: { readonly worker: number; readonly after: number } | null = null,
): Promise<Run> {
  const table = new Table();
  const ends = workers.map((work, worker) => table.begin(worker, work));
  const taken: { worker: number; choices: number[]; step: string }[] = [];
  const steps = new Map<number, number>();
  for (;;) {
    const standing = await table.quiet();
    const dead = (worker: number): boolean => worker === dies?.worker && (steps.get(worker) ?? 0) >= dies.after;
    const choices = [...standing.keys()].filter((worker) => !dead(worker)).toSorted((a, b) => a - b);
    const [first] = choices;
    if (first === undefined) break;
    const worker = turns[taken.length] ?? first;
    steps.set(worker, (steps.get(worker) ?? 0) + 1);
    taken.push({ worker, choices, step: standing.get(worker)?.step ?? '' });
    table.release(worker);
  }
  await Promise.all(ends.filter((_, worker) => worker !== dies?.worker));
  return { taken };
}

/** Every sequence of turns, depth first: at the last point where another worker could have gone, it goes. Null: that was the last one. */
export function nextTurns({ taken }: Run): Turns | null {
  for (let at = taken.length - 1; at >= 0; at -= 1) {
    const point = taken[at];
    const other = point?.choices[point.choices.indexOf(point.worker) + 1];
    if (other !== undefined) return [...taken.slice(0, at).map((each) => each.worker), other];
  }
  return null;
}
