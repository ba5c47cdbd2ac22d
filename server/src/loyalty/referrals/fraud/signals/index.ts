// The list. One signal: one file and one line here.
import type { Signal } from '../signal.ts';
import { automated } from './automated.ts';
import { burst } from './burst.ts';
import { couponSite } from './coupon-site.ts';
import { disposableDomain } from './disposable-domain.ts';
import { existingCustomer } from './existing-customer.ts';
import { freeOrder } from './free-order.ts';
import { freshAdvocate } from './fresh-advocate.ts';
import { idleAdvocate } from './idle-advocate.ts';
import { knownAccount } from './known-account.ts';
import { notFoundOut } from './not-found-out.ts';
import { orderBeforeLink } from './order-before-link.ts';
import { refusedBefore } from './refused-before.ts';
import { renewal } from './renewal.ts';
import { ring } from './ring.ts';
import { sameAddress } from './same-address.ts';
import { sameAsOtherFriend } from './same-as-other-friend.ts';
import { sameDevice } from './same-device.ts';
import { sameEmail } from './same-email.ts';
import { sameMember } from './same-member.ts';
import { sameName } from './same-name.ts';
import { sameNetwork } from './same-network.ts';
import { samePayment } from './same-payment.ts';
import { samePhone } from './same-phone.ts';
import { similarEmail } from './similar-email.ts';
import { staffOrder } from './staff-order.ts';
import { velocity } from './velocity.ts';

export const SIGNALS: readonly Signal[] = [
  automated,
  burst,
  couponSite,
  disposableDomain,
  existingCustomer,
  freeOrder,
  freshAdvocate,
  idleAdvocate,
  knownAccount,
  notFoundOut,
  orderBeforeLink,
  refusedBefore,
  renewal,
  ring,
  sameAddress,
  sameAsOtherFriend,
  sameDevice,
  sameEmail,
  sameMember,
  sameName,
  sameNetwork,
  samePayment,
  samePhone,
  similarEmail,
  staffOrder,
  velocity,
];
