/** Dates, in UTC or in a named time zone. */
import { asDouble } from '../bson/arithmetic.ts';
import { isDoc, isNumber, Oid, typeName } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { isNothing, named } from './arguments.ts';
import { addMonths, calendarOf, DAY, isoDayOfWeek, isoWeekOf, localOf, monthsOf, UNIT_MS, UNITS, weekOf } from './calendar.ts';
import type { Unit } from './calendar.ts';
import type { Compute, Names, Scope } from './compile.ts';
import { formatDate } from './format-date.ts';
import type { Compile, OperatorCompile, OperatorTable } from './operators.ts';
import { instantOf, zoneNamed } from './zone.ts';
import type { Zone } from './zone.ts';

export function instant(value: Value): number {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Oid) return value.bytes.readUInt32BE(0) * 1000;
  return refuse(16006, `can't convert from BSON type ${typeName(value)} to Date`);
}

type ZoneOf = (scope: Scope) => Zone | null;

/** null when the zone computes to nothing, which makes the whole result null. */
function zoneReader(part: Compute | undefined): ZoneOf {
  const known = new Map<string, Zone>();
  if (!part) return () => zoneNamed('UTC', known);
  return (scope) => {
    const name = part(scope);
    if (isNothing(name)) return null;
    return typeof name === 'string' ? zoneNamed(name, known) : refuse(40517, `timezone must evaluate to a string, found ${typeName(name)}`);
  };
}

function unitOf(operator: string, value: Found): Unit {
  const unit = UNITS.find((name) => name === value);
  return unit ?? refuse(9, `${operator} parameter 'unit' value parsing failed`);
}

/** `{$year: '$at'}` or `{$year: {date: '$at', timezone: 'Europe/Berlin'}}`. */
function partOperator(operator: string, read: (local: number) => Value): OperatorCompile {
  return (argument, names, compile) => {
    const single = Array.isArray(argument) && argument.length === 1 ? (argument[0] ?? null) : argument;
    const hasParts = isDoc(single) && (single.has('date') || single.has('timezone'));
    const parts: Doc = hasParts ? single : new Map([['date', single]]);
    return datePart(operator, read)(parts, names, compile);
  };
}

const datePart = (operator: string, read: (local: number) => Value): OperatorCompile =>
  named(operator, ['date'], ['timezone'], (part) => {
    const date = part('date') as Compute;
    const zoneOf = zoneReader(part('timezone'));
    return (scope) => {
      const value = date(scope);
      const zone = zoneOf(scope);
      if (isNothing(value) || zone === null) return null;
      const at = instant(value);
      return read(at + zone.offsetAt(at));
    };
  });

const count =
  (read: (calendar: ReturnType<typeof calendarOf>) => number): ((local: number) => Value) =>
  (local) =>
    read(calendarOf(local));

function dateToParts(local: number): Value {
  const { year, month, day, hour, minute, second, millisecond } = calendarOf(local);
  return new Map(Object.entries({ year, month, day, hour, minute, second, millisecond }));
}

const DAY_NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** 0 is Sunday. */
function startOfWeek(value: Found): number {
  const name = typeof value === 'string' ? value.toLowerCase() : 'sunday';
  const at = DAY_NAMES.findIndex((day) => day === name || day.slice(0, 3) === name);
  return at < 0 ? refuse(9, `parameter 'startOfWeek' value cannot be recognized as a day of a week: ${name}`) : at;
}

/** 2000-01-01 is where MongoDB counts bins from; it was a Saturday. */
const REFERENCE = localOf(2000, 1, 1);

function truncateLocal(local: number, unit: Unit, bin: number, weekStart: number): number {
  if (unit === 'year' || unit === 'quarter' || unit === 'month') {
    const months = bin * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
    const since = monthsOf(local) - monthsOf(REFERENCE);
    return addMonths(REFERENCE, Math.floor(since / months) * months);
  }
  const reference = unit === 'week' ? REFERENCE + ((weekStart - 6 + 7) % 7) * DAY : REFERENCE;
  const step = bin * (UNIT_MS[unit] ?? 1);
  return reference + Math.floor((local - reference) / step) * step;
}

/** Days and longer are cut in local time; shorter units by elapsed time since the local reference. */
function truncate(at: number, unit: Unit, bin: number, weekStart: number, zone: Zone): Date {
  if (['hour', 'minute', 'second', 'millisecond'].includes(unit)) {
    const reference = instantOf(REFERENCE, zone);
    const step = bin * (UNIT_MS[unit] ?? 1);
    return new Date(reference + Math.floor((at - reference) / step) * step);
  }
  return new Date(instantOf(truncateLocal(at + zone.offsetAt(at), unit, bin, weekStart), zone));
}

function binOf(value: Found): number {
  const bin = isNumber(value) ? asDouble(value) : Number.NaN;
  return Number.isInteger(bin) && bin > 0 ? bin : refuse(5439018, `$dateTrunc requires 'binSize' to be a positive whole number`);
}

const dateTrunc: OperatorCompile = named('$dateTrunc', ['date', 'unit'], ['binSize', 'timezone', 'startOfWeek'], (part) => {
  const [date, unit, bin, start] = [part('date') as Compute, part('unit') as Compute, part('binSize'), part('startOfWeek')];
  const zoneOf = zoneReader(part('timezone'));
  return (scope) => {
    const value = date(scope);
    const zone = zoneOf(scope);
    const [wanted, size, week] = [unit(scope), bin ? bin(scope) : 1, start ? start(scope) : 'sunday'];
    if ([value, wanted, size, week].some(isNothing) || isNothing(value) || zone === null) return null;
    return truncate(instant(value), unitOf('$dateTrunc', wanted), binOf(size), startOfWeek(week), zone);
  };
});

function move(at: number, unit: Unit, amount: number, zone: Zone): Date {
  const shift = UNIT_MS[unit];
  if (shift !== undefined && shift < DAY) return new Date(at + amount * shift);
  const local = at + zone.offsetAt(at);
  if (shift !== undefined) return new Date(instantOf(local + amount * shift, zone));
  const months = amount * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
  return new Date(instantOf(addMonths(local, months), zone));
}

const dateAdd = (operator: string, sign: number): OperatorCompile =>
  named(operator, ['startDate', 'unit', 'amount'], ['timezone'], (part) => {
    const [date, unit, amount] = [part('startDate') as Compute, part('unit') as Compute, part('amount') as Compute];
    const zoneOf = zoneReader(part('timezone'));
    return (scope) => {
      const [value, wanted, many] = [date(scope), unit(scope), amount(scope)];
      const zone = zoneOf(scope);
      if (isNothing(value) || isNothing(wanted) || isNothing(many) || zone === null) return null;
      const number = isNumber(many) ? asDouble(many) : Number.NaN;
      if (!Number.isInteger(number)) refuse(5166405, `${operator} expects integer amount of time units`);
      return move(instant(value), unitOf(operator, wanted), sign * number, zone);
    };
  });

function difference(from: number, to: number, unit: Unit, weekStart: number, zone: Zone): Value {
  const start = from + zone.offsetAt(from);
  const end = to + zone.offsetAt(to);
  if (unit === 'year') return BigInt(calendarOf(end).year - calendarOf(start).year);
  if (unit === 'quarter') return BigInt(Math.floor(monthsOf(end) / 3) - Math.floor(monthsOf(start) / 3));
  if (unit === 'month') return BigInt(monthsOf(end) - monthsOf(start));
  if (unit === 'week') return BigInt((truncateLocal(end, 'week', 1, weekStart) - truncateLocal(start, 'week', 1, weekStart)) / (7 * DAY));
  if (unit === 'day') return BigInt(Math.floor(end / DAY) - Math.floor(start / DAY));
  const step = UNIT_MS[unit] ?? 1;
  const shift = zone.offsetAt(from);
  return BigInt(Math.floor((to + shift) / step) - Math.floor((from + shift) / step));
}

const dateDiff: OperatorCompile = named('$dateDiff', ['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek'], (part) => {
  const [from, to, unit, week] = [part('startDate') as Compute, part('endDate') as Compute, part('unit') as Compute, part('startOfWeek')];
  const zoneOf = zoneReader(part('timezone'));
  return (scope) => {
    const [start, end, wanted] = [from(scope), to(scope), unit(scope)];
    const zone = zoneOf(scope);
    if (isNothing(start) || isNothing(end) || isNothing(wanted) || zone === null) return null;
    return difference(instant(start), instant(end), unitOf('$dateDiff', wanted), startOfWeek(week?.(scope)), zone);
  };
});

const dateToString: OperatorCompile = named('$dateToString', ['date'], ['format', 'timezone', 'onNull'], (part) => {
  const [date, format, zonePart, onNull] = [part('date') as Compute, part('format'), part('timezone'), part('onNull')];
  const zoneOf = zoneReader(zonePart);
  const usual = zonePart ? '%Y-%m-%dT%H:%M:%S.%L' : '%Y-%m-%dT%H:%M:%S.%LZ';
  return (scope) => {
    const value = date(scope);
    const zone = zoneOf(scope);
    const wanted = format ? format(scope) : usual;
    if (isNothing(value)) return onNull ? onNull(scope) : null;
    if (zone === null || isNothing(wanted)) return null;
    if (typeof wanted !== 'string') return refuse(18533, "$dateToString requires that 'format' be a string");
    const at = instant(value);
    return formatDate(wanted, at, zone.offsetAt(at));
  };
});

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'];

function dateFromParts(argument: Value, names: Names, compile: Compile): Compute {
  return named('$dateFromParts', ['year'], [...PARTS.slice(1), 'timezone'], (part) => {
    const computes = PARTS.map((name) => part(name));
    const zoneOf = zoneReader(part('timezone'));
    return (scope) => {
      const values = computes.map((compute, i) => (compute ? compute(scope) : i < 3 ? 1 : 0));
      const zone = zoneOf(scope);
      if (values.some(isNothing) || zone === null) return null;
      const numbers = values.map((value) =>
        isNumber(value) && Number.isInteger(asDouble(value)) ? asDouble(value) : refuse(40515, '$dateFromParts needs whole numbers'),
      );
      return new Date(instantOf(localOf(...(numbers as [number, number, number, number, number, number, number])), zone));
    };
  })(argument, names, compile);
}

export const DATES: OperatorTable = {
  $year: partOperator(
    '$year',
    count(({ year }) => year),
  ),
  $month: partOperator(
    '$month',
    count(({ month }) => month),
  ),
  $dayOfMonth: partOperator(
    '$dayOfMonth',
    count(({ day }) => day),
  ),
  $hour: partOperator(
    '$hour',
    count(({ hour }) => hour),
  ),
  $minute: partOperator(
    '$minute',
    count(({ minute }) => minute),
  ),
  $second: partOperator(
    '$second',
    count(({ second }) => second),
  ),
  $millisecond: partOperator(
    '$millisecond',
    count(({ millisecond }) => millisecond),
  ),
  $dayOfWeek: partOperator(
    '$dayOfWeek',
    count(({ dayOfWeek }) => dayOfWeek),
  ),
  $dayOfYear: partOperator(
    '$dayOfYear',
    count(({ dayOfYear }) => dayOfYear),
  ),
  $week: partOperator('$week', count(weekOf)),
  $isoDayOfWeek: partOperator('$isoDayOfWeek', count(isoDayOfWeek)),
  $isoWeek: partOperator('$isoWeek', (local) => isoWeekOf(local).week),
  $isoWeekYear: partOperator('$isoWeekYear', (local) => BigInt(isoWeekOf(local).year)),
  $dateToParts: partOperator('$dateToParts', dateToParts),
  $dateTrunc: dateTrunc,
  $dateAdd: dateAdd('$dateAdd', 1),
  $dateSubtract: dateAdd('$dateSubtract', -1),
  $dateDiff: dateDiff,
  $dateToString: dateToString,
  $dateFromParts: dateFromParts,
};
