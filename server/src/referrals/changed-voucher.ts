// A voucher is changed by whoever saw it last: the others read again and decide again.
import type { Voucher, VoucherChange, VoucherStore } from './voucher.ts';

const CHANGES_MAX = 50;

/** Reads, decides, writes; again when somebody else was faster. `decide` null: it is right as it is. Null: there is no such voucher. */
export async function changedVoucher(
  vouchers: Pick<VoucherStore, 'read' | 'change'>,
  { storeId, voucherId }: Pick<Voucher, 'storeId' | 'voucherId'>,
  decide: (now: Voucher) => VoucherChange | null,
): Promise<{ readonly voucher: Voucher; readonly isNew: boolean } | null> {
  for (let tried = 0; tried < CHANGES_MAX; tried += 1) {
    const seen = await vouchers.read(storeId, voucherId);
    if (seen === null) return null;
    const change = decide(seen);
    if (change === null) return { voucher: seen, isNew: false };
    const voucher = await vouchers.change(seen, change);
    if (voucher !== null) return { voucher, isNew: true };
  }
  throw new Error(`voucher ${voucherId} changes too often just now`);
}
