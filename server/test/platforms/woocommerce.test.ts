import { woocommercePlatform } from '../../src/platforms/woocommerce/index.ts';
import { platformBattery } from '../batteries/platform.battery.ts';
import { RECORDED_SECRET, recordings, signedAgain } from '../recorded/woocommerce/replay.ts';

platformBattery('WooCommerce', () => {
  const deliveries = recordings().filter(({ file }) => !/^0[123]-/.test(file));
  return {
    platform: woocommercePlatform(),
    secrets: { webhookSecret: RECORDED_SECRET },
    facts: { currency: 'EUR', timeZone: 'UTC' },
    deliveries: deliveries.filter(({ file }) => /^(07|09|1[0-5]|22|31|33|37|42|52|5[3-8]|62|9\d)-/.test(file)),
    sign: (delivery, body, secret) => signedAgain({ ...delivery, body }, body, secret),
    personalTexts: ['Musterweg', 'Hamburg', '20095', 'wc_order_'],
    partsSumToTotal: true,
  };
});
