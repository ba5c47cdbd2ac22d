import { bonus } from '../../earning/rules/bonus-per-order.ts';
import { points } from '../../program/fields.ts';
import { effectKind } from './effect.ts';

export const bonusEffect = effectKind({
  kind: 'bonus',
  fields: { points },
  sentence: {
    en: 'Every order earns {points, plural, one {# extra point} other {# extra points}}',
    fa: 'هر سفارش {points} امتیاز اضافه می‌گیرد',
    he: '{points, plural, one {נקודה נוספת} two {שתי נקודות נוספות} other {# נקודות נוספות}} על כל הזמנה',
  },
  shopper: {
    en: '{points} more for every order',
    fa: '{points} بیشتر برای هر سفارش',
    he: 'עוד {points} על כל הזמנה',
  },
  gives: (effect, { lines }) => bonus(effect.points, lines),
});
