/**
 * The merchant makes one customer of two: everything of the second belongs to the first, and the second is gone. It may fail, and then says so
 * under the same topic (the body's shape is that of the sample payload of customers/merge on shopify.dev, whose status is "failed"). Whether
 * other topics are sent beside it is not documented; that deliveries have no order is (shopify.md, section 6).
 */
import { customerBody } from '../bodies/customer-body.ts';
import { NotPossible } from './change-order.ts';
import { changeCustomer } from './customer.ts';
import type { Customer } from './customer.ts';
import { giftCardsOf, saveGiftCard } from './gift-card.ts';
import { gid } from './ids.ts';
import { ordersOfCustomer, saveOrder } from './orders.ts';
import type { Shop } from './shop.ts';
import { changeCredit, creditAccountOf, creditAccountsOf, openCreditAccount } from './store-credit.ts';

function moveCredit(shop: Shop, gone: Customer, kept: Customer): void {
  for (const account of creditAccountsOf(shop, gone.id)) {
    if (account.balance === 0) continue;
    const target = creditAccountOf(shop, kept.id, account.currency) ?? openCreditAccount(shop, kept.id, account.currency);
    changeCredit(shop, account, { amount: -account.balance, event: 'ADJUSTMENT' });
    changeCredit(shop, target, { amount: account.balance, event: 'ADJUSTMENT' });
  }
}

interface MergeError {
  customer_ids: number[];
  field: string;
  message: string;
}

const mergeBody = (gone: Customer, kept: Customer, errors: MergeError[]) => ({
  admin_graphql_api_customer_kept_id: gid('Customer', kept.id),
  admin_graphql_api_customer_deleted_id: gid('Customer', gone.id),
  admin_graphql_api_job_id: null,
  status: errors.length === 0 ? 'completed' : 'failed',
  errors,
});

/** Shopify could not merge them: nothing has changed, and it says so. */
export function failMerge(shop: Shop, gone: Customer, kept: Customer): Customer {
  const message = `${kept.firstName} ${kept.lastName} is currently being merged.`;
  const errors = [{ customer_ids: [kept.id], field: 'merge_in_progress', message }];
  shop.queue.add(shop.now(), [['customers/merge', mergeBody(gone, kept, errors)]]);
  return kept;
}

export function mergeCustomers(shop: Shop, gone: Customer, kept: Customer): Customer {
  if (gone.id === kept.id) throw new NotPossible('a customer cannot be merged with themselves');
  return shop.db.transaction(() => {
    for (const order of ordersOfCustomer(shop, gone.id)) saveOrder(shop, { ...order, customerId: kept.id });
    for (const card of giftCardsOf(shop, gone.id)) saveGiftCard(shop, { ...card, customerId: kept.id });
    moveCredit(shop, gone, kept);
    shop.db.run('update discount_uses set customer_id = ? where customer_id = ?', kept.id, gone.id);
    shop.db.run('update visits set customer_id = null where customer_id = ?', gone.id);
    shop.db.run('delete from customers where id = ?', gone.id);
    const changed = changeCustomer(shop, kept, { tags: [...new Set([...kept.tags, ...gone.tags])] });
    shop.queue.add(changed.updatedAt, [
      ['customers/merge', mergeBody(gone, kept, [])],
      ['customers/update', customerBody(shop, changed)],
    ]);
    return changed;
  });
}
