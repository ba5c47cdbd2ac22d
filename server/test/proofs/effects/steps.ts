// Where a worker of the outbox can be killed, and what it is told to do.
import type { StoreId } from '../../../src/loyalty/ids.ts';
import type { Credentials } from '../../../src/platforms/shopify/auth/credentials.ts';
import { Keyring } from '../../../src/secrets/keyring.ts';
import type { Place } from '../process/open-core.ts';
import type { Halt } from '../process/parent.ts';

/** `asked`: the shop has done it, and nobody here knows yet. */
export const EFFECT_STEPS = ['claimed', 'remembered', 'asked', 'told', 'finished'] as const;
export type EffectStep = (typeof EFFECT_STEPS)[number];

export interface EffectTask extends Place {
  readonly halt: Halt | null;
  /** Each start is later than the leases of all before it. */
  readonly now: number;
  readonly sandboxUrl: string;
  readonly storeId: StoreId;
  readonly access: Credentials;
}

/** All processes of a proof open what any of them sealed. */
export const proofKeys = (): Keyring => new Keyring([{ id: 'proof', key: Buffer.alloc(32, 7) }]);
