// Named faults of rewards on their way. What they break shows only with a database and a shop, so each is caught by the tests of that.
import type { Fault } from './faults.ts';

const LIVES = ['server/test/redemptions/life-of-a-reward.test.ts', 'server/test/redemptions/nothing-is-lost.test.ts'];
const PROOFS = ['server/test/proofs/redemptions/races.test.ts', 'server/test/proofs/redemptions/crash.prove.test.ts'];
const of = (tests: readonly string[], file: string, name: string, find: string, replace: string): Fault => ({ name: `reward: ${name}`, file, find, replace, tests }); // prettier-ignore

export const REDEMPTION_FAULTS: readonly Fault[] = [
  of(LIVES, 'redemptions/returning.ts', 'points go back before the code is gone', "if (removing.stage === 'removing') await outbox.add(removingEffect(store, removing, clock()));", "if (removing.stage === 'removing') { await outbox.add(removingEffect(store, removing, clock())); await this.#release(removing, 'early'); }"),
  of(LIVES, 'redemptions/returning.ts', 'given back while the shop is asked releases at once', "await changed(redemptions, seen, (now) => (now.stage === 'preparing' && now.why === null ? { why } : null));", "await this.#release(await changed(redemptions, seen, (now) => (now.stage === 'preparing' ? { why, stage: 'removing' } : null)), 'early');"),
  of(LIVES, 'redemptions/returning.ts', 'orders that carry it are not looked at', "for (const id of orderIds) await", "for (const id of orderIds.slice(orderIds.length)) await"),
  of(LIVES, 'redemptions/returning.ts', 'a piece of the stock never comes back', "if (stock !== null) await this.#options.grants.giveBack(", "if (stock !== null && reward === undefined) await this.#options.grants.giveBack("),
  of(LIVES, 'redemptions/returning.ts', 'a release forgets the limit', 'why, ended, limit } as const', 'why, ended, limit: null } as const'),
  of(LIVES, 'redemptions/spending.ts', 'refunds do not change what is spent', "if (share.kind === 'spent') {", "if (share.kind === 'spent' && seen.stage === 'given' && share.points < seen.points) return;\n    if (share.kind === 'spent') {"),
  of(LIVES, 'redemptions/spending.ts', 'an unpaid order does not stop the clock', "{ stage: 'ready', why: null, dueAt: null } : null;", "{ stage: 'ready', why: null } : null;"),
  of(LIVES, 'redemptions/spending.ts', 'an unpaid order spends', "if (share.kind === 'waits') return this.#stopClock(seen);", "if (share.kind === 'waits') return this.#post(store, seen, { kind: 'spent', points: seen.points }, orderId, cause);"),
  of(LIVES, 'redemptions/spending.ts', 'it is spent under a key that another reward has', 'entryKey(`spend:${reservationId}:${redeemed.entries}`)', 'entryKey(`spend:${person}:${redeemed.entries}`)'),
  of(LIVES, 'redemptions/spending.ts', 'what a cancelled order spent stays spent', 'if (redeemed.settled > 0) await this.spend(', 'if (redeemed.settled < 0) await this.spend('),
  of(LIVES, 'redemptions/redemptions.ts', 'anybody goes on with a wish of another', 'if (agreed.memberId !== body.memberId) return refuse', 'if (agreed.points < 0) return refuse'),
  of(LIVES, 'redemptions/agree.ts', 'a cart is never abandoned', 'at + redemption.abandonMinutes * MINUTE_MS', 'at + redemption.abandonMinutes * DAY_MS'),
  of(LIVES, 'outbox/effects/remove-code.ts', 'a code that is to go stays', 'await rewards.removeCode(code);', ''),
  of(LIVES, 'outbox/effects/give-store-credit.ts', 'store credit is given without looking back', 'if (before !== null) {', 'if (before !== null && performing.attempts < 0) {'),
  of(PROOFS, 'redemptions/spending.ts', 'nobody looks at the orders again after spending', 'if (known !== null && isDeepStrictEqual(share, known)) return;', 'if (known !== null) return;'),
  of(PROOFS, 'redemptions/redemptions.ts', 'what a slow process set aside stays aside', 'await this.#options.returning.leaveNothing(prepared, cause);', ''),
  of(PROOFS, 'redemptions/redemptions.ts', 'what needs no shop is given and not spent after a death', "if (prepared.stage === 'preparing' || prepared.stage === 'given') await", "if (prepared.stage === 'preparing') await"),
  of(PROOFS, 'redemptions/redemptions.ts', 'a code given up while it was made stays after a death', 'else await this.#options.returning.madeTooLate(store, made);', ''),
  of(PROOFS, 'redemptions/returning.ts', 'a code that the merchant deleted is forgotten after a death', "const begun = found?.stage === 'removing';", 'const begun = false;'),
  of(PROOFS, 'redemptions/spending.ts', 'what was spent before a death is never shown', 'if (last !== null) await this.#options.appended(last);', ''),
]; // prettier-ignore
