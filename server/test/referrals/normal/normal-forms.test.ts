import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EmailLikeness } from '../../../src/loyalty/referrals/fraud/evidence.ts';
import { addressForm, type PostalAddress } from '../../../src/referrals/normal/address-form.ts';
import { isDisposable } from '../../../src/referrals/normal/disposable.ts';
import { emailForms, emailLikeness } from '../../../src/referrals/normal/email-form.ts';
import { phoneForm } from '../../../src/referrals/normal/phone-form.ts';
import { withAsciiDigits } from '../../../src/referrals/normal/written.ts';

function likeness(a: string, b: string): EmailLikeness | null {
  const [one, other] = [emailForms(a), emailForms(b)];
  return one === null || other === null ? null : emailLikeness(one, other);
}

const MAIL: readonly (readonly [a: string, b: string, EmailLikeness | null])[] = [
  ['ada@example.com', ' ADA@Example.COM ', 'same'],
  ['ada@bücher.example', 'ada@xn--bcher-kva.example', 'same'],
  ['ada.lovelace@gmail.com', 'adalovelace@gmail.com', 'mailbox'],
  ['a.d.a@gmail.com', 'ada+shop@googlemail.com', 'mailbox'],
  ['ada@outlook.com', 'ada+two@outlook.com', 'mailbox'],
  ['ada@icloud.com', 'ada+1@me.com', 'mailbox'],
  ['ada-l@proton.me', 'adal@protonmail.com', 'mailbox'],
  ['ada.l@yandex.ru', 'ada-l@ya.ru', 'mailbox'],
  ['ada-shop@yahoo.com', 'ada-friend@yahoo.com', 'mailbox'],
  // A tag that the provider may or may not know.
  ['ada@example.com', 'ada+two@example.com', 'lookalike'],
  ['ada.l@example.com', 'adal@example.com', 'lookalike'],
  // Cyrillic letters in name and domain; capital and small letters and digits of one shape; an invisible one.
  ['ada@example.com', 'аda@example.com', 'lookalike'],
  ['ada@gmail.com', 'ada@gmаil.com', 'lookalike'],
  ['ada@gmail.com', 'ada@xn--gmil-63d.com', 'lookalike'],
  ['adal@example.com', 'ada1@example.com', 'lookalike'],
  ['bob0@example.com', 'bobo@example.com', 'lookalike'],
  ['ada@example.com', 'a\u200Bda@example.com', 'lookalike'],
  ['ada@example.com', 'ada\u2060@example.com', 'lookalike'],
  ['adá@example.com', 'ada@example.com', 'lookalike'],
  ['martin@example.com', 'rnartin@example.com', 'lookalike'],
  ['ada@example.com', 'eve@example.com', 'different'],
  ['ada@outlook.com', 'ada@hotmail.com', 'different'],
  ['ada@example.com', 'ada@example.org', 'different'],
  ['+1@gmail.com', '+2@gmail.com', 'different'],
  ['.@gmail.com', '..@gmail.com', 'different'],
  ['nobody', 'nobody', null],
  ['a b@example.com', 'ab@example.com', null],
  ['ada@', 'ada@', null],
];

for (const [a, b, expected] of MAIL) {
  test(`the addresses ${JSON.stringify(a)} and ${JSON.stringify(b)} are ${expected === null ? 'not compared' : `"${expected}"`}`, () => {
    expect(likeness(a, b)).toBe(expected);
    expect(likeness(b, a)).toBe(expected);
  });
}

test('an address is like itself, and being alike is mutual', () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.emailAddress(), (a, b) => {
      expect(likeness(a, a)).toBe('same');
      expect(likeness(a, a.toUpperCase())).toBe('same');
      expect(likeness(a, b)).toBe(likeness(b, a));
    }),
  );
});

test('an address that is one mailbox with another also looks like it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,8}(\.[a-z]{1,8})?$/), fc.stringMatching(/^[a-z]{1,6}$/), (name, tag) => {
      const [plain, tagged] = [emailForms(`${name}@gmail.com`), emailForms(`${name}+${tag}@googlemail.com`)];
      expect(plain?.mailbox).toBe(tagged?.mailbox);
      expect(plain?.lookalike).toBe(tagged?.lookalike);
    }),
  );
});

const PHONES: readonly (readonly [phone: string, country: string | null, form: string | null])[] = [
  ['+49 171 1234567', null, '+491711234567'],
  ['0171 / 123 45 67', 'DE', '+491711234567'],
  ['0049 171 1234567', 'de', '+491711234567'],
  ['0049 171 1234567', null, '+491711234567'],
  ['۰۹۱۲ ۱۲۳ ۴۵۶۷', 'IR', '+989121234567'],
  ['٠٩١٢١٢٣٤٥٦٧', 'IR', '+989121234567'],
  ['+98 (912) 123-4567', 'DE', '+989121234567'],
  ['054-123-4567', 'IL', '+972541234567'],
  ['0171 1234567', null, '1711234567'],
  ['0171 1234567', 'XX', '1711234567'],
  ['12', 'DE', null],
  ['', 'DE', null],
  ['call me', null, null],
];

for (const [phone, country, form] of PHONES) {
  test(`the number "${phone}" of ${country ?? 'nowhere in particular'} is compared as ${form ?? 'nothing'}`, () => {
    expect(phoneForm(phone, country)).toBe(form);
  });
}

const at = (
  lines: string | readonly string[],
  postcode: string | null,
  country: string | null,
  city: string | null = null,
): PostalAddress => ({
  lines: typeof lines === 'string' ? [lines] : lines,
  city,
  postcode,
  country,
});

const DOORS: readonly (readonly [says: string, same: boolean, a: PostalAddress, b: PostalAddress])[] = [
  ['a street that is shortened', true, at('Hauptstr. 12', '10115', 'DE'), at('Hauptstraße 12', '10115', 'DE')],
  ['a street in two words', true, at('12 Main St.', '94107', 'US'), at('12 main street', '94107-1234', 'us')],
  ['a flat in the second line', true, at(['12 Main Street', 'Apt 4b'], '94107', 'US'), at('12 Main St #4-B', '94107', 'US')],
  ['Persian digits and words', true, at('خ. ولیعصر، پلاک ۱۲، واحد ۳', '۱۹۶۸۶۱۳۱۱۱', 'IR'), at('خیابان وليعصر پلاک 12 واحد 3', '1968613111', 'IR')], // prettier-ignore
  ['Hebrew with and without its abbreviation', true, at("רח' הרצל 12 דירה 3", '6688312', 'IL'), at('רחוב הרצל 12/3', '6688312', 'IL')],
  ['a British postcode and another word for the street', true, at('12 Elm Rd', 'sw1a1aa', 'GB'), at('12, Elm Road', 'SW1A 1AA', 'GB')],
  ['no postcode but a town', true, at('12 Main St', null, 'AE', 'Dubai'), at('12 main street', '', 'AE', 'DUBAI')],
  ['two flats of one house', false, at('12 Main St Apt 4', '94107', 'US'), at('12 Main St Apt 5', '94107', 'US')],
  ['two houses of one street', false, at('12 Main St', '94107', 'US'), at('14 Main St', '94107', 'US')],
  ['two streets of one American postcode', false, at('12 Main St', '94107', 'US'), at('12 Oak St', '94107', 'US')],
  ['one postcode of two countries', false, at('12 Main St', '10115', 'DE'), at('12 Main St', '10115', 'US')],
  ['two named houses without numbers', false, at('Rose Cottage', 'SW1A 1AA', 'GB'), at('Elm Cottage', 'SW1A 1AA', 'GB')],
];

for (const [says, same, a, b] of DOORS) {
  test(`two addresses are ${same ? 'one door' : 'two doors'}: ${says}`, () => {
    expect(addressForm(a)).not.toBeNull();
    expect(addressForm(a) === addressForm(b)).toBe(same);
  });
}

test('what does not say where is no address', () => {
  expect(addressForm(at('', '10115', 'DE'))).toBeNull();
  expect(addressForm(at('12 Main St', null, 'US'))).toBeNull();
  expect(addressForm(at('!!!', '10115', 'DE', 'Berlin'))).toBeNull();
});

test('digits of every script are the digits that they mean', () => {
  expect(withAsciiDigits('۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ ०९ ๐๙ 09')).toBe('0123456789 0123456789 09 09 09');
});

const DISPOSABLE: readonly (readonly [email: string, is: boolean])[] = [
  ['ada@mailinator.com', true],
  ['Ada@YOPMAIL.com ', true],
  ['ada@inbox.mailinator.com', true],
  ['ada@gmail.com', false],
  ['ada@privaterelay.appleid.com', false],
  ['ada@duck.com', false],
  ['ada@mailinator.com.example', false],
  ['ada@mailinator-fans.example', false],
  ['nobody', false],
];

for (const [email, is] of DISPOSABLE) {
  test(`mail to "${email}" is ${is ? 'thrown away' : 'not thought to be thrown away'}`, () => {
    expect(isDisposable(email)).toBe(is);
  });
}
