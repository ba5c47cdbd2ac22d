/**
 * Shopify gives each app and shop a bucket of points that fills up again. This is our picture of it: calls that would find it empty wait
 * here instead of being refused there. Other processes draw from the same bucket, so every answer corrects the picture.
 */
export interface CostLimiter {
  /** How long to wait before a call of this document. Its points are set aside, unless the wait is longer than the caller will. */
  take(document: string, now: number, longestWaitMs: number): number;
  /** What Shopify said of a call that was answered or throttled. */
  learn(document: string, cost: Cost, now: number): void;
}

export interface Cost {
  readonly requestedQueryCost: number;
  readonly throttleStatus: { readonly maximumAvailable: number; readonly currentlyAvailable: number; readonly restoreRate: number };
}

export function createCostLimiter(): CostLimiter {
  /** What a document costs is known once it was asked; it is the same for every shop and every variable but counts. */
  const costs = new Map<string, number>();
  let bucket = { available: Number.POSITIVE_INFINITY, maximum: Number.POSITIVE_INFINITY, restoreRate: 1, at: 0 };

  return {
    take(document, now, longestWaitMs) {
      const cost = costs.get(document) ?? 0;
      const available = Math.min(bucket.maximum, bucket.available + (Math.max(0, now - bucket.at) / 1000) * bucket.restoreRate);
      const waitMs = available >= cost ? 0 : Math.ceil(((cost - available) / bucket.restoreRate) * 1000);
      // It may go below nothing: then the next one waits for both, in the order in which they came. Whoever gives up takes nothing.
      bucket = { ...bucket, available: waitMs > longestWaitMs ? available : available - cost, at: now };
      return waitMs;
    },
    learn(document, { requestedQueryCost, throttleStatus }, now) {
      costs.set(document, requestedQueryCost);
      const { currentlyAvailable, maximumAvailable, restoreRate } = throttleStatus;
      bucket = { available: currentlyAvailable, maximum: maximumAvailable, restoreRate: Math.max(1, restoreRate), at: now };
    },
  };
}
