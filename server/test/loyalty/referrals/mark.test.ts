import { describe, expect, it } from 'vitest';
import { markAmong, readMark } from '../../../src/loyalty/referrals/mark.ts';

describe('the mark of a link on a cart', () => {
  it.each([
    ['ADA-7KQ2', { code: 'ADA-7KQ2', channel: null }],
    [' ada-7kq2;whatsapp ', { code: 'ADA-7KQ2', channel: 'whatsapp' }],
    ['ADA-7KQ2;QR', { code: 'ADA-7KQ2', channel: 'qr' }],
    ['ADA-7KQ2;pigeon', { code: 'ADA-7KQ2', channel: null }],
  ])('%j is read as a code and a way', (value, read) => expect(readMark(value)).toEqual(read));

  it.each([
    ['', 'nothing'],
    ['A', 'too short'],
    ['-ADA', 'begins with no letter'],
    ['ADA 7KQ2', 'two words'],
    ['ADA-7KQ2;', 'an empty channel'],
    ['ADA-7KQ2;x;y', 'more than a channel'],
    ['<script>alert(1)</script>', 'a script'],
    ["ADA'||'1'=='1", 'a question to a database'],
    ['Ａ'.repeat(8), 'letters that only look like ours'],
    ['A'.repeat(5000), 'longer than any code'],
    [{ $gt: '' }, 'no text'],
    [null, 'no value'],
    [42, 'a number'],
  ])('%j is no mark of ours: %s', (value, _why) => expect(readMark(value)).toBeNull());

  it('is found by its name among the attributes of a cart, and the last one counts', () => {
    const told = (name: string, value: unknown) => ({ name, value });
    expect(markAmong([told('gift', 'ADA-7KQ2')])).toBeNull();
    expect(markAmong([told('_lasting_ref', 'ADA-7KQ2'), told('gift', 'yes'), told('_lasting_ref', 'BOB-2222;sms')])).toEqual({ code: 'BOB-2222', channel: 'sms' }); // prettier-ignore
    expect(markAmong([told('_lasting_ref', 'ADA-7KQ2'), told('_lasting_ref', '???')])?.code).toBe('ADA-7KQ2');
  });
});
