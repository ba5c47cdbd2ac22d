import type { HistoryLine } from '#contract/index.ts';
import type { Words } from '../../locales/words.ts';

/** One line of history in words: what happened, to which order where there is one. */
export function lineWords({ say }: Words, line: HistoryLine): string {
  const { kind, order } = line;
  if (order === null) return say(`history.${kind}`);
  return say(`history.${kind}.order`, { order: order.name });
}
