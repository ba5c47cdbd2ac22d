import type { Among } from '../evidence.ts';
import type { Signal } from '../signal.ts';

const MOST = 90;

/** Made-up friends resemble each other where real ones do not. A network is shared by many, a mailbox by nobody. */
const WEIGHTS = { email: 60, payment: 50, phone: 50, device: 40, address: 30, network: 10 } as const satisfies Record<keyof Among, number>;
const KINDS = ['email', 'payment', 'phone', 'device', 'address', 'network'] as const;

/** The sum of what is shared, at most 90: even so it could be a family that was invited one after the other. */
export const sameAsOtherFriend: Signal = {
  name: 'same-as-other-friend',
  look: ({ among }) => {
    const shared = KINDS.filter((kind) => among[kind] > 0);
    if (shared.length === 0) return null;
    const sum = shared.reduce((total, kind) => total + WEIGHTS[kind], 0);
    return { weight: Math.min(MOST, sum), seen: Object.fromEntries(shared.map((kind) => [kind, among[kind]])) };
  },
};
