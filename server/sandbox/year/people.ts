/** Names in their own script; the latin form makes the e-mail address. */
export interface Person {
  firstName: string;
  latin: string;
  locale: 'en' | 'fa' | 'he';
  lastNames: readonly string[];
}

const ENGLISH = ['Baker', 'Lindqvist', 'Moreau', 'Okafor', 'Brandt', 'Rossi', 'Novak', 'Hughes', 'Silva', 'Keller'];
const PERSIAN = ['رضایی', 'کریمی', 'موسوی', 'احمدی', 'جعفری', 'نیک‌پور', 'شریفی', 'حیدری'];
const HEBREW = ['כהן', 'לוי', 'מזרחי', 'פרץ', 'ביטון', 'אברהם', 'פרידמן', 'שפירא'];

const people = (locale: Person['locale'], lastNames: readonly string[], ...names: [string, string][]): Person[] =>
  names.map(([firstName, latin]) => ({ firstName, latin, locale, lastNames }));

export const PEOPLE: readonly Person[] = [
  ...people('en', ENGLISH, ['Anna', 'anna'], ['Ben', 'ben'], ['Clara', 'clara'], ['David', 'david'], ['Emma', 'emma'], ['Felix', 'felix']),
  ...people('en', ENGLISH, ['Grace', 'grace'], ['Hugo', 'hugo'], ['Ida', 'ida'], ['Jonas', 'jonas'], ['Léa', 'lea'], ['Zoë', 'zoe']),
  ...people(
    'fa',
    PERSIAN,
    ['سارا', 'sara'],
    ['مریم', 'maryam'],
    ['نیلوفر', 'niloufar'],
    ['امیر', 'amir'],
    ['رضا', 'reza'],
    ['شیرین', 'shirin'],
  ),
  ...people('he', HEBREW, ['נועה', 'noa'], ['יעל', 'yael'], ['תמר', 'tamar'], ['איתי', 'itai'], ['דניאל', 'daniel'], ['אורי', 'ori']),
];
